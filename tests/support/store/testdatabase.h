// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sql/databaseopening.h"

namespace mailboat::test {

/// The kind of database that the tests of store and records are run with; MAILBOAT_TEST_DATABASE names it:
/// "sqlite" (also where it is not set); "repeating", an SQLite that wants every transaction a second time.
DatafileOptions testDatabase();

} // namespace mailboat::test

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sql/schema.h"

namespace mailboat {

/// The tables of a datafile.
const Schema &datafileSchema();

} // namespace mailboat

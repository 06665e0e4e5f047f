// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace mailboat::test {

/// Makes the committed datafile of schema 4: that of schema 3, migrated by the fourth step alone, with records in quarantine that
/// have no name.
void makeSchemaFour(const QString &path);

} // namespace mailboat::test

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace mailboat::test {

/// Makes the committed datafile of schema 5: that of schema 4, migrated by the fifth step alone, with a record that waits for its
/// patient, records of which only a count is left, and a day's joins.
void makeSchemaFive(const QString &path);

} // namespace mailboat::test

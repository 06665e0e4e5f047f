// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace mailboat::test {

/// Makes the committed datafile of schema 9: that of schema 8, migrated by the ninth step alone, with a record that a numbered push has
/// brought.
void makeSchemaNine(const QString &path);

} // namespace mailboat::test

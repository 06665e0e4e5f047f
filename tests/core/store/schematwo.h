// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace mailboat::test {

/// Makes the committed datafile of schema 2: that of schema 1, migrated by the second step alone, with rows of what that step
/// brought and with more that waits.
void makeSchemaTwo(const QString &path);

} // namespace mailboat::test

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace mailboat::test {

/// Makes the committed datafile of schema 3: that of schema 2, migrated by the third step alone, with more that has gone wrong.
void makeSchemaThree(const QString &path);

} // namespace mailboat::test

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace mailboat::test {

/// Makes the committed datafile of schema 7: that of schema 6, migrated by the seventh step alone, with positions of one site and what
/// does not fit of another's.
void makeSchemaSeven(const QString &path);

} // namespace mailboat::test

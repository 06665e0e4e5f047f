// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace mailboat::test {

/// Makes the committed datafile of schema 6: that of schema 5, migrated by the sixth step alone, with what a site runs, a place in the
/// change log for one on Mobile, and a file beside it.
void makeSchemaSix(const QString &path);

} // namespace mailboat::test

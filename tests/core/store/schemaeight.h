// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace mailboat::test {

/// Makes the committed datafile of schema 8: that of schema 7, migrated by the eighth step alone, with a site that has everything and
/// contacts in the log.
void makeSchemaEight(const QString &path);

} // namespace mailboat::test

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/paths.h"

namespace mailboat::test {

QString sourcePath(const QString &relative)
{
    const QString root = QStringLiteral(MAILBOAT_SOURCE_DIR);
    return relative.isEmpty() ? root : root + QLatin1Char('/') + relative;
}

QString mailboatctlProgram()
{
    return QStringLiteral(MAILBOATCTL);
}

QString mailboatProgram()
{
    return QStringLiteral(MAILBOAT);
}

} // namespace mailboat::test

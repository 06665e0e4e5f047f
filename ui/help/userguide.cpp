// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/help/userguide.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace mailboat {

std::optional<QUrl> userGuide(const QString &chapter)
{
    // The build has it at the same place beside its programs.
    static const QString folder = QStringLiteral("/../share/doc/mailboat-doc/html/");
    const QString path
        = QDir::cleanPath(QCoreApplication::applicationDirPath() + folder + chapter.section(QLatin1Char('#'), 0, 0));
    if (!QFileInfo(path).isFile())
        return std::nullopt;
    QUrl url = QUrl::fromLocalFile(path);
    if (const QString heading = chapter.section(QLatin1Char('#'), 1); !heading.isEmpty())
        url.setFragment(heading);
    return url;
}

} // namespace mailboat

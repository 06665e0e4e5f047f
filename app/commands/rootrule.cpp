// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/rootrule.h"

#include "app/supervisor.h"

#include <QFile>
#include <QFileInfo>

#include <sys/stat.h>
#include <unistd.h>

namespace mailboat {

Result<> mayServe(const DatafileAddress &datafile, bool isAllowed)
{
    if (::geteuid() != 0 || isAllowed || qgetenv("MAILBOAT_ALLOW_ROOT") == "1")
        return {};
    struct stat status {
    };
    const bool isThere = ::stat(QFile::encodeName(datafile.path()).constData(), &status) == 0;
    const bool isForeign = isThere && status.st_uid != 0;
    if (!isForeign && !Supervisor::isThere())
        return {};
    ErrorValues values {{QStringLiteral("path"), datafile.shown()}};
    if (isForeign) {
        const QString name = QFileInfo(datafile.path()).owner(); // empty where that number has none
        values.insert(QStringLiteral("owner"), name.isEmpty() ? QString::number(status.st_uid) : name);
    }
    return failure(ErrorCode::ServedAsRoot, values);
}

} // namespace mailboat

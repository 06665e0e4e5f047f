// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/datafileaddress.h"

#include <QCoreApplication>
#include <QStandardPaths>

namespace mailboat {

Result<DatafileAddress> datafileAddress(const std::optional<QString> &given)
{
    // An empty variable in somebody's script must not lead to another datafile.
    if (given && given->isEmpty())
        return failure(ErrorCode::UsageWrong,
            {{QStringLiteral("why"), QCoreApplication::translate("mailboat", "--datafile is empty")}});
    const QString path = given ? *given : QString::fromLocal8Bit(qgetenv("MAILBOAT_DATAFILE"));
    return path.isEmpty() ? usualDatafile() : DatafileAddress::fromText(path);
}

DatafileAddress usualDatafile()
{
    return DatafileAddress::ofFile(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
        + QLatin1String("/mailboat/site.mailboat"));
}

} // namespace mailboat

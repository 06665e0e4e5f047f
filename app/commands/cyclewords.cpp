// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/cyclewords.h"

#include <QCoreApplication>
#include <QLocale>

namespace mailboat {

QString cycleOutcome(const CycleReport &report)
{
    if (!report.ok && report.error)
        return QCoreApplication::translate("mailboat", "Failed: %1").arg(describe(*report.error));
    const QLocale locale;
    QString text = QCoreApplication::translate("mailboat",
        "Sent %1 records; received %2 central ones and %3 of this site; %4 out, %5 in, and about %6 of headers; %7 s.")
                       .arg(locale.toString(report.pushed), locale.toString(report.pulledCentral),
                           locale.toString(report.pulledRemote), locale.formattedDataSize(report.bytesSent),
                           locale.formattedDataSize(report.bytesReceived),
                           locale.formattedDataSize(report.headerBytesSent + report.headerBytesReceived),
                           locale.toString(report.seconds, 'f', 1));
    if (report.quarantined > 0)
        text += u' '
            + QCoreApplication::translate("mailboat", "%1 could not be taken: see \"mailboatctl records quarantine\".")
                  .arg(locale.toString(report.quarantined));
    return text;
}

} // namespace mailboat

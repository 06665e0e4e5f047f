// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/cyclewords.h"

#include <QCoreApplication>
#include <QLocale>

namespace mailboat {

namespace {

QString failedWords(const CycleReport &report)
{
    if (!report.error)
        return QCoreApplication::translate("mailboat", "It failed.");
    if (report.error->code == ErrorCode::Cancelled)
        return QCoreApplication::translate("mailboat", "It was stopped.");
    return describe(*report.error);
}

} // namespace

QString cycleWords(const CycleReport &report)
{
    if (!report.ok)
        return failedWords(report);
    const QLocale locale;
    const qint64 received = report.pulledCentral + report.pulledRemote;
    if (report.setAside > 0)
        return QCoreApplication::translate("mailboat", "Records sent: %1, refused by the primary: %2, received: %3.")
            .arg(locale.toString(report.pushed), locale.toString(report.setAside), locale.toString(received));
    if (report.quarantined > 0)
        return QCoreApplication::translate(
            "mailboat", "Records sent: %1, received: %2, of which could not be taken: %3.")
            .arg(locale.toString(report.pushed), locale.toString(received), locale.toString(report.quarantined));
    if (report.pushed == 0 && received == 0)
        return QCoreApplication::translate("mailboat", "There was nothing to send or to receive.");
    return QCoreApplication::translate("mailboat", "Records sent: %1, received: %2.")
        .arg(locale.toString(report.pushed), locale.toString(received));
}

QString cycleLine(const CycleReport &report)
{
    if (!report.ok && report.error)
        return QCoreApplication::translate("mailboat", "Failed: %1").arg(describe(*report.error));
    const QLocale locale;
    QString text = QCoreApplication::translate("mailboat",
        "Records sent: %1, received: %2 central ones and %3 of this site; %4 out, %5 in, and about %6 of headers; %7 "
        "s.")
                       .arg(locale.toString(report.pushed), locale.toString(report.pulledCentral),
                           locale.toString(report.pulledRemote), locale.formattedDataSize(report.bytesSent),
                           locale.formattedDataSize(report.bytesReceived),
                           locale.formattedDataSize(report.headerBytesSent + report.headerBytesReceived),
                           locale.toString(report.seconds, 'f', 1));
    if (report.quarantined > 0)
        text += u' '
            + QCoreApplication::translate("mailboat", "%1 could not be taken: see \"mailboatctl records quarantine\".")
                  .arg(locale.toString(report.quarantined));
    if (report.setAside > 0)
        text += u' '
            + QCoreApplication::translate(
                "mailboat", "%1 were refused by the primary one by one: see \"mailboatctl records quarantine\".")
                  .arg(locale.toString(report.setAside));
    return text;
}

} // namespace mailboat

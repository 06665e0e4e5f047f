// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/status/cyclewords.h"

#include "ui/widgets/timewords.h"

#include <QCoreApplication>
#include <QLocale>

namespace mailboat {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("mailboat", text);
}

QString failedWords(const CycleReport &report)
{
    if (!report.error)
        return translated(QT_TRANSLATE_NOOP("mailboat", "It failed."));
    if (report.error->code == ErrorCode::Cancelled)
        return translated(QT_TRANSLATE_NOOP("mailboat", "It was stopped."));
    return describe(*report.error);
}

} // namespace

QString cycleWords(const CycleReport &report)
{
    if (!report.ok)
        return failedWords(report);
    const QLocale locale;
    const qint64 received = report.pulledCentral + report.pulledRemote;
    if (report.quarantined > 0)
        return translated(
            QT_TRANSLATE_NOOP("mailboat", "Records sent: %1, received: %2, of which could not be taken: %3."))
            .arg(locale.toString(report.pushed), locale.toString(received), locale.toString(report.quarantined));
    if (report.pushed == 0 && received == 0)
        return translated(QT_TRANSLATE_NOOP("mailboat", "There was nothing to send or to receive."));
    return translated(QT_TRANSLATE_NOOP("mailboat", "Records sent: %1, received: %2."))
        .arg(locale.toString(report.pushed), locale.toString(received));
}

QString cycleDetails(const CycleReport &report)
{
    const QLocale locale;
    QStringList lines {
        cycleWords(report),
        translated(QT_TRANSLATE_NOOP("mailboat", "Begun: %1")).arg(localTimeWords(report.started)),
        report.byHand ? translated(QT_TRANSLATE_NOOP("mailboat", "Asked for by hand."))
                      : translated(QT_TRANSLATE_NOOP("mailboat", "Run by itself.")),
        translated(QT_TRANSLATE_NOOP("mailboat", "Central records received: %1"))
            .arg(locale.toString(report.pulledCentral)),
        translated(QT_TRANSLATE_NOOP("mailboat", "Records of this site received: %1"))
            .arg(locale.toString(report.pulledRemote)),
        translated(QT_TRANSLATE_NOOP("mailboat", "Requests: %1")).arg(locale.toString(report.requests)),
        translated(QT_TRANSLATE_NOOP("mailboat", "Seconds: %1")).arg(locale.toString(report.seconds, 'f', 1)),
    };
    if (report.failedStep)
        lines += translated(QT_TRANSLATE_NOOP("mailboat", "It ended at: %1")).arg(stepTitle(*report.failedStep));
    if (report.error) {
        lines += advise(*report.error);
        lines += codeOf(report.error->code);
        if (!report.error->detail.isEmpty())
            lines += report.error->detail;
    }
    return lines.join(u'\n');
}

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/status/cycledetails.h"

#include "core/domain/cyclewords.h"
#include "ui/widgets/errorwords.h"
#include "ui/widgets/timewords.h"

#include <QCoreApplication>
#include <QLocale>

namespace mailboat {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("mailboat", text);
}

} // namespace

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
        lines += windowAdvice(*report.error);
        lines += codeOf(report.error->code);
        if (!report.error->detail.isEmpty())
            lines += report.error->detail;
    }
    return lines.join(u'\n');
}

} // namespace mailboat

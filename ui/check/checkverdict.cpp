// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/check/checkverdict.h"

#include "core/domain/joinfilled.h"
#include "core/domain/loadwords.h"
#include "ui/check/checkstepstable.h"
#include "ui/widgets/inlinemessage.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace mailboat {

void showVerdict(const CheckReport &report, InlineMessage &message)
{
    const auto failed = std::find_if(report.findings.begin(), report.findings.end(),
        [](const CheckFinding &finding) { return finding.level == CheckLevel::Failed && finding.error; });
    if (failed != report.findings.end()) {
        message.setError(*failed->error, isCancelled(*failed) ? Tone::Info : Tone::Error);
        return;
    }
    QStringList warnings;
    for (const CheckFinding &finding : report.findings) {
        if (finding.level == CheckLevel::Warning)
            warnings += joinFilled({foundWords(finding), foundAdvice(finding)}, QStringLiteral(" "));
    }
    if (!warnings.isEmpty())
        message.setMessage(Tone::Warning, warnings.join(u'\n'));
    else
        message.setMessage(
            Tone::Ok, QCoreApplication::translate("mailboat", "Everything that was checked is in order."));
}

QString measuredWords(const CheckReport &report)
{
    const QLocale locale;
    QStringList parts;
    if (report.roundTrip)
        parts += QCoreApplication::translate("mailboat", "Round trip: %1 ms.")
                     .arg(locale.toString(static_cast<qlonglong>(report.roundTrip->count())));
    if (report.bytesPerSecond)
        parts += QCoreApplication::translate("mailboat", "Speed: %1 a second.")
                     .arg(locale.formattedDataSize(*report.bytesPerSecond));
    parts += report.firstLoad ? waitingLoadWords(*report.firstLoad) : QString();
    return joinFilled(parts, QStringLiteral(" "));
}

} // namespace mailboat

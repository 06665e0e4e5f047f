// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/recoverywords.h"

#include <QCoreApplication>
#include <QLocale>

namespace mailboat {

QString choiceTitle(Recovery::Choice choice)
{
    switch (choice) {
    case Recovery::Choice::Collect:
        return QCoreApplication::translate("mailboat", "C&ollect from all sites");
    case Recovery::Choice::Fetch:
        return QCoreApplication::translate("mailboat", "&Fetch everything anew");
    case Recovery::Choice::Continue:
        return QCoreApplication::translate("mailboat", "Go on as it &is");
    case Recovery::Choice::KeepThis:
        return QCoreApplication::translate("mailboat", "&Keep this one");
    }
    Q_UNREACHABLE();
}

QString choiceWords(Recovery::Choice choice, const Recovery::Plan &plan)
{
    const QLocale locale;
    switch (choice) {
    case Recovery::Choice::Collect:
        return QCoreApplication::translate("mailboat",
            "All sites send again all that they own, and then fetch everything anew. What was deleted since the backup "
            "comes back. Sites that are asked: %1. Records of theirs that are known here: %2. Central records: %3.")
            .arg(locale.toString(plan.sites), locale.toString(plan.records), locale.toString(plan.waiting));
    case Recovery::Choice::Fetch:
        return QCoreApplication::translate("mailboat",
            "What waits here is sent first, then everything is fetched anew. What was deleted here since the backup "
            "comes back. Records that wait: %1. Records that are here: %2.")
            .arg(locale.toString(plan.waiting), locale.toString(plan.records));
    case Recovery::Choice::Continue:
        return QCoreApplication::translate("mailboat",
            "The primary is asked whether this copy has missed anything. Where it has not, nothing is fetched anew, "
            "and what waits here is sent with the next synchronisation. Records that wait: %1. Records that are here: "
            "%2.")
            .arg(locale.toString(plan.waiting), locale.toString(plan.records));
    case Recovery::Choice::KeepThis:
        if (plan.takesSiteOver)
            return QCoreApplication::translate("mailboat",
                "This machine goes on as the site, and any other one that has a copy of this datafile is stopped. What "
                "waits here is sent first, then everything is fetched anew. Records that wait: %1. Records that are "
                "here: %2. What the other machine has not sent is lost, unless \"fetch\" is chosen there: that sends "
                "it, and stops this one.")
                .arg(locale.toString(plan.waiting), locale.toString(plan.records));
        return QCoreApplication::translate("mailboat",
            "The datafile goes on on this machine. On the one where it was before nobody may synchronise with it any "
            "more.");
    }
    Q_UNREACHABLE();
}

QStringList silentWords(const Recovery::Plan &plan)
{
    QStringList lines;
    for (const Recovery::Plan::Silent &site : plan.silent)
        lines += QCoreApplication::translate("mailboat",
            "The site with Sync ID %1 runs %2 and cannot be asked: of its records %3 are known here. Newer ones are "
            "missing until it initialises anew, by which it loses what it alone holds.")
                     .arg(QString::number(site.site.value()), site.program, QLocale().toString(site.records));
    return lines;
}

} // namespace mailboat

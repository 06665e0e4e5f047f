// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/recoverywords.h"

#include "core/domain/daywords.h"
#include "core/domain/forplural.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace mailboat {

namespace {

constexpr int mostSitesNamed = 20;

/// "2 (412), 5 (80)", by Sync ID, with the records that were known here.
QString sitesIn(const QList<AwaitedSites::Awaited> &awaited, bool areAsked)
{
    QStringList sites;
    for (const AwaitedSites::Awaited &one : awaited) {
        if (one.isAsked() != areAsked)
            continue;
        if (sites.size() == mostSitesNamed)
            return sites.join(QStringLiteral(", ")) + QStringLiteral(", …");
        const QString records = QString::number(one.records);
        sites += QStringLiteral("%1 (%2)").arg(
            QString::number(one.site.value()), areAsked ? records : one.program + QStringLiteral(", ") + records);
    }
    return sites.join(QStringLiteral(", "));
}

/// Of the first of them, as people read it.
QString sinceIn(const QList<AwaitedSites::Awaited> &awaited)
{
    const auto first = std::ranges::min_element(awaited, {}, &AwaitedSites::Awaited::since);
    return momentWords(first->since);
}

} // namespace

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
                   "All sites send again all that they own, and then fetch everything anew. What was deleted since "
                   "the backup comes back. Sites that are asked: %1. Records of theirs that are known here: %2. "
                   "Central records: %3.")
                   .arg(locale.toString(plan.sites), locale.toString(plan.records), locale.toString(plan.waiting))
            + u' '
            + QCoreApplication::translate("mailboat",
                "What was changed in central data since the backup is not brought back: the sites keep it in "
                "quarantine, and it has to be entered here again.");
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

QString needlessWords(Recovery::Choice choice, const Recovery::Plan &plan)
{
    if (!plan.isNeedless)
        return {};
    if (choice == Recovery::Choice::Fetch)
        return QCoreApplication::translate("mailboat",
            "Nothing stands still here, as far as is known. \"fetch\" is only for a datafile that was put back from an "
            "older copy.");
    if (plan.awaited > 0)
        return QCoreApplication::translate("mailboat",
            "Nothing stands still here: \"collect\" was chosen already, and %Ln sites have not sent again yet what "
            "they own. Wait until they have synchronised.",
            nullptr, forPlural(plan.awaited));
    return QCoreApplication::translate("mailboat",
        "No site is known here that has seen more than this primary has. \"collect\" is only for a datafile that was "
        "put back from an older copy by hand, before any site has called.");
}

QString neverCalledWords(SyncId site, const Recovery::Plan &plan)
{
    if (!plan.hasNeverCalled)
        return {};
    return QCoreApplication::translate("mailboat",
        "As far as is known here, the site with Sync ID %1 has never called: it is asked when it does, and nothing is "
        "waited for until then.")
        .arg(site.value());
}

QString awaitedSentence(const QList<AwaitedSites::Awaited> &awaited)
{
    const int sites = forPlural(awaited.size());
    if (std::ranges::any_of(awaited, &AwaitedSites::Awaited::isAfterCopy))
        return QCoreApplication::translate("mailboat",
            "%Ln sites have not sent again yet what they own, since this primary was put back from a copy.", nullptr,
            sites);
    return QCoreApplication::translate(
        "mailboat", "%Ln sites have not sent again yet what they own, since that was asked for.", nullptr, sites);
}

QString awaitedWords(const QList<AwaitedSites::Awaited> &awaited)
{
    const bool isAfterCopy = std::ranges::any_of(awaited, &AwaitedSites::Awaited::isAfterCopy);
    QStringList sentences;
    if (const QString asked = sitesIn(awaited, true); !asked.isEmpty()) {
        const QString words = isAfterCopy
            ? QCoreApplication::translate("mailboat",
                "Asked since %1, and have not sent again yet what they own, by Sync ID (records known here): %2. What "
                "they have sent since the copy of this primary was made is missing here until they synchronise: "
                "whoever runs them has to see to that.")
            : QCoreApplication::translate("mailboat",
                "Asked since %1, and have not sent again yet what they own, by Sync ID (records known here): %2.");
        sentences += words.arg(sinceIn(awaited), asked);
    }
    if (const QString silent = sitesIn(awaited, false); !silent.isEmpty()) {
        const QString words = isAfterCopy
            ? QCoreApplication::translate("mailboat",
                "Cannot be asked, and have not initialised anew since %1, by Sync ID (program, records known here): "
                "%2. What they have sent since the copy of this primary was made is missing here; a site that "
                "initialises anew loses what it alone holds.")
            : QCoreApplication::translate("mailboat",
                "Cannot be asked, and have not initialised anew since %1, by Sync ID (program, records known here): "
                "%2. A site that initialises anew loses what it alone holds.");
        sentences += words.arg(sinceIn(awaited), silent);
    }
    return sentences.join(u' ');
}

} // namespace mailboat

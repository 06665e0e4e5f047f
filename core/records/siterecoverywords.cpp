// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/siterecoverywords.h"

#include "core/records/recoverywords.h"

#include <QCoreApplication>
#include <QLocale>

namespace mailboat {

QString siteChoiceTitle(Recovery::Choice choice)
{
    return choice == Recovery::Choice::KeepThis
        ? QCoreApplication::translate("mailboat", "&Keep the machine that has come further")
        : QCoreApplication::translate("mailboat", "C&ollect from this site");
}

QString siteChoiceWords(SyncId site, Recovery::Choice choice, const Recovery::Plan &plan)
{
    if (choice == Recovery::Choice::KeepThis)
        return QCoreApplication::translate("mailboat",
            "The site with Sync ID %1 goes on with the machine that has come further. The other one must not "
            "synchronise any more: where it calls again, both are stopped again. What it has not sent is lost, unless "
            "\"fetch\" is chosen there: that sends it, and stops the first one.")
            .arg(site.value());
    const QLocale locale;
    return QCoreApplication::translate("mailboat",
        "The site with Sync ID %1 sends again all that it owns (%2 records of it are known here), and then fetches "
        "everything anew (%3 records).")
        .arg(QString::number(site.value()), locale.toString(plan.records), locale.toString(plan.waiting));
}

QString siteCautionWords(SyncId site, const Recovery::Plan &plan)
{
    if (!plan.isNeedless)
        return neverCalledWords(site, plan);
    return QCoreApplication::translate("mailboat",
        "Nothing stands still for the site with Sync ID %1, as far as is known here. \"collect\" is only for one whose "
        "records are missing here.")
        .arg(site.value());
}

} // namespace mailboat

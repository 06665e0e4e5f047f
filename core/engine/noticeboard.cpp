// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/noticeboard.h"

#include "core/records/datafile.h"
#include "core/sql/connection.h"
#include "core/store/settingstable.h"
#include "core/store/statetable.h"

#include <QJsonArray>
#include <QSet>

#include <algorithm>

namespace mailboat {

namespace {

const auto toldKey = QStringLiteral("notices-told");
const auto idsKey = QStringLiteral("told");
const auto sitePrefix = QStringLiteral("site:");

Result<QStringList> toldIn(Datafile &datafile)
{
    return StateTable(datafile.connection()).object(toldKey).map([](const std::optional<QJsonObject> &object) {
        QStringList told;
        for (const auto id : object.value_or(QJsonObject()).value(idsKey).toArray())
            told += id.toString();
        return told;
    });
}

Result<> keep(Datafile &datafile, const QStringList &told)
{
    StateTable state(datafile.connection());
    return told.isEmpty() ? state.setObject(toldKey, std::nullopt)
                          : state.setObject(toldKey, QJsonObject {{idsKey, QJsonArray::fromStringList(told)}});
}

Result<bool> isOn(Datafile &datafile)
{
    SyncPreferences preferences;
    return datafile.settings().readPreferences(preferences).map([&] { return preferences.notifications.value(); });
}

/// What follows from what was told before and what is so now.
struct Telling {
    QList<Notice> toTell {};
    QStringList told {};
};

/// "site:7:silent" and "site:7:refused" are of one site.
QString siteOf(const QString &id)
{
    return id.section(u':', 0, 1);
}

bool isOfSite(const QString &id)
{
    return id.startsWith(sitePrefix);
}

QSet<QString> setOf(const QStringList &ids)
{
    return {ids.cbegin(), ids.cend()};
}

/// Thousands of sites may be told of: each is looked up, none looked for.
Telling stepOf(const QStringList &before, const Status &status, const QDateTime &now)
{
    const QList<Notice> current = noticesOf(status, now);
    const QSet<QString> known = setOf(before);
    QSet<QString> sitesNow;
    Telling result {{}, before};
    for (const Notice &notice : current) {
        if (isOfSite(notice.id))
            sitesNow += siteOf(notice.id);
        if (!known.contains(notice.id)) {
            result.toTell += notice;
            result.told += notice.id;
        }
        if (notice.kind == Notice::Kind::LongSilence && !result.told.contains(QStringLiteral("silence")))
            result.told += QStringLiteral("silence");
    }
    QSet<QString> over;
    for (const QString &id : before) {
        const QString site = isOfSite(id) ? siteOf(id) : QString();
        if (site.isEmpty() || sitesNow.contains(site) || over.contains(site))
            continue;
        over += site;
        if (status.role == SiteRole::Primary) // one that is none any more knows nothing of them
            result.toTell += Notice {Notice::Kind::SiteWell, site};
    }
    if (!over.isEmpty())
        result.told.removeIf([&over](const QString &id) { return isOfSite(id) && over.contains(siteOf(id)); });
    const auto isOwn = [](const QString &id) { return !isOfSite(id); };
    const bool wasTold = std::any_of(before.cbegin(), before.cend(), isOwn);
    const bool isAny
        = std::any_of(current.cbegin(), current.cend(), [&isOwn](const Notice &notice) { return isOwn(notice.id); });
    if (wasTold && !isAny && (isWell(status) || status.blocked == Blocked::NotSetUp)) {
        result.told.removeIf(isOwn);
        if (status.blocked != Blocked::NotSetUp) // whoever takes the Sync ID away ends all of it
            result.toTell += Notice {Notice::Kind::Well};
    }
    return result;
}

} // namespace

Result<QList<Notice>> NoticeBoard::claim(Datafile &datafile, const Status &status, const QDateTime &now)
{
    const auto stepFrom = [this, &status, &now](QStringList told) {
        const QSet<QString> known = setOf(told);
        for (const QString &id : std::as_const(m_untold)) {
            if (!known.contains(id))
                told += id;
        }
        return stepOf(told, status, now);
    };
    const Result<QStringList> known = toldIn(datafile);
    if (!known)
        return failure(known.error());
    const Telling first = stepFrom(*known);
    if (first.toTell.isEmpty() && first.told == *known)
        return QList<Notice>();
    const Result<bool> wanted = isOn(datafile);
    if (!wanted)
        return failure(wanted.error());
    if (!*wanted) { // nothing is over: nothing to write, so that no engine waits for it
        const QSet<QString> lasting = setOf(first.told);
        if (std::ranges::all_of(*known, [&lasting](const QString &id) { return lasting.contains(id); }))
            return QList<Notice>();
    }
    Telling taken;
    const Result<> kept = datafile.connection().transact([&]() -> Result<> {
        const Result<QStringList> told = toldIn(datafile); // another window may have been quicker
        if (!told)
            return failure(told.error());
        taken = stepFrom(*told);
        if (!*wanted) { // what is over is not told later, what lasts is
            const QSet<QString> before = setOf(*told);
            taken.told.removeIf([&before](const QString &id) { return !before.contains(id); });
            taken.toTell.clear();
        }
        return taken.told == *told ? Result<>() : keep(datafile, taken.told);
    });
    if (kept)
        m_untold.clear();
    else if (*wanted)
        m_untold = (taken = stepFrom(*known)).told;
    return *wanted ? taken.toTell : QList<Notice>();
}

} // namespace mailboat

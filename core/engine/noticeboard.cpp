// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/noticeboard.h"

#include "core/records/datafile.h"
#include "core/sql/connection.h"
#include "core/store/settingstable.h"
#include "core/store/statetable.h"

#include <QJsonArray>

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

Telling stepOf(const QStringList &before, const Status &status, const QDateTime &now)
{
    const QList<Notice> current = noticesOf(status, now);
    Telling result {{}, before};
    for (const Notice &notice : current) {
        if (!before.contains(notice.id))
            result.toTell += notice;
        if (!before.contains(notice.id))
            result.told += notice.id;
        if (notice.kind == Notice::Kind::LongSilence && !result.told.contains(QStringLiteral("silence")))
            result.told += QStringLiteral("silence");
    }
    const auto isOfSite = [](const QString &id) { return id.startsWith(sitePrefix); };
    for (const QString &id : before) {
        const auto isSame = [&id](const Notice &notice) { return siteOf(notice.id) == siteOf(id); };
        if (!isOfSite(id) || std::any_of(current.cbegin(), current.cend(), isSame))
            continue;
        result.told.removeOne(id);
        const Notice over {Notice::Kind::SiteWell, siteOf(id)};
        if (!result.toTell.contains(over))
            result.toTell += over;
    }
    const auto isOwn = [&isOfSite](const QString &id) { return !isOfSite(id); };
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
        for (const QString &id : std::as_const(m_untold)) {
            if (!told.contains(id))
                told += id;
        }
        return stepOf(told, status, now);
    };
    const Result<QStringList> known = toldIn(datafile);
    if (!known)
        return failure(known.error());
    if (const Telling first = stepFrom(*known); first.toTell.isEmpty() && first.told == *known)
        return QList<Notice>();
    const Result<bool> wanted = isOn(datafile);
    if (!wanted)
        return failure(wanted.error());
    Telling taken;
    const Result<> kept = datafile.connection().transact([&]() -> Result<> {
        const Result<QStringList> told = toldIn(datafile); // another window may have been quicker
        if (!told)
            return failure(told.error());
        taken = stepFrom(*told);
        if (!*wanted) { // what is over is not told later, what lasts is
            taken.told.removeIf([&told](const QString &id) { return !told->contains(id); });
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

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/status/changewords.h"

#include "core/domain/syncstatus.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>

namespace mailboat {

namespace {

struct Title {
    const char *what;
    const char *words;
};

constexpr Title titles[] = {
    {"preference-set", QT_TRANSLATE_NOOP("mailboat", "A preference was changed")},
    {"certificate-taken", QT_TRANSLATE_NOOP("mailboat", "The certificate was taken anew")},
    {"certificate-not-taken", QT_TRANSLATE_NOOP("mailboat", "A new certificate could not be taken")},
    {"peer-added", QT_TRANSLATE_NOOP("mailboat", "A site was added")},
    {"peer-changed", QT_TRANSLATE_NOOP("mailboat", "A site was changed")},
    {"site-names-same", QT_TRANSLATE_NOOP("mailboat", "The names of two sites count as one")},
    {"peer-removed", QT_TRANSLATE_NOOP("mailboat", "A site was removed")},
    {"app-user-added", QT_TRANSLATE_NOOP("mailboat", "Somebody may sign in at the sites")},
    {"app-user-changed", QT_TRANSLATE_NOOP("mailboat", "Somebody who signs in at the sites was changed")},
    {"app-user-removed", QT_TRANSLATE_NOOP("mailboat", "Somebody may no more sign in at the sites")},
    {"code-added", QT_TRANSLATE_NOOP("mailboat", "An authorisation code was made")},
    {"code-revoked", QT_TRANSLATE_NOOP("mailboat", "An authorisation code was revoked")},
    {"code-tried", QT_TRANSLATE_NOOP("mailboat", "An authorisation code was tried")},
    {"code-expired", QT_TRANSLATE_NOOP("mailboat", "The authorisation code had expired")},
    {"unlock", QT_TRANSLATE_NOOP("mailboat", "An authorisation code was accepted")},
    {"site-contact", QT_TRANSLATE_NOOP("mailboat", "A site called")},
    {"site-without-machine", QT_TRANSLATE_NOOP("mailboat", "A site called without naming its machine")},
    {"site-refused", QT_TRANSLATE_NOOP("mailboat", "A call to this primary was refused")},
    {"site-other-machine", QT_TRANSLATE_NOOP("mailboat", "Another machine called as a site")},
    {"site-wrong-passwords", QT_TRANSLATE_NOOP("mailboat", "Many wrong passwords for a site came from one address")},
    {"site-wrong-passwords-everywhere",
        QT_TRANSLATE_NOOP(
            "mailboat", "Many wrong passwords for a site came from addresses where it has not signed in")},
    {"person-wrong-passwords",
        QT_TRANSLATE_NOOP(
            "mailboat", "Many wrong passwords for somebody who signs in at the sites came from one address")},
    {"site-new-address", QT_TRANSLATE_NOOP("mailboat", "A site called from an address not seen before")},
    {"site-newer", QT_TRANSLATE_NOOP("mailboat", "A site has seen more of this primary than it has")},
    {"site-older", QT_TRANSLATE_NOOP("mailboat", "The datafile of a site is an older copy")},
    {"two-machines", QT_TRANSLATE_NOOP("mailboat", "Two machines synchronise as one site")},
    {"position-impossible",
        QT_TRANSLATE_NOOP("mailboat", "A site showed a position that this primary has never given")},
    {"site-joined-person",
        QT_TRANSLATE_NOOP("mailboat", "A site joined its store to another site's patient or clinician")},
    {"site-as-oms-central", QT_TRANSLATE_NOOP("mailboat", "A site wrote for all sites, as Open mSupply central")},
    {"datafile-trouble", QT_TRANSLATE_NOOP("mailboat", "The datafile could not be used")},
    {"datafile-usable", QT_TRANSLATE_NOOP("mailboat", "The datafile could be used again")},
    {"datafile-restored", QT_TRANSLATE_NOOP("mailboat", "The datafile was restored from a backup")},
    {"standstill", QT_TRANSLATE_NOOP("mailboat", "Synchronisation has stopped until somebody chooses")},
    {"standstill-over", QT_TRANSLATE_NOOP("mailboat", "Synchronisation goes on")},
    {"site-sent-again", QT_TRANSLATE_NOOP("mailboat", "A site has sent again what it owns")},
    {"site-initialised-anew", QT_TRANSLATE_NOOP("mailboat", "A site that could not be asked has initialised anew")},
    {"sites-are-back", QT_TRANSLATE_NOOP("mailboat", "All sites have sent again what they own")},
    {"records-came-back",
        QT_TRANSLATE_NOOP("mailboat", "A primary put back from a copy brought records that were not here")},
    {"recovered", QT_TRANSLATE_NOOP("mailboat", "Somebody chose how synchronisation goes on")},
};

QString valueWords(const QJsonValue &value)
{
    if (value.isBool())
        return value.toBool() ? QCoreApplication::translate("mailboat", "yes")
                              : QCoreApplication::translate("mailboat", "no");
    if (value.isNull() || value.isUndefined() || (value.isString() && value.toString().isEmpty()))
        return QCoreApplication::translate("mailboat", "nothing");
    return value.toVariant().toString();
}

QString fromTo(const QJsonObject &change)
{
    return valueWords(change.value(QStringLiteral("before"))) + QStringLiteral(" → ")
        + valueWords(change.value(QStringLiteral("after")));
}

} // namespace

QString changeTitle(const SyncLog::Entry &entry)
{
    const auto *found = std::find_if(std::begin(titles), std::end(titles),
        [&entry](const Title &title) { return entry.what == QLatin1String(title.what); });
    return found == std::end(titles) ? entry.what : QCoreApplication::translate("mailboat", found->words);
}

QString changeValues(const SyncLog::Entry &entry)
{
    const QJsonObject &details = entry.details;
    if (const auto error = errorFromJson(details); entry.kind == QLatin1String("datafile") && error)
        return describe(*error);
    if (details.contains(QStringLiteral("name")) && details.contains(QStringLiteral("after")))
        return details.value(QStringLiteral("name")).toString() + QStringLiteral(": ") + fromTo(details);
    QStringList values;
    for (auto value = details.begin(); value != details.end(); ++value)
        values += value.key() + QStringLiteral(": ")
            + (value->isObject() ? fromTo(value->toObject()) : valueWords(*value));
    return values.join(QStringLiteral(", "));
}

} // namespace mailboat

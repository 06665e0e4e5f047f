// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/status/changewords.h"

#include "core/domain/syncstatus.h"
#include "core/prefs/syncpreferences.h"
#include "ui/widgets/preferencelabel.h"
#include "ui/widgets/timewords.h"

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

struct DetailLabel {
    const char *key;
    const char *words;
};

constexpr DetailLabel detailLabels[] = {
    {"syncId", QT_TRANSLATE_NOOP("mailboat", "Sync ID")},
    {"syncIdBefore", QT_TRANSLATE_NOOP("mailboat", "Sync ID before")},
    {"userName", QT_TRANSLATE_NOOP("mailboat", "User name")},
    {"url", QT_TRANSLATE_NOOP("mailboat", "URL")},
    {"passwordSet", QT_TRANSLATE_NOOP("mailboat", "New password")},
    {"mayOmitHardwareId", QT_TRANSLATE_NOOP("mailboat", "May call without naming its machine")},
    {"omsCentral", QT_TRANSLATE_NOOP("mailboat", "Open mSupply central")},
    {"timeZone", QT_TRANSLATE_NOOP("mailboat", "Time zone")},
    {"hardwareIdCleared", QT_TRANSLATE_NOOP("mailboat", "Hardware ID cleared")},
    {"waiting", QT_TRANSLATE_NOOP("mailboat", "Records that waited")},
    {"records", QT_TRANSLATE_NOOP("mailboat", "Number of records")},
    {"first", QT_TRANSLATE_NOOP("mailboat", "First of them")},
    {"choice", QT_TRANSLATE_NOOP("mailboat", "What was chosen")},
    {"sites", QT_TRANSLATE_NOOP("mailboat", "Sites that send again")},
    {"cannotBeAsked", QT_TRANSLATE_NOOP("mailboat", "Sites that cannot be asked")},
    {"label", QT_TRANSLATE_NOOP("mailboat", "Label")},
    {"expires", QT_TRANSLATE_NOOP("mailboat", "Expires")},
    {"tries", QT_TRANSLATE_NOOP("mailboat", "Wrong tries so far")},
    {"until", QT_TRANSLATE_NOOP("mailboat", "Valid until")},
    {"path", QT_TRANSLATE_NOOP("mailboat", "File")},
    {"why", QT_TRANSLATE_NOOP("mailboat", "Reason")},
    {"from", QT_TRANSLATE_NOOP("mailboat", "Backup")},
    {"kept", QT_TRANSLATE_NOOP("mailboat", "What was there before is kept as")},
    {"name", QT_TRANSLATE_NOOP("mailboat", "Name")},
    {"userId", QT_TRANSLATE_NOOP("mailboat", "ID of the user")},
    {"firstName", QT_TRANSLATE_NOOP("mailboat", "First name")},
    {"lastName", QT_TRANSLATE_NOOP("mailboat", "Last name")},
    {"email", QT_TRANSLATE_NOOP("mailboat", "E-mail address")},
    {"language", QT_TRANSLATE_NOOP("mailboat", "Language")},
    {"active", QT_TRANSLATE_NOOP("mailboat", "May sign in")},
    {"stores", QT_TRANSLATE_NOOP("mailboat", "Stores")},
};

/// Words of the command line and of the datafile, where a value is one of a few.
constexpr DetailLabel choiceLabels[] = {
    {"collect", QT_TRANSLATE_NOOP("mailboat", "the sites send again all that they own")},
    {"fetch", QT_TRANSLATE_NOOP("mailboat", "this site fetches everything anew from its primary")},
    {"continue", QT_TRANSLATE_NOOP("mailboat", "go on as it is")},
    {"keep-this", QT_TRANSLATE_NOOP("mailboat", "this machine goes on as the site")},
};

template<std::size_t size>
QString wordsIn(const DetailLabel (&labels)[size], const QString &text)
{
    const auto *found = std::find_if(std::begin(labels), std::end(labels),
        [&text](const DetailLabel &label) { return text == QLatin1String(label.key); });
    return found == std::end(labels) ? text : QCoreApplication::translate("mailboat", found->words);
}

QString truthWords(bool is)
{
    return is ? QCoreApplication::translate("mailboat", "yes") : QCoreApplication::translate("mailboat", "no");
}

QString valueWords(const QString &key, const QJsonValue &value)
{
    if (value.isBool())
        return truthWords(value.toBool());
    const QString text = value.toVariant().toString();
    if (key == QLatin1String("cannotBeAsked") && text.isEmpty())
        return QCoreApplication::translate("mailboat", "none");
    if (text.isEmpty())
        return QCoreApplication::translate("mailboat", "nothing");
    if (key == QLatin1String("until") || key == QLatin1String("expires")) {
        const QDateTime when = QDateTime::fromString(text, Qt::ISODate);
        return when.isValid() ? localTimeWords(when) : text;
    }
    return key == QLatin1String("choice") ? wordsIn(choiceLabels, text) : text;
}

/// What is not stored is as it is by default.
QString preferenceValue(const QString &key, const QJsonValue &value)
{
    const SyncPreferences byDefault;
    const PreferenceBase *const preference = byDefault.find(key);
    const QString text = value.isString() || !preference ? value.toVariant().toString() : preference->defaultText();
    if (text == QLatin1String("true") || text == QLatin1String("false"))
        return truthWords(text == QLatin1String("true"));
    if (key == QLatin1String("proxy") && text == QLatin1String("system"))
        return QCoreApplication::translate("mailboat::ProxyFields", "Use the system's proxy");
    if (key == QLatin1String("proxy") && text == QLatin1String("none"))
        return QCoreApplication::translate("mailboat::ProxyFields", "No proxy");
    return text.isEmpty() ? QCoreApplication::translate("mailboat", "nothing") : text;
}

template<class Words>
QString fromTo(const Words &words, const QString &key, const QJsonObject &change)
{
    return words(key, change.value(QStringLiteral("before"))) + QStringLiteral(" → ")
        + words(key, change.value(QStringLiteral("after")));
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
    if (details.contains(QStringLiteral("name")) && details.contains(QStringLiteral("after"))) {
        const QString key = details.value(QStringLiteral("name")).toString();
        return preferenceLabel(key) + QStringLiteral(": ") + fromTo(preferenceValue, key, details);
    }
    QStringList values;
    for (auto value = details.begin(); value != details.end(); ++value)
        values += wordsIn(detailLabels, value.key()) + QStringLiteral(": ")
            + (value->isObject() ? fromTo(valueWords, value.key(), value->toObject())
                                 : valueWords(value.key(), *value));
    return values.join(QStringLiteral(", "));
}

} // namespace mailboat

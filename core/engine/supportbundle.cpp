// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/supportbundle.h"

#include "core/domain/ornull.h"
#include "core/domain/version.h"
#include "core/engine/alarm.h"
#include "core/engine/savedfile.h"
#include "core/engine/status.h"
#include "core/prefs/syncpreferences.h"
#include "core/records/datafile.h"
#include "core/records/sitestates.h"
#include "core/security/hardwareid.h"
#include "core/store/quarantinelist.h"
#include "core/store/settingstable.h"
#include "core/store/synclog.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QSaveFile>
#include <QSysInfo>
#include <QTimeZone>

#include <limits>

namespace mailboat {

namespace {

constexpr int bundledEntries
    = 2000; // of the log: weeks of a site that synchronises every ten minutes and fails now and then
constexpr int bundledRefused = 1000;
constexpr qint64 newestFirst = std::numeric_limits<qint64>::max();

/// Each part stands for itself: what cannot be read is said there.
template<class T>
QJsonValue jsonOr(const Result<T> &read, const std::function<QJsonValue(const T &)> &json)
{
    return read ? json(*read) : QJsonValue(QJsonObject {{QStringLiteral("error"), toJson(read.error())}});
}

QJsonObject versions()
{
    return {{QStringLiteral("mailboat"), QString::fromLatin1(version)},
        {QStringLiteral("qt"), QString::fromLatin1(qVersion())},
        {QStringLiteral("system"), QSysInfo::prettyProductName()},
        {QStringLiteral("kernel"), QSysInfo::kernelVersion()},
        {QStringLiteral("processor"), QSysInfo::currentCpuArchitecture()},
        {QStringLiteral("language"), QLocale().name()},
        {QStringLiteral("timeZone"), QString::fromUtf8(QTimeZone::systemTimeZoneId())}};
}

QJsonObject preferencesOf(const Settings &settings)
{
    SyncPreferences preferences;
    preferences.load(settings.preferences);
    QJsonObject values;
    for (const PreferenceBase *const preference : preferences.all())
        values.insert(preference->name(), preference->json()); // without the password in one
    return values;
}

QJsonObject siteOf(const Peer &peer)
{
    return {
        {QStringLiteral("syncId"), peer.syncId.value()},
        {QStringLiteral("userName"), peer.userName},
        {QStringLiteral("url"), orNull(peer.url)},
        {QStringLiteral("hardwareId"), orNull(peer.hardwareId)},
        {QStringLiteral("hasPassword"), peer.hasPassword},
        {QStringLiteral("status"), peerStatusName(peer.status)},
        {QStringLiteral("stores"), QJsonArray::fromStringList(peer.stores)},
        {QStringLiteral("lastContact"), orNull(peer.lastContact)},
        {QStringLiteral("app"), orNull(peer.app.name)},
        {QStringLiteral("appVersion"), orNull(peer.app.version)},
    };
}

/// At a primary with how each stands, as `mailboatctl sites` shows it.
Result<QJsonArray> sitesOf(Datafile &datafile, const Result<Settings> &settings)
{
    if (!settings)
        return failure(settings.error());
    SyncPreferences preferences;
    preferences.load(settings->preferences);
    QHash<SyncId, QJsonObject> standing;
    if (roleOf(preferences.site()) == SiteRole::Primary) {
        const Result<QList<SiteRow>> rows = SiteStates(datafile).read();
        if (!rows)
            return failure(rows.error());
        for (const SiteRow &row : *rows)
            standing.insert(row.syncId, toJson(row));
    }
    QJsonArray sites;
    for (const Peer &peer : settings->peers) {
        QJsonObject site = siteOf(peer);
        const QJsonObject more = standing.value(peer.syncId);
        for (auto value = more.begin(); value != more.end(); ++value)
            site.insert(value.key(), *value);
        sites += site;
    }
    return sites;
}

QJsonArray logOf(const QList<SyncLog::Entry> &entries)
{
    QJsonArray log;
    for (const SyncLog::Entry &entry : entries)
        log += QJsonObject {{QStringLiteral("number"), entry.number}, {QStringLiteral("time"), orNull(entry.when)},
            {QStringLiteral("kind"), entry.kind}, {QStringLiteral("who"), orNull(entry.who)},
            {QStringLiteral("what"), entry.what}, {QStringLiteral("details"), entry.details}};
    return log;
}

/// Whose record it is, and why: nothing of what stands in it.
QJsonArray refusedOf(const QuarantineList::Page &page)
{
    QJsonArray refused;
    for (const Quarantine::Entry &entry : page.entries)
        refused
            += QJsonObject {{QStringLiteral("number"), entry.number}, {QStringLiteral("source"), entry.source.value()},
                {QStringLiteral("tableName"), QString::fromUtf8(entry.record.table)},
                {QStringLiteral("recordId"), QString::fromUtf8(entry.record.id)},
                {QStringLiteral("field"), orNull(entry.field)}, {QStringLiteral("since"), orNull(entry.since)},
                {QStringLiteral("reason"), toJson(entry.reason)}, {QStringLiteral("records"), entry.records}};
    return refused;
}

} // namespace

QJsonObject supportFacts(Datafile &datafile, const Result<CheckReport> &check)
{
    const QDateTime now = datafile.clock().utcNow();
    const Result<Settings> settings = datafile.settings().read();
    const QJsonObject machine {{QStringLiteral("datafile"), datafile.address().shown()},
        {QStringLiteral("hardwareId"), orNull(hardwareId().value_or(QString()))}};
    return {
        {QStringLiteral("made"), orNull(now)},
        {QStringLiteral("versions"), versions()},
        {QStringLiteral("machine"), machine},
        {QStringLiteral("status"),
            jsonOr<Status>(readStatus(datafile),
                [&now](const Status &status) -> QJsonValue {
                    QJsonObject json = toJson(status);
                    json.insert(QStringLiteral("attention"), orNull(alarmOf(status, now).sentence));
                    return json;
                })},
        {QStringLiteral("check"),
            jsonOr<CheckReport>(check, [](const CheckReport &report) -> QJsonValue { return toJson(report); })},
        {QStringLiteral("preferences"), jsonOr<Settings>(settings, preferencesOf)},
        {QStringLiteral("sites"),
            jsonOr<QJsonArray>(
                sitesOf(datafile, settings), [](const QJsonArray &sites) -> QJsonValue { return sites; })},
        {QStringLiteral("log"), jsonOr<QList<SyncLog::Entry>>(datafile.log().last(bundledEntries), logOf)},
        {QStringLiteral("refused"),
            jsonOr<QuarantineList::Page>(
                QuarantineList(datafile.connection()).page(newestFirst, bundledRefused), refusedOf)},
    };
}

Result<> writeSupportBundle(const QJsonObject &facts, const QString &path)
{
    QSaveFile file(path);
    return openSaved(file).and_then([&] {
        file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner); // not every file system takes it
        file.write(QJsonDocument(facts).toJson());
        return commitSaved(file);
    });
}

QString supportBundleName(SyncId site, const QDateTime &when)
{
    return QStringLiteral("mailboat-support-site-%1-%2.json")
        .arg(QString::number(site.value()), when.toUTC().toString(QStringLiteral("yyyyMMdd'T'HHmmss'Z'")));
}

} // namespace mailboat

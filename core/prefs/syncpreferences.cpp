// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prefs/syncpreferences.h"

#include "core/prefs/address.h"
#include "core/prefs/networklist.h"
#include "core/prefs/proxyaddress.h"
#include "core/prefs/siteurl.h"
#include "core/prefs/timezone.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>
#include <array>
#include <limits>

namespace mailboat {

using namespace std::chrono_literals;

namespace {

Result<QString> completedListen(const QString &typed)
{
    return listenAddressFromText(typed)
        .map([](const ListenAddress &listen) {
            return addressText({listen.host, listen.port});
        })
        .map_error([](const Error &) { return Error {ErrorCode::PreferenceInvalid}; });
}

Result<QString> completedExternalUrl(const QString &typed)
{
    return typed.trimmed().isEmpty() ? Result<QString>(QString()) : completedUrl(typed);
}

Result<QString> completedProxy(const QString &typed)
{
    const QString text = typed.trimmed();
    const QString lower = text.toLower();
    if (lower == QLatin1StringView("system") || lower == QLatin1StringView("none"))
        return lower;
    const std::optional<ProxyAddress> proxy = proxyFromText(text);
    const bool isUsable = proxy && proxy->address.port && (proxy->password.isEmpty() || !proxy->user.isEmpty());
    if (!isUsable || proxy->password == hiddenPassword || lower.startsWith(QLatin1StringView("https")))
        return failure(ErrorCode::PreferenceInvalid);
    return proxyUrl(*proxy);
}

Result<QString> completedProxies(const QString &typed)
{
    const std::optional<QString> networks = completedNetworks(typed);
    return networks ? Result<QString>(*networks) : failure(ErrorCode::PreferenceInvalid);
}

/// Whether it is there is found when it is used: a disk comes and goes.
Result<QString> completedFolder(const QString &typed)
{
    const QString text = typed.trimmed();
    if (text.isEmpty())
        return QString();
    const bool isPlain = std::all_of(text.begin(), text.end(), [](QChar c) { return c.isPrint(); });
    if (!isPlain || !QDir::isAbsolutePath(text))
        return failure(ErrorCode::PreferenceInvalid);
    return QDir::cleanPath(text);
}

Allowed<int> from(int lowest, int highest)
{
    return {QCoreApplication::translate("mailboat", "%1 to %2").arg(lowest).arg(highest), between(lowest, highest)};
}

Allowed<std::chrono::minutes> minutesFrom(int lowest, int highest)
{
    return {QCoreApplication::translate("mailboat", "%1 to %2 minutes").arg(lowest).arg(highest),
        between(std::chrono::minutes(lowest), std::chrono::minutes(highest))};
}

Allowed<std::chrono::seconds> secondsFrom(int lowest, int highest)
{
    return {QCoreApplication::translate("mailboat", "%1 to %2 seconds").arg(lowest).arg(highest),
        between(std::chrono::seconds(lowest), std::chrono::seconds(highest))};
}

Allowed<int> mebibytesFrom(int lowest, int highest)
{
    return {QCoreApplication::translate("mailboat", "%1 to %2 MiB").arg(lowest).arg(highest), between(lowest, highest)};
}

Allowed<int> daysFrom(int lowest, int highest)
{
    return {
        QCoreApplication::translate("mailboat", "%1 to %2 days").arg(lowest).arg(highest), between(lowest, highest)};
}

Allowed<int> hoursFrom(int lowest, int highest)
{
    return {
        QCoreApplication::translate("mailboat", "%1 to %2 hours").arg(lowest).arg(highest), between(lowest, highest)};
}

} // namespace

SyncPreferences::SyncPreferences()
    : syncId(this, QStringLiteral("sync-id"), 0, from(0, std::numeric_limits<int>::max()))
    , interval(this, QStringLiteral("sync-interval"), 1min, minutesFrom(0, 10080), Guard::None)
    , requestSize(this, QStringLiteral("request-size"), 0,
          QCoreApplication::translate("mailboat", "1 to 10000 records, or 0 for automatic"), between(0, 10000))
    , nodeHttpClient(
          this, QStringLiteral("node-http-client"), false, QCoreApplication::translate("mailboat", "true or false"))
    , listen(this, QStringLiteral("listen"), QStringLiteral("127.0.0.1:2048"),
          QCoreApplication::translate("mailboat", "address:port, as in 127.0.0.1:2048, 0.0.0.0:2048 or [::]:2048"),
          Completion<QString>(completedListen))
    , plainHttp(this, QStringLiteral("plain-http"), false, QCoreApplication::translate("mailboat", "true or false"))
    , externalUrl(this, QStringLiteral("external-url"), QString(),
          QCoreApplication::translate("mailboat", "the URL at which satellites reach this primary, or nothing"),
          Completion<QString>(completedExternalUrl))
    , omsCentralUrl(this, QStringLiteral("oms-central-url"), QString(),
          QCoreApplication::translate(
              "mailboat", "the URL of an Open mSupply central server beside this primary, or nothing"),
          Completion<QString>(completedExternalUrl))
    , proxy(this, QStringLiteral("proxy"), QStringLiteral("system"),
          QCoreApplication::translate("mailboat",
              "system, none, http://host:port or socks5://host:port, with user:password@ before the host where it asks "
              "for them"),
          Completion<QString>(completedProxy))
    , minVersion(this, QStringLiteral("min-version"), 1, from(1, 9999))
    , maxVersion(this, QStringLiteral("max-version"), 14, from(1, 9999))
    , maxBodySize(this, QStringLiteral("max-body-size"), 64, mebibytesFrom(1, 1024))
    , maxRecords(this, QStringLiteral("max-records"), 10000, from(10000, 1000000))
    , maxIds(this, QStringLiteral("max-ids"), 20000, from(20000, 1000000))
    , maxRequestMemory(this, QStringLiteral("max-request-memory"), 768, mebibytesFrom(64, 65536))
    , maxFiles(this, QStringLiteral("max-files"), 4096, mebibytesFrom(0, 1048576))
    , maxAnswerSize(this, QStringLiteral("max-answer-size"), 256, mebibytesFrom(1, 4096))
    , maxConnections(this, QStringLiteral("max-connections"), 1000, from(1, 100000))
    , maxConnectionsPerAddress(this, QStringLiteral("max-connections-per-address"), 100, from(1, 100000))
    , idleTimeout(this, QStringLiteral("idle-timeout"), 60s, secondsFrom(5, 3600))
    , headTimeout(this, QStringLiteral("head-timeout"), 20s, secondsFrom(5, 600))
    , workers(this, QStringLiteral("workers"), 4, from(1, 64))
    , maxSignInFailures(this, QStringLiteral("max-sign-in-failures"), 10, from(1, 1000))
    , maxNewAddressTries(this, QStringLiteral("max-new-address-tries"), 30, from(1, 10000))
    , trustedProxies(this, QStringLiteral("trusted-proxies"), QString(),
          QCoreApplication::translate("mailboat",
              "addresses and networks of proxies before this primary, as in 10.0.0.5, 10.1.0.0/16, fd00::/64, or "
              "nothing"),
          Completion<QString>(completedProxies))
    , maxJoinsPerDay(this, QStringLiteral("max-joins-per-day"), 200, from(0, 1000000))
    , timeZone(this, QStringLiteral("time-zone"), QString(),
          QCoreApplication::translate("mailboat",
              "the time zone of sites whose row names none, as in Pacific/Auckland, or nothing for that of this "
              "machine"),
          Completion<QString>(checkedTimeZone))
    , logDays(this, QStringLiteral("log-days"), 90, daysFrom(1, 3650))
    , backupFolder(this, QStringLiteral("backup-folder"), QString(),
          QCoreApplication::translate(
              "mailboat", "the full path of a folder for daily backups, as in /media/backup/mailboat, or nothing"),
          Completion<QString>(completedFolder))
    , backupDaily(this, QStringLiteral("backup-daily"), false, QCoreApplication::translate("mailboat", "true or false"))
    , backupKeep(this, QStringLiteral("backup-keep"), 7, from(1, 1000))
    , silentAfter(this, QStringLiteral("silent-after"), 24, hoursFrom(1, 8760))
    , behindAfter(this, QStringLiteral("behind-after"), 24, hoursFrom(1, 8760))
{
}

bool SyncPreferences::isOfPrimary(const PreferenceBase &preference) const
{
    const std::array<const PreferenceBase *, 20> ofPrimary {&plainHttp, &omsCentralUrl, &minVersion, &maxVersion,
        &maxBodySize, &maxRecords, &maxIds, &maxRequestMemory, &maxFiles, &maxConnections, &maxConnectionsPerAddress,
        &headTimeout, &workers, &maxSignInFailures, &maxNewAddressTries, &trustedProxies, &maxJoinsPerDay, &timeZone,
        &silentAfter, &behindAfter};
    return std::find(ofPrimary.begin(), ofPrimary.end(), &preference) != ofPrimary.end();
}

} // namespace mailboat

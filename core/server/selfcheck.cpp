// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/selfcheck.h"

#include "core/net/httpclient.h"
#include "core/prefs/address.h"
#include "core/prefs/rules.h"
#include "core/prefs/settingsstore.h"
#include "core/prefs/syncpreferences.h"
#include "core/server/listensocket.h"
#include "core/store/datafile.h"

#include <QCoreApplication>

namespace mailboat {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds probeTimeout {5000};
constexpr qint64 silentAfter = 24 * 60 * 60; // seconds

QString words(const char *text)
{
    return QCoreApplication::translate("mailboat", text);
}

/// What answers at the address that this primary should listen on, while an engine runs.
struct Probe {
    QString scheme;
    Result<HttpReply> reply;
    bool isOurs() const { return reply && reply->header("mailboat") == "1"; }
};

QCoro::Task<Probe> probe(std::shared_ptr<HttpClient> client, QString scheme, ListenAddress address)
{
    client->setOptions({probeTimeout, probeTimeout, 1 << 20, QStringLiteral("none"), false});
    QUrl url;
    url.setScheme(scheme);
    const bool isV6 = address.host.contains(u':');
    const QString local = isV6 ? QStringLiteral("::1") : QStringLiteral("127.0.0.1");
    url.setHost(isAnyAddress(address.host) ? local : address.host);
    url.setPort(address.port);
    url.setPath(QStringLiteral("/sync/v5/site"));
    // Without credentials: the answer says who we are, and counts nowhere.
    HttpRequest request {"GET", url};
    request.headers.append(HttpHeader {"mailboat", "1"});
    request.headers.append(HttpHeader {"mailboat-check", "1"});
    Result<HttpReply> reply = co_await client->send(std::move(request));
    co_return Probe {scheme, std::move(reply)};
}

bool maySpeakTls(const Probe &plain)
{
    return !plain.reply
        && (plain.reply.error().code == ErrorCode::PlainToTlsPort
            || plain.reply.error().code == ErrorCode::ConnectionLost);
}

bool isTlsError(ErrorCode code)
{
    return code >= ErrorCode::TlsFailed && code <= ErrorCode::TlsTooOld;
}

CheckFinding failed(QString step, Error error, CheckLevel level = CheckLevel::Failed)
{
    return {std::move(step), level, std::move(error)};
}

/// Whether this primary could listen, by trying; the socket is closed at once.
CheckFinding tryToListen(const QString &listen)
{
    const Result<ListenSocket> socket = ListenSocket::open(listen);
    if (!socket)
        return failed(QStringLiteral("listener"), socket.error());
    return {QStringLiteral("listener"), CheckLevel::Ok, {},
        words(QT_TRANSLATE_NOOP("mailboat", "The primary is not running; %1 is free.")).arg(listen)};
}

CheckFinding runningFinding(const QString &listen, const Probe &found)
{
    const QString step = QStringLiteral("listener");
    if (found.isOurs() || (!found.reply && isTlsError(found.reply.error().code)))
        return {step, CheckLevel::Ok, {},
            words(QT_TRANSLATE_NOOP("mailboat", "The primary answers on %1."))
                .arg(found.scheme + QStringLiteral("://") + listen)};
    if (found.reply)
        return failed(step, {ErrorCode::PortInUse, {{QStringLiteral("address"), listen}}});
    CheckFinding silent = failed(step, found.reply.error(), CheckLevel::Warning);
    silent.detail
        = words(QT_TRANSLATE_NOOP("mailboat",
                    "The primary runs, but does not answer on %1; it may have been started with another address."))
              .arg(listen);
    return silent;
}

CheckFinding certificateFinding(
    const ListenAddress &address, const std::optional<Probe> &found, const QString &external)
{
    const QString step = QStringLiteral("certificate");
    if (found && found->scheme == QStringLiteral("https")) {
        if (!found->reply && found->reply.error().code == ErrorCode::TlsExpired)
            return failed(step,
                {ErrorCode::CertificateExpired,
                    {{QStringLiteral("until"), found->reply.error().values.value(QStringLiteral("since"))}}});
        return {step, CheckLevel::Ok, {},
            words(QT_TRANSLATE_NOOP(
                "mailboat", "https; whether a satellite accepts the certificate shows at that satellite's check."))};
    }
    if (external.startsWith(QStringLiteral("https:")))
        return {step, CheckLevel::Ok, {},
            words(QT_TRANSLATE_NOOP("mailboat", "Plain http here; satellites come by https through %1."))
                .arg(external)};
    if (isLoopback(address.host))
        return {step, CheckLevel::Ok, {}, words(QT_TRANSLATE_NOOP("mailboat", "Plain http, on this machine only."))};
    return {step, CheckLevel::Warning, {},
        words(QT_TRANSLATE_NOOP("mailboat",
            "Plain http: passwords and records can be read on their way. Start the primary with a certificate, or put "
            "a proxy with https before it."))};
}

CheckFinding listFinding(const QList<Peer> &peers)
{
    const QString step = QStringLiteral("list");
    if (peers.isEmpty())
        return failed(step, {ErrorCode::ListEmpty}, CheckLevel::Warning);
    QStringList sites;
    for (const SyncId site : sitesWithUrl(SiteRole::Primary, peers))
        sites.append(QString::number(site.value()));
    if (!sites.isEmpty())
        return failed(step, {ErrorCode::UrlOnPrimary, {{QStringLiteral("sites"), sites.join(QStringLiteral(", "))}}});
    return {
        step, CheckLevel::Ok, {}, words(QT_TRANSLATE_NOOP("mailboat", "Satellites on the list: %1")).arg(peers.size())};
}

CheckFinding contactsFinding(const QList<Peer> &peers, std::optional<SyncId> only, const QDateTime &now)
{
    const QString step = QStringLiteral("contacts");
    QStringList silent;
    const Peer *longest = nullptr;
    bool isKnown = !only;
    for (const Peer &peer : peers) {
        if (only && peer.syncId != *only)
            continue;
        isKnown = true;
        if (peer.lastContact.isValid() && peer.lastContact.secsTo(now) <= silentAfter)
            continue;
        const QString since
            = peer.lastContact.isValid() ? isoTime(peer.lastContact) : words(QT_TRANSLATE_NOOP("mailboat", "never"));
        silent.append(QStringLiteral("%1 (%2)").arg(QString::number(peer.syncId.value()), since));
        if (!longest || !peer.lastContact.isValid()
            || (longest->lastContact.isValid() && peer.lastContact < longest->lastContact))
            longest = &peer;
    }
    if (!isKnown)
        return failed(step, {ErrorCode::PeerUnknown, {{QStringLiteral("syncId"), only->value()}}});
    if (!longest)
        return {
            step, CheckLevel::Ok, {}, words(QT_TRANSLATE_NOOP("mailboat", "Every satellite has come within a day."))};
    CheckFinding finding = failed(step,
        {ErrorCode::SiteSilent,
            {{QStringLiteral("syncId"), longest->syncId.value()}, {QStringLiteral("since"), longest->lastContact}}},
        CheckLevel::Warning);
    finding.detail
        = words(QT_TRANSLATE_NOOP("mailboat", "Last contact by Sync ID: %1")).arg(silent.join(QStringLiteral(", ")));
    return finding;
}

} // namespace

QCoro::Task<CheckReport> selfCheck(QString datafile, Settings settings, const Clock &clock, std::optional<SyncId> only,
    std::shared_ptr<HttpClient> http, std::function<void(const CheckFinding &)> found)
{
    CheckReport report;
    milliseconds begun = clock.monotonic();
    const auto add = [&report, &begun, &clock, &found](CheckFinding finding) {
        const milliseconds now = clock.monotonic();
        finding.took = now - begun;
        begun = now;
        report.findings.append(std::move(finding));
        if (found)
            found(report.findings.constLast());
    };
    SyncPreferences preferences;
    preferences.load(settings.preferences);
    const QString listen = preferences.listen.value();
    const Result<ListenAddress> address = listenAddressFromText(listen);
    std::optional<Probe> answering;
    if (!address) {
        add(failed(QStringLiteral("listener"), address.error()));
    } else if (!EngineLock::isHeld(datafile)) {
        add(tryToListen(listen));
    } else if (address->port == 0) {
        add({QStringLiteral("listener"), CheckLevel::Ok, {},
            words(QT_TRANSLATE_NOOP("mailboat", "The primary runs, on a port of the system's choice."))});
    } else {
        // Named, not temporary: g++ 12 may destroy what stands in a co_await expression twice.
        const QString plain = QStringLiteral("http");
        const QString secured = QStringLiteral("https");
        answering = co_await probe(http, plain, *address);
        if (maySpeakTls(*answering))
            answering = co_await probe(http, secured, *address);
        if (!answering->reply && answering->reply.error().code == ErrorCode::Cancelled) {
            add(failed(QStringLiteral("listener"), answering->reply.error()));
            co_return report;
        }
        add(runningFinding(listen, *answering));
    }
    add(certificateFinding(address ? *address : ListenAddress {}, answering, preferences.externalUrl.value()));
    add(listFinding(settings.peers));
    add(contactsFinding(settings.peers, only, clock.utcNow()));
    co_return report;
}

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/selfcheck.h"

#include "core/check/checkanswer.h"
#include "core/domain/daywords.h"
#include "core/prefs/address.h"
#include "core/prefs/peerlist.h"
#include "core/prefs/primaryreach.h"
#include "core/prefs/rules.h"
#include "core/prefs/settingsstore.h"
#include "core/prefs/syncpreferences.h"
#include "core/records/datafile.h"
#include "core/records/sitestates.h"
#include "core/server/certificatefaults.h"
#include "core/server/certificatereading.h"
#include "core/server/contactsfinding.h"
#include "core/server/listensocket.h"
#include "core/store/enginelock.h"

#include <QCoreApplication>
#include <QUrl>

#include <algorithm>

namespace mailboat {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds probeTimeout {5000};

QString words(const char *text)
{
    return QCoreApplication::translate("mailboat", text);
}

/// What answers at the address that this primary should listen on, while an engine runs.
struct Listening {
    bool isOurs = false;
    bool isOther = false; ///< something else has the port
    std::optional<probe::Shown> shown {}; ///< where it speaks TLS
};

QUrl urlOf(const ListenAddress &address, const QString &scheme)
{
    QUrl url;
    url.setScheme(scheme);
    const bool isV6 = address.host.contains(u':');
    const QString local = isV6 ? QStringLiteral("::1") : QStringLiteral("127.0.0.1");
    url.setHost(isAnyAddress(address.host) ? local : address.host);
    url.setPort(address.port);
    return url;
}

QCoro::Task<Listening> listening(ListenAddress address, std::shared_ptr<probe::Stop> stop)
{
    HttpClient client({probeTimeout, probeTimeout, 1 << 20, QStringLiteral("none"), false});
    QObject::connect(stop.get(), &probe::Stop::stopped, &client, &HttpClient::close);
    if (stop->isStopped())
        client.close();
    const Result<HttpReply> reply = co_await askAnonymously(client, urlOf(address, QStringLiteral("http")));
    if (reply)
        co_return Listening {isMailboat(*reply), !isMailboat(*reply)};
    // A port that speaks TLS breaks the line, or answers in what is no HTTP.
    const ErrorCode code = reply.error().code;
    if (code != ErrorCode::ConnectionLost && code != ErrorCode::AnswerInvalid && code != ErrorCode::NotHttp
        && code != ErrorCode::PlainToTlsPort)
        co_return Listening {};
    const QUrl secure = urlOf(address, QStringLiteral("https"));
    const QNetworkProxy direct(QNetworkProxy::NoProxy);
    const auto shown = co_await probe::shownCertificate(secure, direct, probeTimeout, stop.get());
    co_return Listening {shown.has_value(), !shown.has_value(), shown};
}

CheckFinding failed(QString step, Error error, CheckLevel level = CheckLevel::Failed)
{
    CheckFinding finding {std::move(step), level, std::move(error)};
    finding.detail = describe(*finding.error);
    return finding;
}

/// Whether this primary could listen, by trying; the socket is closed at once.
CheckFinding tryToListen(const QString &listen)
{
    const QString step = QStringLiteral("listener");
    const Result<ListenSocket> socket = ListenSocket::open(listen);
    if (!socket)
        return failed(step, socket.error());
    return failed(step, {ErrorCode::PrimaryStopped, {{QStringLiteral("address"), listen}}}, CheckLevel::Warning);
}

bool isForAll(const QString &listen)
{
    const Result<ListenAddress> address = listenAddressFromText(listen);
    return address && isAnyAddress(address->host);
}

CheckFinding runningFinding(const QString &listen, const Listening &found, const QString &external)
{
    const QString step = QStringLiteral("listener");
    const QVariantMap address {{QStringLiteral("address"), listen}};
    if (found.isOther)
        return failed(step, {ErrorCode::PortInUse, address});
    if (!found.isOurs)
        return failed(step, {ErrorCode::PrimaryElsewhere, address}, CheckLevel::Warning);
    const QString url = (found.shown ? QStringLiteral("https://") : QStringLiteral("http://")) + listen;
    if (reachOf(url, external, {}).from == PrimaryReach::From::ThisMachine && !isForAll(listen))
        return failed(step, {ErrorCode::PrimaryHereAlone, {{QStringLiteral("address"), url}}}, CheckLevel::Warning);
    return {step, CheckLevel::Ok, {}, words(QT_TRANSLATE_NOOP("mailboat", "The primary answers on %1.")).arg(url)};
}

/// Where the listener is that counts: the one that runs, at `url`, or where nothing is known of it that of the preference.
Result<ListenAddress> addressOf(const SyncPreferences &preferences, const QString &url)
{
    if (url.isEmpty())
        return listenAddressFromText(preferences.listen.value());
    const QUrl running(url, QUrl::StrictMode);
    return ListenAddress {running.host(), portOf(running)};
}

CheckFinding validFinding(const QDateTime &until)
{
    return {QStringLiteral("certificate"), CheckLevel::Ok, {},
        words(QT_TRANSLATE_NOOP("mailboat", "The certificate is valid until %1, and this machine knows who issued it."))
            .arg(dayWords(until.date()))};
}

/// Everything that is wrong with the certificate in its detail; code and advice are those of the gravest.
CheckFinding shownFinding(
    const probe::Shown &shown, const QStringList &hosts, const RunningListener &running, const QDateTime &now)
{
    const QString step = QStringLiteral("certificate");
    QList<Error> faults = certificateFaults(shown.certificate, shown.errors, hosts, now);
    const bool isFailed = !faults.isEmpty() && isFatal(faults.first());
    if (running.notTaken) {
        const auto later = std::find_if_not(faults.cbegin(), faults.cend(), isFatal);
        faults.insert(later - faults.cbegin(), *running.notTaken);
    }
    if (faults.isEmpty())
        return validFinding(shown.certificate.expiryDate());
    CheckFinding finding = failed(step, faults.first(), isFailed ? CheckLevel::Failed : CheckLevel::Warning);
    QStringList all;
    for (const Error &fault : std::as_const(faults))
        all.append(describe(fault));
    finding.detail = all.join(u' ');
    return finding;
}

/// By what names satellites come to it, as far as that is known.
QStringList hostsOf(const ListenAddress &address, const QString &external, const RunningListener &running)
{
    QStringList hosts = running.calledNames;
    const QUrl url(external, QUrl::StrictMode);
    if (url.scheme() == QLatin1String("https"))
        hosts.prepend(url.host(QUrl::FullyEncoded));
    if (hosts.isEmpty() && !isAnyAddress(address.host) && !isLoopback(address.host))
        hosts.append(address.host);
    hosts.removeDuplicates();
    return hosts;
}

/// Of the files that the preferences name, while nothing shows them.
CheckFinding filesFinding(const CertificateReading &reading)
{
    const QString step = QStringLiteral("certificate");
    if (reading.certificateFault && !reading.isWarning)
        return failed(step, *reading.certificateFault);
    if (reading.keyFault)
        return failed(step, *reading.keyFault);
    if (reading.certificateFault)
        return failed(step, *reading.certificateFault, CheckLevel::Warning);
    return validFinding(reading.until);
}

CheckFinding certificateFinding(const ListenAddress &address, const Listening &found,
    const SyncPreferences &preferences, const RunningListener &running, const Clock &clock)
{
    const QString step = QStringLiteral("certificate");
    const QString external = preferences.externalUrl.value();
    const QStringList hosts = hostsOf(address, external, running);
    if (found.shown)
        return shownFinding(*found.shown, hosts, running, clock.utcNow());
    if (const QString files = preferences.tlsCertificate.value(); !files.isEmpty() && !running.notTaken)
        return filesFinding(readCertificate(files, preferences.tlsKey.value(), hosts.value(0), clock));
    if (external.startsWith(QStringLiteral("https:")))
        return {step, CheckLevel::Ok, {},
            words(QT_TRANSLATE_NOOP("mailboat", "Plain http here; satellites come by https through %1."))
                .arg(external)};
    if (running.notTaken)
        return failed(step, *running.notTaken, CheckLevel::Warning);
    if (isLoopback(address.host))
        return {step, CheckLevel::Ok, {}, words(QT_TRANSLATE_NOOP("mailboat", "Plain http, on this machine only."))};
    return failed(step, {ErrorCode::PlainHttp}, CheckLevel::Warning);
}

/// Only where there is something to say: what keeps the engine that runs from using the datafile.
std::optional<CheckFinding> datafileFinding(const DatafileAddress &datafile)
{
    const std::optional<EngineLock::Trouble> trouble = EngineLock::troubleOf(datafile);
    if (!trouble)
        return std::nullopt;
    return failed(QStringLiteral("datafile"), {trouble->code, {{QStringLiteral("path"), datafile.shown()}}});
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
    if (const auto same = sameNames(peers); !same.isEmpty())
        return failed(step, userNameInUse(findPeer(peers, same.first().second)->userName, same.first().first),
            CheckLevel::Warning);
    return {
        step, CheckLevel::Ok, {}, words(QT_TRANSLATE_NOOP("mailboat", "Satellites on the list: %1")).arg(peers.size())};
}

} // namespace

QCoro::Task<CheckReport> selfCheck(DatafileAddress datafile, Settings settings, const Clock &clock,
    std::optional<SyncId> only, CheckObserver observer, std::shared_ptr<probe::Stop> stop, RunningListener running,
    KnownOfSites sites)
{
    if (!stop)
        stop = std::make_shared<probe::Stop>(); // nobody does
    CheckReport report;
    milliseconds begun = clock.monotonic();
    const auto add = [&report, &begun, &clock, &observer](CheckFinding finding) {
        const milliseconds now = clock.monotonic();
        finding.took = now - begun;
        begun = now;
        report.findings.append(std::move(finding));
        observer.finished(report.findings.constLast());
    };
    SyncPreferences preferences;
    preferences.load(settings.preferences);
    const bool isAtWork = EngineLock::isAtWork(datafile);
    const Result<ListenAddress> address = addressOf(preferences, isAtWork ? running.url : QString());
    Listening answering;
    if (!address) {
        add(failed(QStringLiteral("listener"), address.error()));
    } else if (!isAtWork) {
        add(tryToListen(preferences.listen.value()));
    } else if (address->port == 0) {
        add({QStringLiteral("listener"), CheckLevel::Ok, {},
            words(QT_TRANSLATE_NOOP("mailboat", "The primary runs, on a port of the system's choice."))});
    } else {
        answering = co_await listening(*address, stop);
        if (stop->isStopped()) {
            add(failed(QStringLiteral("listener"), {ErrorCode::Cancelled}));
            co_return report;
        }
        add(runningFinding(addressText({address->host, address->port}), answering, preferences.externalUrl.value()));
    }
    add(certificateFinding(
        address ? *address : ListenAddress {}, answering, preferences, isAtWork ? running : RunningListener {}, clock));
    if (const std::optional<CheckFinding> found = datafileFinding(datafile))
        add(*found);
    add(listFinding(settings.peers));
    const CheckFinding contacts
        = contactsFinding(settings.peers, only, sites.refusals, clock.utcNow(), thresholdsOf(preferences));
    add(withMisfits(withAwaited(contacts, sites.awaited, only), sites.misfits, only));
    co_return report;
}

} // namespace mailboat

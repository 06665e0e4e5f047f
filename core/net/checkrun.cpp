// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/checkrun.h"

#include "core/net/checkanswer.h"
#include "core/net/flow.h"
#include "core/net/proxy.h"
#include "core/prefs/rules.h"

#include <QCoreApplication>

#include <algorithm>

namespace mailboat {

namespace {

using std::chrono::milliseconds;
using namespace std::chrono_literals;

constexpr milliseconds guessLimit = 2s; ///< for naming a mistake, not for finding it
constexpr milliseconds measuringLimit = 3s;
constexpr milliseconds slowRoundTrip = 2s;
constexpr qint64 slowBytesPerSecond = 4000;
constexpr int recordsForMeasuring = 200;
constexpr std::chrono::minutes tolerableClock = 5min;

bool isVersionFault(ErrorCode code)
{
    return code == ErrorCode::ApiVersionTooOld || code == ErrorCode::ApiVersionTooNew
        || code == ErrorCode::ApiVersionIncompatible;
}

/// The deadline of a step is what ends a request, and says so.
HttpClient::Options withoutOwnLimits(HttpClient::Options options, const ConnectionCheck::Limits &limits)
{
    options.idleTimeout = limits.whole * 2;
    options.connectTimeout = limits.whole * 2;
    return options;
}

} // namespace

CheckRun::Deadline::Deadline(HttpClient &http, milliseconds limit)
    : most(limit)
{
    timer.setSingleShot(true);
    timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&timer, &QTimer::timeout, &http, [this, &http] {
        hasPassed = true;
        http.cancel();
    });
    timer.start(limit);
}

CheckRun::CheckRun(
    HttpClient::Options options, const Clock &clock, ConnectionCheck::Expected expected, ConnectionCheck::Limits limits)
    : m_clock(clock)
    , m_expected(std::move(expected))
    , m_limits(limits)
    , m_http(withoutOwnLimits(std::move(options), limits))
{
}

void CheckRun::cancel()
{
    m_stop.stop();
    m_http.close();
}

bool CheckRun::isOver() const
{
    return !m_report.isOk();
}

milliseconds CheckRun::left() const
{
    const milliseconds ofStep = m_limits.step - milliseconds(m_sinceStep.elapsed());
    const milliseconds ofWhole = m_limits.whole - milliseconds(m_sinceStart.elapsed());
    return std::max({std::min(ofStep, ofWhole), milliseconds(1)});
}

QNetworkProxy CheckRun::proxy() const
{
    return proxyFor(m_http.options().proxy, m_url);
}

Error CheckRun::timedOut(const Deadline &deadline) const
{
    return {ErrorCode::AnswerTimeout,
        {{QStringLiteral("host"), m_url.host()},
            {QStringLiteral("seconds"), static_cast<qlonglong>((deadline.most.count() + 999) / 1000)}}};
}

template<class T>
Result<T> CheckRun::inTime(Result<T> result, const Deadline &deadline) const
{
    if (!result && result.error().code == ErrorCode::Cancelled && deadline.hasPassed)
        return failure(timedOut(deadline));
    return result;
}

QCoro::Task<CheckReport> CheckRun::run()
{
    static constexpr struct {
        const char *name;
        Work work;
    } steps[] {
        {"address", &CheckRun::completeAddress},
        {"resolve", &CheckRun::resolve},
        {"connect", &CheckRun::connectSocket},
        {"tls", &CheckRun::handshake},
        {"http", &CheckRun::askAnonymously},
        {"sign-in", &CheckRun::signIn},
        {"hardware", &CheckRun::hardware},
        {"version", &CheckRun::version},
        {"clock", &CheckRun::compareClocks},
        {"site", &CheckRun::site},
    };
    const auto self = shared_from_this(); // the frame keeps the run alive
    m_sinceStart.start();
    for (const auto &[name, work] : steps) {
        if (work == &CheckRun::handshake && m_url.scheme() != QLatin1String("https"))
            continue;
        co_await step(QString::fromLatin1(name), work);
        if (isOver())
            break;
    }
    co_return m_report;
}

QCoro::Task<void> CheckRun::step(QString name, Work work)
{
    begin(name);
    Found found = failure(ErrorCode::Cancelled);
    if (!m_stop.isStopped())
        found = co_await std::invoke(work, this);
    if (m_stop.isStopped())
        found = failure(ErrorCode::Cancelled);
    end(found);
}

void CheckRun::begin(const QString &name)
{
    m_step = name;
    m_warning.reset();
    m_sinceStep.start();
    emit stepStarted(name);
}

void CheckRun::end(const Found &found)
{
    CheckFinding finding;
    finding.step = m_step;
    finding.took = milliseconds(m_sinceStep.elapsed());
    if (!found) {
        finding.level = CheckLevel::Failed;
        finding.error = found.error();
    } else if (m_warning) {
        finding.level = CheckLevel::Warning;
        finding.error = m_warning;
    }
    finding.detail = finding.error ? describe(*finding.error) : *found;
    m_report.findings.append(finding);
    emit stepFinished(finding);
}

QCoro::Task<CheckRun::Found> CheckRun::completeAddress()
{
    if (m_expected.address.trimmed().isEmpty())
        co_return failure(ErrorCode::UrlMissing, {{QStringLiteral("syncId"), primarySyncId.value()}});
    const Result<QString> completed = completedUrl(m_expected.address);
    if (!completed)
        co_return failure(completed.error());
    m_url = QUrl(*completed);
    co_return *completed;
}

QCoro::Task<CheckRun::Found> CheckRun::resolve()
{
    if (proxy().type() != QNetworkProxy::NoProxy)
        co_return QCoreApplication::translate("mailboat", "The proxy %1 looks it up.").arg(proxyText(proxy()));
    const Result<probe::Resolved> resolved = co_await probe::resolve(m_url, left(), &m_stop);
    if (!resolved)
        co_return failure(resolved.error());
    m_addresses = resolved->addresses;
    co_return resolved->words;
}

QCoro::Task<CheckRun::Found> CheckRun::connectSocket()
{
    const Result<probe::Connected> connected = co_await probe::connect(m_url, m_addresses, proxy(), left(), &m_stop);
    if (!connected)
        co_return failure(connected.error());
    m_address = connected->address;
    if (proxy().type() == QNetworkProxy::NoProxy) // else it says nothing of the way beyond the proxy
        m_report.roundTrip = std::max(connected->took, milliseconds(1));
    co_return connected->words;
}

/// What closes the line at the first bytes of TLS, or goes on waiting for more, may speak plain HTTP.
QCoro::Task<CheckRun::Found> CheckRun::handshake()
{
    const milliseconds guess = std::min(guessLimit, left() / 4);
    const Result<QString> secured = co_await probe::handshake(m_url, m_address, proxy(), left() - guess, &m_stop);
    const bool isMute = !secured
        && (secured.error().code == ErrorCode::ConnectionLost || secured.error().code == ErrorCode::AnswerTimeout);
    bool isPlain = false;
    if (isMute && !m_stop.isStopped())
        isPlain = co_await speaksPlainHttp(guess);
    if (isPlain)
        co_return failure(ErrorCode::TlsToPlainPort, secured.error().values, secured.error().detail);
    co_return secured;
}

/// Carries no credentials: they are for a primary, and this may be any server.
QCoro::Task<Result<HttpReply>> CheckRun::ask(QUrl base, milliseconds most)
{
    HttpRequest request {"GET", base};
    request.url.setPath(QStringLiteral("/sync/v5/site"));
    request.headers.append(HttpHeader {"mailboat", "1"});
    request.headers.append(HttpHeader {"mailboat-check", "1"});
    Deadline deadline(m_http, most);
    Result<HttpReply> reply = co_await m_http.send(request);
    co_return inTime(std::move(reply), deadline);
}

QCoro::Task<bool> CheckRun::speaksPlainHttp(milliseconds most)
{
    QUrl plain = m_url;
    plain.setPort(m_url.port(443));
    plain.setScheme(QStringLiteral("http"));
    const Result<HttpReply> reply = co_await ask(plain, most);
    co_return reply.has_value();
}

QCoro::Task<bool> CheckRun::speaksTls()
{
    const auto shown = co_await probe::shownCertificate(m_url, proxy(), std::min(left(), guessLimit), &m_stop);
    co_return shown.has_value();
}

QCoro::Task<CheckRun::Found> CheckRun::askAnonymously()
{
    const Result<HttpReply> reply = co_await ask(m_url, left());
    // A port that speaks TLS gives a plain request no answer worth the name.
    const bool isMute = reply
        ? reply->status == 400
        : reply.error().code == ErrorCode::ConnectionLost || reply.error().code == ErrorCode::AnswerInvalid;
    bool isTls = false; // named, since g++ 12 loses its way in a condition that waits
    if (isMute && m_url.scheme() == QLatin1String("http"))
        isTls = co_await speaksTls();
    if (isTls)
        co_return failure(ErrorCode::PlainToTlsPort,
            {{QStringLiteral("host"), m_url.host()}, {QStringLiteral("port"), m_url.port(80)}});
    if (!reply)
        co_return failure(reply.error());
    const milliseconds took {std::max<qint64>(m_sinceStep.elapsed(), 1)};
    m_report.bytesPerSecond = reply->bytesReceived * 1000 / took.count();
    if (!m_report.roundTrip)
        m_report.roundTrip = reply->firstByte;
    if (const Result<> primary = mayBePrimary(*reply, m_url); !primary)
        co_return failure(primary.error());
    co_return QCoreApplication::translate("mailboat", "An HTTP server answers.");
}

bool CheckRun::isBusy() const
{
    return !*m_site && m_site->error().code == ErrorCode::PrimaryBusy;
}

QCoro::Task<CheckRun::Found> CheckRun::signIn()
{
    Endpoint endpoint {m_url, m_expected.userName, m_expected.wirePassword, m_expected.hardwareId, true};
    m_api = std::make_unique<PrimaryApi>(m_http, endpoint);
    {
        Deadline deadline(m_http, left());
        Result<wire::SiteInfo> info = co_await m_api->site();
        m_site = inTime(std::move(info), deadline);
    }
    if (*m_site) {
        co_await measure();
    } else {
        const ErrorCode code = m_site->error().code;
        const bool isLater
            = code == ErrorCode::SiteIncorrectHardwareId || isVersionFault(code) || code == ErrorCode::SiteHasNoStore;
        if (isBusy())
            m_warning = m_site->error();
        else if (!isLater)
            co_return failure(m_site->error());
    }
    co_return QCoreApplication::translate("mailboat", "Signed in as %1.").arg(m_expected.userName);
}

/// By requests that cost the primary nothing: signing in takes it a while by design. Reading from the change log changes
/// nothing, since the cursor is kept at this end.
QCoro::Task<void> CheckRun::measure()
{
    {
        Deadline deadline(m_http, left());
        Result<wire::SiteStatus> status = co_await m_api->siteStatus();
        m_status = inTime(std::move(status), deadline);
    }
    if (!*m_status)
        co_return;
    m_report.roundTrip = std::max(m_api->traffic().lastRoundTrip, milliseconds(1));
    Flow flow(m_http);
    {
        Deadline deadline(m_http, std::min(left(), measuringLimit));
        co_await m_api->centralRecords(0, recordsForMeasuring);
    }
    if (const std::optional<qint64> speed = flow.bytesPerSecond())
        m_report.bytesPerSecond = speed;
    const bool isSlow = *m_report.roundTrip > slowRoundTrip
        || (flow.isTelling() && m_report.bytesPerSecond.value_or(slowBytesPerSecond) < slowBytesPerSecond);
    if (isSlow)
        m_warning = Error {ErrorCode::SlowLine,
            {{QStringLiteral("bytesPerSecond"), m_report.bytesPerSecond.value_or(0)},
                {QStringLiteral("roundTripMs"), static_cast<qlonglong>(m_report.roundTrip->count())}}};
}

QCoro::Task<CheckRun::Found> CheckRun::hardware()
{
    if (isBusy())
        m_warning = m_site->error();
    else if (!*m_site && m_site->error().code == ErrorCode::SiteIncorrectHardwareId)
        co_return failure(m_site->error());
    if (!m_api->isMailboat())
        co_return QCoreApplication::translate("mailboat",
            "This machine is accepted. This primary is no Mailboat: the first contact, a check too, may have bound the "
            "site to this machine.");
    co_return QCoreApplication::translate("mailboat", "This machine is accepted.");
}

QCoro::Task<CheckRun::Found> CheckRun::version()
{
    if (isBusy())
        m_warning = m_site->error();
    else if (!*m_site && isVersionFault(m_site->error().code))
        co_return failure(m_site->error());
    co_return QCoreApplication::translate("mailboat", "Version %1 of the protocol is accepted.").arg(wire::syncVersion);
}

QCoro::Task<CheckRun::Found> CheckRun::compareClocks()
{
    const QDateTime there = m_api->traffic().serverDate;
    if (!there.isValid())
        co_return QCoreApplication::translate("mailboat", "The primary does not say what time it is.");
    const qint64 seconds = there.secsTo(m_clock.utcNow());
    const auto off = std::chrono::seconds(std::abs(seconds));
    if (off <= tolerableClock)
        co_return QCoreApplication::translate("mailboat", "This machine's clock is right to %1 s.")
            .arg(std::abs(seconds));
    co_return failure(ErrorCode::ClockOff,
        {{QStringLiteral("minutes"), static_cast<qlonglong>(std::chrono::round<std::chrono::minutes>(off).count())},
            {QStringLiteral("direction"), seconds > 0 ? QStringLiteral("ahead") : QStringLiteral("behind")}});
}

Result<> CheckRun::compareSites() const
{
    const wire::SiteInfo &info = **m_site;
    if (info.siteId != m_expected.syncId)
        return failure(ErrorCode::SyncIdDiffers,
            {{QStringLiteral("here"), m_expected.syncId.value()}, {QStringLiteral("there"), info.siteId.value()}});
    if (m_expected.knownPrimarySiteId && *m_expected.knownPrimarySiteId != info.mSupplyCentralSiteId)
        return failure(ErrorCode::WrongPrimary,
            {{QStringLiteral("known"), *m_expected.knownPrimarySiteId},
                {QStringLiteral("found"), info.mSupplyCentralSiteId}});
    if (!m_expected.knownSiteUuid.isEmpty() && m_expected.knownSiteUuid != info.id)
        return failure(ErrorCode::WrongSite,
            {{QStringLiteral("known"), m_expected.knownSiteUuid}, {QStringLiteral("found"), info.id}});
    if (!info.syncDisabled.isEmpty())
        return failure(ErrorCode::SyncDisabled, {{QStringLiteral("why"), info.syncDisabled}});
    return {};
}

QCoro::Task<CheckRun::Found> CheckRun::site()
{
    if (isBusy()) {
        m_warning = m_site->error();
        co_return QString();
    }
    if (!*m_site)
        co_return failure(m_site->error());
    if (const Result<> same = compareSites(); !same)
        co_return failure(same.error());
    if (!*m_status && m_status->error().code != ErrorCode::PrimaryBusy)
        co_return failure(m_status->error());
    if (!*m_status)
        m_warning = m_status->error();
    else if ((*m_status)->code != wire::Busy::Idle)
        m_warning = Error {ErrorCode::PrimaryBusy, {{QStringLiteral("text"), (*m_status)->message}}};
    co_return QCoreApplication::translate("mailboat", "The primary knows this site as %1.").arg((*m_site)->name);
}

} // namespace mailboat

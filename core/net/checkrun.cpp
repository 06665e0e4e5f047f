// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/checkrun.h"

#include "core/net/proxy.h"
#include "core/prefs/rules.h"

#include <QCoreApplication>
#include <QTimer>

#include <algorithm>

namespace mailboat {

namespace {

using std::chrono::milliseconds;
using namespace std::chrono_literals;

constexpr milliseconds stepLimit = 10s;
constexpr milliseconds wholeLimit = 15s;
constexpr milliseconds tlsGuess = 2s; ///< for naming a mistake, not for finding it
constexpr milliseconds slowRoundTrip = 2s;
constexpr qint64 slowBytesPerSecond = 4000;
constexpr int recordsForMeasuring = 200;
constexpr std::chrono::minutes tolerableClock = 5min;

QString words(const char *text)
{
    return QCoreApplication::translate("mailboat", text);
}

bool isVersionFault(ErrorCode code)
{
    return code == ErrorCode::ApiVersionTooOld || code == ErrorCode::ApiVersionTooNew
        || code == ErrorCode::ApiVersionIncompatible;
}

} // namespace

CheckRun::CheckRun(HttpClient::Options options, const Clock &clock, ConnectionCheck::Expected expected)
    : m_clock(clock)
    , m_expected(std::move(expected))
    , m_http(std::move(options))
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

milliseconds CheckRun::limit() const
{
    return std::clamp(wholeLimit - milliseconds(m_sinceStart.elapsed()), milliseconds(1), stepLimit);
}

QNetworkProxy CheckRun::proxy() const
{
    return proxyFor(m_http.options().proxy, m_url);
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
        co_return words("the proxy %1 looks it up").arg(proxy().hostName());
    co_return co_await probe::resolve(m_url, limit(), &m_stop);
}

QCoro::Task<CheckRun::Found> CheckRun::connectSocket()
{
    co_return co_await probe::connect(m_url, proxy(), limit(), &m_stop);
}

QCoro::Task<CheckRun::Found> CheckRun::handshake()
{
    co_return co_await probe::handshake(m_url, proxy(), limit(), &m_stop);
}

QCoro::Task<Result<HttpReply>> CheckRun::send(HttpRequest request)
{
    const milliseconds most = limit();
    HttpClient::Options options = m_http.options();
    options.idleTimeout = most;
    options.connectTimeout = most;
    m_http.setOptions(options);
    bool isLate = false;
    QTimer deadline;
    deadline.setSingleShot(true);
    connect(&deadline, &QTimer::timeout, this, [this, &isLate] {
        isLate = true;
        m_http.cancel();
    });
    deadline.start(most);
    Result<HttpReply> reply = co_await m_http.send(request);
    if (!reply && isLate)
        co_return failure(ErrorCode::AnswerTimeout,
            {{QStringLiteral("host"), m_url.host()},
                {QStringLiteral("seconds"), static_cast<qlonglong>((most.count() + 999) / 1000)}});
    co_return reply;
}

/// The first request carries no credentials: they are for a primary, and this may be any server.
QCoro::Task<CheckRun::Found> CheckRun::askAnonymously()
{
    HttpRequest request {"GET", m_url};
    request.url.setPath(QStringLiteral("/sync/v5/site"));
    request.headers.append(HttpHeader {"mailboat", "1"});
    request.headers.append(HttpHeader {"mailboat-check", "1"});
    Result<HttpReply> reply = co_await send(request);
    if (!reply) {
        const Error error = co_await explained(reply.error());
        co_return failure(error);
    }
    m_report.roundTrip = reply->firstByte;
    const milliseconds took {std::max<qint64>(m_sinceStep.elapsed(), 1)};
    m_report.bytesPerSecond = reply->bytesReceived * 1000 / took.count();
    if (*m_report.roundTrip > slowRoundTrip)
        m_warning = Error {ErrorCode::SlowLine,
            {{QStringLiteral("bytesPerSecond"), *m_report.bytesPerSecond},
                {QStringLiteral("roundTripMs"), static_cast<qlonglong>(m_report.roundTrip->count())}}};
    co_return co_await judge(std::move(*reply));
}

/// Whether what answered may be a primary.
QCoro::Task<CheckRun::Found> CheckRun::judge(HttpReply reply)
{
    const QByteArray type = reply.header("content-type");
    const QString answered = words("an HTTP server answers, round trip %1 ms").arg(reply.firstByte.count());
    Error error = wire::parseError(reply.status, reply.body, type);
    error.values.insert(QStringLiteral("host"), m_url.host());
    error.values.insert(QStringLiteral("port"), m_url.port(m_url.scheme() == u"https" ? 443 : 80));
    if (error.code == ErrorCode::Redirected) {
        const QUrl to(QString::fromUtf8(reply.header("location")));
        error.values.insert(
            QStringLiteral("to"), m_url.resolved(to).toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery));
        co_return failure(error);
    }
    if (reply.status == 400 && reply.body.contains("HTTPS"))
        co_return failure(co_await explained(error));
    if (reply.status >= 200 && reply.status < 300) {
        if (wire::isWebPage(reply.body, type)) {
            error.code = ErrorCode::WebPage;
            co_return failure(error);
        }
        const Result<wire::SiteInfo> info = wire::parseSiteInfo(reply.body);
        if (!info)
            co_return failure(info.error());
        co_return answered;
    }
    switch (error.code) {
    case ErrorCode::HttpNotFound:
    case ErrorCode::WebPage:
    case ErrorCode::ProxySignIn:
    case ErrorCode::HttpServerError:
        if (reply.status != 401)
            co_return failure(error);
        break;
    default:
        break;
    }
    if (reply.status == 404 || reply.status == 405)
        co_return failure(
            ErrorCode::HttpNotFound, {{QStringLiteral("host"), m_url.host()}}, QStringLiteral("HTTP 404 or 405"));
    co_return answered; // 401 and its like: it wants to know who asks
}

/// A port that speaks TLS gives a plain request no answer worth the name.
QCoro::Task<Error> CheckRun::explained(Error error)
{
    const bool isMute = error.code == ErrorCode::ConnectionLost || error.code == ErrorCode::AnswerInvalid
        || error.values.value(QStringLiteral("status")) == 400;
    if (m_url.scheme() != QLatin1String("http") || !isMute || m_stop.isStopped())
        co_return error;
    if (co_await probe::speaksTls(m_url, proxy(), std::min(limit(), tlsGuess), &m_stop))
        co_return Error {ErrorCode::PlainToTlsPort,
            {{QStringLiteral("host"), m_url.host()}, {QStringLiteral("port"), m_url.port(80)}}};
    co_return error;
}

QCoro::Task<CheckRun::Found> CheckRun::signIn()
{
    Endpoint endpoint {m_url, m_expected.userName, m_expected.wirePassword, m_expected.hardwareId, true};
    m_api = std::make_unique<PrimaryApi>(m_http, endpoint);
    QTimer deadline;
    deadline.setSingleShot(true);
    connect(&deadline, &QTimer::timeout, &m_http, &HttpClient::cancel);
    const milliseconds most = limit();
    deadline.start(most);
    m_site = co_await m_api->site();
    if (!deadline.isActive() && !*m_site && m_site->error().code == ErrorCode::Cancelled)
        m_site = failure(ErrorCode::AnswerTimeout,
            {{QStringLiteral("host"), m_url.host()},
                {QStringLiteral("seconds"), static_cast<qlonglong>((most.count() + 999) / 1000)}});
    deadline.stop();
    if (m_api->traffic().lastRoundTrip.count() > 0) // over a connection that stood already
        m_report.roundTrip = m_api->traffic().lastRoundTrip;
    if (!*m_site) {
        const ErrorCode code = m_site->error().code;
        const bool isLater
            = code == ErrorCode::SiteIncorrectHardwareId || isVersionFault(code) || code == ErrorCode::SiteHasNoStore;
        if (!isLater)
            co_return failure(m_site->error());
    } else {
        co_await measureSpeed();
    }
    co_return words("signed in as %1").arg(m_expected.userName);
}

/// Reading from the change log changes nothing: the cursor is kept at this end.
QCoro::Task<void> CheckRun::measureSpeed()
{
    QTimer deadline;
    deadline.setSingleShot(true);
    connect(&deadline, &QTimer::timeout, &m_http, &HttpClient::cancel);
    deadline.start(limit() / 2);
    const qint64 before = m_api->traffic().bytesReceived;
    QElapsedTimer timer;
    timer.start();
    const Result<wire::CentralBatch> batch = co_await m_api->centralRecords(0, recordsForMeasuring);
    const qint64 bytes = m_api->traffic().bytesReceived - before;
    if (batch && bytes > 0)
        m_report.bytesPerSecond = bytes * 1000 / std::max<qint64>(timer.elapsed(), 1);
}

QCoro::Task<CheckRun::Found> CheckRun::hardware()
{
    if (!*m_site && m_site->error().code == ErrorCode::SiteIncorrectHardwareId)
        co_return failure(m_site->error());
    co_return words("this machine is accepted");
}

QCoro::Task<CheckRun::Found> CheckRun::version()
{
    if (!*m_site && isVersionFault(m_site->error().code))
        co_return failure(m_site->error());
    co_return words("sync version %1 is accepted").arg(wire::syncVersion);
}

QCoro::Task<CheckRun::Found> CheckRun::compareClocks()
{
    const QDateTime there = m_api->traffic().serverDate;
    if (!there.isValid())
        co_return words("the primary does not say what time it is");
    const qint64 seconds = there.secsTo(m_clock.utcNow());
    const auto off = std::chrono::seconds(std::abs(seconds));
    if (off <= tolerableClock)
        co_return words("this machine's clock is right to %1 s").arg(std::abs(seconds));
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
    if (!*m_site)
        co_return failure(m_site->error());
    if (const Result<> same = compareSites(); !same)
        co_return failure(same.error());
    QTimer deadline;
    deadline.setSingleShot(true);
    connect(&deadline, &QTimer::timeout, &m_http, &HttpClient::cancel);
    deadline.start(limit());
    const Result<wire::SiteStatus> status = co_await m_api->siteStatus();
    if (!status)
        co_return failure(status.error());
    if (status->code != wire::Busy::Idle)
        m_warning = Error {ErrorCode::PrimaryBusy, {{QStringLiteral("text"), status->message}}};
    else if (m_report.bytesPerSecond && *m_report.bytesPerSecond < slowBytesPerSecond && m_report.roundTrip
        && *m_report.roundTrip > slowRoundTrip / 4)
        m_warning = Error {ErrorCode::SlowLine,
            {{QStringLiteral("bytesPerSecond"), *m_report.bytesPerSecond},
                {QStringLiteral("roundTripMs"), static_cast<qlonglong>(m_report.roundTrip->count())}}};
    co_return words("the primary knows this site as %1").arg((*m_site)->name);
}

} // namespace mailboat

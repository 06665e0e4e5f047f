// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/primaryapi.h"

#include "core/domain/jsoncheck.h"
#include "core/domain/version.h"
#include "core/prefs/siteurl.h"
#include "core/wire/answererror.h"
#include "core/wire/positions.h"
#include "core/wire/webpage.h"

#include <QCoreApplication>
#include <QLocale>
#include <QUrlQuery>

#include <algorithm>

namespace mailboat {

namespace {

constexpr std::chrono::seconds longestRetryAfter = std::chrono::hours(1);
constexpr qsizetype worthCoding = 1024; // of a body
/// Of a push: at most each of its records, with why it was not kept.
constexpr qint64 pushAnswer = 16 * 1024 * 1024;

/// RFC 9110's date: "Sun, 06 Nov 1994 08:49:37 GMT".
QDateTime httpDate(const QByteArray &text)
{
    QDateTime date = QLocale::c().toDateTime(
        QString::fromLatin1(text).trimmed(), QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"));
    if (date.isValid())
        date.setTimeSpec(Qt::UTC);
    return date;
}

std::chrono::seconds retryAfterOf(const HttpReply &reply)
{
    const QByteArray text = reply.header("retry-after").trimmed();
    if (text.isEmpty())
        return std::chrono::seconds(0);
    bool isNumber = false;
    std::chrono::seconds wait {text.toLongLong(&isNumber)};
    if (!isNumber) {
        const QDateTime until = httpDate(text);
        const QDateTime now = httpDate(reply.header("date"));
        wait = std::chrono::seconds(until.isValid() && now.isValid() ? now.secsTo(until) : 0);
    }
    return std::clamp(wait, std::chrono::seconds(0), longestRetryAfter);
}

} // namespace

QDateTime PrimaryApi::Traffic::serverDate() const
{
    return httpDate(date);
}

PrimaryApi::PrimaryApi(HttpClient &http, Endpoint endpoint)
    : m_http(http)
    , m_endpoint(std::move(endpoint))
{
}

void PrimaryApi::setEndpoint(const Endpoint &endpoint)
{
    if (endpoint.url != m_endpoint.url) {
        m_isMailboat = false;
        m_canEpoch = false;
        m_canAhead = false;
        m_reads.reset();
    }
    m_endpoint = endpoint;
}

QUrl PrimaryApi::urlOf(const QByteArray &path, const QList<HttpHeader> &query) const
{
    QUrl url;
    url.setScheme(m_endpoint.url.scheme());
    url.setHost(m_endpoint.url.host());
    url.setPort(m_endpoint.url.port());
    url.setPath(QString::fromLatin1(path));
    QUrlQuery parts;
    for (const HttpHeader &part : query)
        parts.addQueryItem(QString::fromLatin1(part.name),
            QString::fromLatin1(QUrl::toPercentEncoding(QString::fromUtf8(part.value))));
    if (!parts.isEmpty())
        url.setQuery(parts);
    return url;
}

QList<HttpHeader> PrimaryApi::headers() const
{
    const QByteArray pair = m_endpoint.userName.toUtf8() + ':' + m_endpoint.wirePassword;
    QList<HttpHeader> headers {
        {"Authorization", "Basic " + pair.toBase64()},
        {"msupply-site-uuid", m_endpoint.hardwareId.toUtf8()},
        {"app-version", version},
        {"app-name", "Mailboat"},
        {"version", QByteArray::number(wire::syncVersion)},
        {"mailboat", "1"},
        {wire::canHeader, wire::can},
    };
    if (m_endpoint.isCheck)
        headers.append(HttpHeader {"mailboat-check", "1"});
    return headers;
}

/// By an answer that has come to its end.
void PrimaryApi::judgeLine(const HttpRequest &request, const HttpReply &reply)
{
    if (reply.whole.count() == 0)
        return;
    const bool isCoded = !reply.header("content-encoding").isEmpty()
        || std::any_of(request.headers.begin(), request.headers.end(),
            [](const HttpHeader &header) { return header.name == "Content-Encoding"; });
    const std::chrono::microseconds atPrimary {
        std::clamp<qint64>(reply.header(wire::tookHeader).toLongLong(), 0, reply.whole.count())};
    m_http.lineTo(request.url)
        .carried(reply.bytesSent + reply.bytesReceived, reply.whole - atPrimary,
            isCoded ? LineSpeed::Body::Coded : LineSpeed::Body::Plain);
}

void PrimaryApi::account(const HttpRequest &request, const HttpReply &reply)
{
    judgeLine(request, reply);
    m_traffic.bytesReceived += reply.bytesReceived;
    m_traffic.lastRoundTrip = reply.firstByte;
    m_traffic.date = reply.header("date");
    m_traffic.retryAfter = retryAfterOf(reply);
    m_isMailboat = reply.header("mailboat").trimmed() == "1";
    const QByteArray can = reply.header(wire::canHeader);
    m_canEpoch = m_isMailboat && wire::canEpoch(can);
    m_canAhead = m_isMailboat && wire::canAhead(can);
    m_reads = acceptedOf(reply.header("mailboat-accept-encoding"), {Coding::Zstd, Coding::Gzip});
}

/// An answer whose sum does not fit was damaged on the way.
QCoro::Task<Result<HttpReply>> PrimaryApi::send(HttpRequest request)
{
    Result<HttpReply> reply = co_await m_http.send(request);
    const QByteArray sum = reply ? reply->header(wire::sumHeader).trimmed() : QByteArray();
    if (!sum.isEmpty() && sum != wire::sumOf(reply->body)) {
        const QString what = QCoreApplication::translate("mailboat", "it was damaged on the way");
        co_return failure(ErrorCode::AnswerInvalid, {{QStringLiteral("what"), what}}, QStringLiteral("crc32"));
    }
    co_return reply;
}

QCoro::Task<Result<PrimaryApi::Answer>> PrimaryApi::call(Question question)
{
    HttpRequest request {question.verb, urlOf(question.path, question.query), headers() + question.headers,
        question.body, question.mostBytes};
    if (question.verb == "POST")
        request.headers.append(HttpHeader {"Content-Type", "application/json"});
    const bool isFast = m_http.lineTo(request.url).isFast();
    if (isFast)
        request.headers.append(HttpHeader {"Accept-Encoding", "identity"});
    const bool isWorthIt = m_reads && !isFast && question.body.size() >= worthCoding;
    if (const QByteArray smaller = isWorthIt ? coded(question.body, *m_reads) : QByteArray(); !smaller.isEmpty()) {
        request.body = smaller;
        request.headers.append(HttpHeader {"Content-Encoding", codingName(*m_reads)});
    }
    m_traffic.retryAfter = std::chrono::seconds(0);

    Result<HttpReply> reply = co_await send(request);
    if (!reply && (reply.error().code == ErrorCode::ConnectionLost || reply.error().code == ErrorCode::AnswerInvalid))
        reply = co_await send(request);
    if (!reply)
        co_return failure(reply.error());
    account(request, *reply);
    const QByteArray type = reply->header("content-type");
    if (reply->status < 200 || reply->status >= 300) {
        Error error = wire::answerError(*reply, request.url);
        error.values.insert(QStringLiteral("userName"), m_endpoint.userName);
        if (m_traffic.retryAfter.count() > 0)
            error.values.insert(QStringLiteral("retryAfter"), static_cast<qlonglong>(m_traffic.retryAfter.count()));
        co_return failure(error);
    }
    co_return Answer {reply->body, type, reply->status};
}

void PrimaryApi::openTwo()
{
    m_http.open(urlOf({}, {}), 2);
}

/// Reads an answer in 2xx: JSON, or what there is instead. What was cut short on its way, by something that made the length fit,
/// is asked for again once, as where the connection breaks off, and is called the same.
template<class Read>
auto PrimaryApi::ask(Question question, Read read) -> QCoro::Task<decltype(read(QByteArray()))>
{
    for (bool isLast = false;; isLast = true) {
        const Result<Answer> answer = co_await call(question);
        if (!answer)
            co_return failure(answer.error());
        auto parsed = read(answer->body);
        if (parsed || parsed.error().code != ErrorCode::AnswerNotJson)
            co_return parsed;
        if (wire::isWebPage(answer->body, answer->type))
            co_return failure(wire::pageError(answer->status, answer->body));
        constexpr int noContent = 204;
        if (answer->status == noContent || !isCutShort(answer->body))
            co_return parsed;
        if (isLast)
            co_return failure(ErrorCode::ConnectionLost,
                {{QStringLiteral("host"), m_endpoint.url.host()}, {QStringLiteral("port"), portOf(m_endpoint.url)}},
                QStringLiteral("the answer was cut short: ") + describe(parsed.error()));
    }
}

// The questions are named, since g++ 12 loses its way in a list that a co_await builds.

QCoro::Task<Result<wire::SiteInfo>> PrimaryApi::site(std::optional<SatellitePositions> positions, Asks asks)
{
    Question question {"GET", "/sync/v5/site", {}, {}, smallAnswerBytes};
    if (positions)
        question.headers.append(HttpHeader {wire::positionsHeader, wire::compose(*positions)});
    if (asks == Asks::WhatWaits)
        question.headers.append(HttpHeader {wire::waitingHeader, "1"});
    co_return co_await ask(question, wire::parseSiteInfo);
}

QCoro::Task<Result<wire::SiteStatus>> PrimaryApi::siteStatus()
{
    const Question question {"GET", "/sync/v5/site_status", {}, {}, smallAnswerBytes};
    co_return co_await ask(question, wire::parseSiteStatus);
}

QCoro::Task<Result<wire::QueueBatch>> PrimaryApi::initialise(std::optional<int> firstBatch)
{
    Question question {"POST", "/sync/v5/initialise", {}, "{}"};
    if (m_isMailboat && firstBatch)
        question.query.append(HttpHeader {"limit", QByteArray::number(*firstBatch)});
    const bool bringsBatch = !question.query.isEmpty();
    co_return co_await ask(question, [bringsBatch](const QByteArray &body) {
        if (body.trimmed().isEmpty())
            return Result<wire::QueueBatch> {};
        if (bringsBatch)
            return wire::parseQueueBatch(body);
        return wire::parseInitialiseAnswer(body).map([](const wire::InitialiseAnswer &length) {
            return wire::QueueBatch {length.queueLength, {}};
        });
    });
}

QCoro::Task<Result<wire::CentralBatch>> PrimaryApi::centralRecords(qint64 cursor, int limit)
{
    const Question question {"GET", "/sync/v5/central_records",
        {HttpHeader {"cursor", QByteArray::number(cursor)}, HttpHeader {"limit", QByteArray::number(limit)}}};
    co_return co_await ask(question, wire::parseCentralBatch);
}

QCoro::Task<Result<wire::QueueBatch>> PrimaryApi::queuedRecords(int limit, QByteArray acknowledge, QByteArray after)
{
    Question question {"GET", "/sync/v5/queued_records", {HttpHeader {"limit", QByteArray::number(limit)}}};
    if (!acknowledge.isEmpty())
        question.query.append(HttpHeader {"ack", acknowledge});
    if (!after.isEmpty())
        question.query.append(HttpHeader {"after", after});
    co_return co_await ask(question, [](const QByteArray &body) { return wire::parseQueueBatch(body); });
}

QCoro::Task<Result<>> PrimaryApi::acknowledge(QList<QByteArray> syncOutIds)
{
    const Question question {
        "POST", "/sync/v5/acknowledged_records", {}, wire::composeAcknowledgement(syncOutIds), smallAnswerBytes};
    const Result<Answer> answer = co_await call(question);
    if (!answer)
        co_return failure(answer.error());
    if (wire::isWebPage(answer->body, answer->type)) // a captive portal has acknowledged nothing
        co_return failure(wire::pageError(answer->status, answer->body));
    co_return Result<> {};
}

QCoro::Task<Result<wire::PushAnswer>> PrimaryApi::push(QByteArray body, bool isLast, PushMark mark)
{
    Question question {"POST", "/sync/v5/queued_records", {}, body, pushAnswer};
    if (mark.number > 0)
        question.headers.append(HttpHeader {wire::pushHeader, QByteArray::number(mark.number)});
    if (mark.base)
        question.headers.append(HttpHeader {wire::pushBaseHeader, QByteArray::number(*mark.base)});
    if (mark.over)
        question.headers.append(HttpHeader {wire::pushOverHeader, wire::compose(*mark.over)});
    co_return co_await ask(question, [isLast](const QByteArray &text) {
        return text.trimmed().isEmpty() ? wire::PushAnswer {isLast} : wire::parsePushAnswer(text);
    });
}

} // namespace mailboat

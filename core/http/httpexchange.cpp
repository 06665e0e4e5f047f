// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/httpexchange.h"

#include "core/http/headersize.h"
#include "core/http/proxy.h"
#include "core/prefs/siteurl.h"

#include <QCoreApplication>
#include <QNetworkAccessManager>
#include <QNetworkRequest>

#include <algorithm>

namespace mailboat {

namespace {

/// What the kernel may hold of a request's body after Qt has handed it over, and how fast the slowest line takes it: that long
/// nothing is heard although bytes move.
constexpr qint64 unseenBytes = 4 * 1024 * 1024;
constexpr qint64 slowestBytesPerSecond = 2 * 1024;
/// What an error says fits into this many times over; nobody reads more of one.
constexpr qint64 longestRefusal = 64 * 1024;
/// So much may have come without Qt's having said anything: far more than a head, or an error.
constexpr qint64 mostUnsaid = 16 * 1024 * 1024;
constexpr std::chrono::milliseconds unsaidLook {100};
/// An answer that has to be small comes, at 1 kbit/s, within a fraction of this.
constexpr int windowsOfSmall = 2;

QNetworkRequest qtRequest(const HttpRequest &request, const HttpOptions &options, const QSslConfiguration &tls)
{
    QNetworkRequest made(request.url);
    made.setSslConfiguration(tls);
    made.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    made.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    made.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    made.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    made.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    made.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    made.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    // Set by hand, it keeps Qt from inflating.
    made.setRawHeader("Accept-Encoding", options.compressed ? acceptedCodings : "identity");
    made.setRawHeader("Content-Type", "application/octet-stream"); // or Qt says it is a form
    // A plain request is read by the proxy itself. To one that makes a tunnel Qt says it.
    const bool isPlain = request.url.scheme() == QLatin1String("http");
    const QByteArray signIn = isPlain ? proxyAuthorization(proxyFor(options.proxy, request.url)) : QByteArray();
    if (!signIn.isEmpty())
        made.setRawHeader("Proxy-Authorization", signIn);
    for (const HttpHeader &header : request.headers)
        made.setRawHeader(header.name, header.value);
    return made;
}

/// Qt calls some answers errors: those of the content, the server, and 400 as one of the protocol.
bool isAnswered(QNetworkReply::NetworkError error)
{
    return error == QNetworkReply::NoError || error == QNetworkReply::ProtocolInvalidOperationError
        || (error > QNetworkReply::UnknownProxyError && error <= QNetworkReply::UnknownContentError)
        || (error > QNetworkReply::ProtocolFailure && error <= QNetworkReply::UnknownServerError);
}

} // namespace

HttpExchange::HttpExchange(QNetworkAccessManager &network, HttpRequest request, HttpOptions options,
    const QSslConfiguration &tls, bool isStranger)
    : m_request(std::move(request))
    , m_options(std::move(options))
    , m_isStranger(isStranger)
{
    m_idle.setSingleShot(true);
    connect(&m_idle, &QTimer::timeout, this, [this] { fail(timeoutError()); });
    m_rate.setInterval(m_options.rateWindow);
    connect(&m_rate, &QTimer::timeout, this, &HttpExchange::judgeRate);
    if (!m_options.throughNode) {
        m_unread.emplace(proxy().type() == QNetworkProxy::NoProxy ? portOf(m_request.url) : proxy().port());
        connect(&m_unreadLook, &QTimer::timeout, this, &HttpExchange::judgeUnread);
        m_unreadLook.start(unsaidLook);
    }
    m_sinceStart.start();
    m_idle.start(m_options.connectTimeout);
    m_traffic.headerBytesSent = headerBytesOf(m_request);
    const QNetworkRequest made = qtRequest(m_request, m_options, tls);
    m_reply.reset(m_request.verb == "POST" ? network.post(made, m_request.body)
                                           : network.sendCustomRequest(made, m_request.verb));
    watch();
}

HttpExchange::~HttpExchange()
{
    m_reply->disconnect(this);
    m_reply->abort();
}

void HttpExchange::watch()
{
    QNetworkReply *const reply = m_reply.get();
    connect(reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) { m_sslErrors += errors; });
    connect(reply, &QNetworkReply::requestSent, this, [this] {
        m_isConnected = true;
        expectProgress();
    });
    connect(reply, &QNetworkReply::uploadProgress, this, [this](qint64 bytes) { sent(bytes); });
    connect(reply, &QNetworkReply::metaDataChanged, this, &HttpExchange::readHeaders);
    connect(reply, &QNetworkReply::readyRead, this, &HttpExchange::readBody);
    connect(reply, &QNetworkReply::finished, this, &HttpExchange::finish);
}

void HttpExchange::end(const Error &error)
{
    if (m_done.isOpen())
        return;
    m_ended = error;
    m_idle.stop();
    m_unreadLook.stop();
    m_rate.stop();
    m_reply->disconnect(this);
    m_reply->abort();
    m_done.open();
}

void HttpExchange::expectProgress()
{
    if (m_done.isOpen())
        return;
    const bool isAnswering = m_answer.status != 0;
    const qint64 underWay = isAnswering ? 0 : std::min(m_answer.bytesSent, unseenBytes);
    m_idle.start(m_options.idleTimeout + std::chrono::seconds(underWay / slowestBytesPerSecond));
}

void HttpExchange::sent(qint64 bytes)
{
    if (bytes <= m_answer.bytesSent) // Qt starts again from 0 when it sends a request anew, and reports 0 at the end
        return;
    const qint64 before = std::exchange(m_answer.bytesSent, bytes);
    m_traffic.bytesSent = bytes;
    m_isConnected = true;
    expectProgress();
    emit moved(bytes - before);
    if (bytes >= m_request.body.size())
        emit bodySent();
}

void HttpExchange::readHeaders()
{
    if (m_answer.status != 0 || m_done.isOpen())
        return;
    m_answer.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (m_answer.status == 0)
        return;
    m_isConnected = true;
    m_answer.firstByte = std::chrono::milliseconds(m_sinceStart.elapsed());
    for (const auto &[name, value] : m_reply->rawHeaderPairs())
        m_answer.headers.append({name, value});
    m_traffic.headerBytesReceived = headerBytesOf(m_answer);
    const QByteArray name = m_answer.header("content-encoding").trimmed().toLower();
    if (const std::optional<Coding> coding = codingNamed(name))
        m_inflater = std::make_unique<Inflater>(*coding, limit());
    else if (!name.isEmpty() && name != "identity")
        return end(
            {ErrorCode::AnswerInvalid, {{QStringLiteral("what"), QString::fromLatin1("Content-Encoding: " + name)}}});
    m_rate.start();
    bool isKnown = false;
    const qint64 announced = m_answer.header("content-length").toLongLong(&isKnown);
    if (isKnown && announced > wireLimit() && !isRefusal() && m_request.verb != "HEAD")
        return end({ErrorCode::AnswerTooLarge, {{QStringLiteral("limit"), limit()}}});
    expectProgress();
}

void HttpExchange::readBody()
{
    if (m_done.isOpen())
        return;
    readHeaders();
    const QByteArray bytes = m_reply->readAll();
    if (bytes.isEmpty() || m_done.isOpen())
        return;
    m_answer.bytesReceived += bytes.size();
    m_traffic.bytesReceived += bytes.size();
    UnreadBytes::passedOn(bytes.size());
    expectProgress();
    if (m_inflater)
        m_inflater->add(bytes);
    else
        m_answer.body += bytes;
    if (isTooLarge() && isRefusal())
        return cutShort();
    if (isTooLarge())
        return end({ErrorCode::AnswerTooLarge, {{QStringLiteral("limit"), limit()}}});
    emit moved(bytes.size());
}

qint64 HttpExchange::limit() const
{
    const qint64 wanted = m_request.maxAnswerBytes > 0 ? std::min(m_request.maxAnswerBytes, m_options.maxAnswerBytes)
                                                       : m_options.maxAnswerBytes;
    return isRefusal() ? std::min(wanted, longestRefusal) : wanted;
}

/// What does not compress is a little longer on the wire.
qint64 HttpExchange::wireLimit() const
{
    return m_inflater ? limit() + limit() / 8 + 1024 : limit();
}

/// What it is on the wire counts, too: a compressed body that becomes nothing may be as endless as any.
bool HttpExchange::isTooLarge() const
{
    return m_answer.bytesReceived > wireLimit() || (m_inflater && m_inflater->state() == Inflater::State::TooLarge);
}

/// Of an error the status and what has come say enough, whatever else would come.
void HttpExchange::cutShort()
{
    m_answer.body = (m_inflater ? m_inflater->plain() : m_answer.body).left(limit());
    m_idle.stop();
    m_rate.stop();
    m_unreadLook.stop();
    m_reply->disconnect(this);
    m_reply->abort();
    m_done.open();
}

bool HttpExchange::isSmall() const
{
    return isRefusal() || limit() <= smallAnswerBytes;
}

/// Qt reads as fast as the line brings it, whether we come to fetch it or not; of an error with 401 it says nothing until its end,
/// nor of a head. A bound of Qt's own (setReadBufferSize()) holds for neither, and under it a chunked answer that is cut short
/// counts as whole.
void HttpExchange::judgeUnread()
{
    const bool isSaid = m_answer.status != 0;
    const qint64 left = isSaid ? wireLimit() - m_answer.bytesReceived : 0;
    // What TLS adds to the bodies of others on the same line is in it, too.
    if (m_unread->count() > left + mostUnsaid + m_options.maxAnswerBytes / 16)
        end({ErrorCode::AnswerTooLarge, {{QStringLiteral("limit"), isSaid ? limit() : longestRefusal}}});
}

/// A byte now and then is no answer, though it keeps the line from being idle.
void HttpExchange::judgeRate()
{
    const qint64 came = m_answer.bytesReceived - std::exchange(m_judgedBytes, m_answer.bytesReceived);
    const auto window = std::chrono::duration_cast<std::chrono::milliseconds>(m_rate.intervalAsDuration());
    const bool isTooSlow = came < m_options.leastBytesPerSecond * window.count() / 1000;
    if (!isTooSlow && !(isSmall() && ++m_windows >= windowsOfSmall))
        return;
    Error error {ErrorCode::AnswerTimeout, where(),
        QStringLiteral("%1 bytes of the answer in the last %2 ms").arg(came).arg(window.count())};
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(window);
    error.values.insert(QStringLiteral("seconds"), static_cast<qlonglong>(seconds.count()));
    end(error);
}

void HttpExchange::finish()
{
    if (m_done.isOpen())
        return;
    readBody();
    if (m_done.isOpen())
        return;
    m_answer.whole = std::chrono::microseconds(m_sinceStart.nsecsElapsed() / 1000);
    m_idle.stop();
    m_rate.stop();
    m_unreadLook.stop();
    if (!isAnswered(m_reply->error()) || m_answer.status == 0)
        return fail(networkError());
    if (const Result<> whole = checkBody(); !whole)
        m_ended = whole.error();
    m_done.open();
}

/// Qt takes a body that ends too early for a whole one where the connection was to be closed anyway.
Result<> HttpExchange::checkBody()
{
    bool isKnown = false;
    const qint64 length = m_answer.header("content-length").toLongLong(&isKnown);
    if (isKnown && m_request.verb != "HEAD" && m_answer.bytesReceived < length)
        return failure(ErrorCode::ConnectionLost, where(), QStringLiteral("body shorter than Content-Length"));
    if (!m_inflater || m_answer.bytesReceived == 0)
        return {};
    switch (m_inflater->state()) {
    case Inflater::State::Complete:
        m_answer.body = m_inflater->plain();
        return {};
    case Inflater::State::More:
        return failure(ErrorCode::ConnectionLost, where(), QStringLiteral("compressed body cut short"));
    case Inflater::State::Broken:
    case Inflater::State::TooLarge:
    case Inflater::State::NoRoom: // of which none was asked here
        break;
    }
    const QString what = QCoreApplication::translate("mailboat", "the compressed answer is damaged");
    return failure(ErrorCode::AnswerInvalid, {{QStringLiteral("what"), what}});
}

Result<HttpReply> HttpExchange::take()
{
    if (m_ended)
        return failure(*m_ended);
    return std::move(m_answer);
}

QNetworkProxy HttpExchange::proxy() const
{
    return proxyFor(m_options.proxy, m_request.url);
}

QVariantMap HttpExchange::where() const
{
    return {{QStringLiteral("host"), m_request.url.host()}, {QStringLiteral("port"), portOf(m_request.url)},
        {QStringLiteral("url"), m_request.url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery)},
        {QStringLiteral("proxy"), proxyText(proxy())}};
}

} // namespace mailboat

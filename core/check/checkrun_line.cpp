// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The steps of a CheckRun that come before anybody signs in: address, resolve, connect, tls, http.
#include "core/check/checkanswer.h"
#include "core/check/checkrun.h"
#include "core/http/proxy.h"
#include "core/prefs/plainhttp.h"
#include "core/prefs/rules.h"

#include <QCoreApplication>

#include <algorithm>

namespace mailboat {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds guessLimit {2000}; ///< for naming a mistake, not for finding it

} // namespace

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

/// What closes the line at the first bytes of TLS, or goes on waiting for more, may speak plain HTTP; so may what answers in
/// something else than TLS, but that may as well be no HTTP at all.
QCoro::Task<CheckRun::Found> CheckRun::handshake()
{
    const milliseconds most = left();
    const milliseconds guess = std::min(guessLimit, most / 4);
    const Result<QString> secured = co_await probe::handshake(m_url, m_address, proxy(), most - guess, &m_stop);
    if (secured)
        co_return secured;
    Error error = secured.error();
    const bool isSilent = error.code == ErrorCode::AnswerTimeout;
    const bool mayBePlain = isSilent || error.code == ErrorCode::ConnectionLost
        || error.code == ErrorCode::TlsToPlainPort || error.code == ErrorCode::TlsFailed;
    if (mayBePlain && !m_stop.isStopped()) {
        const Result<HttpReply> plain = co_await askPlainly(guess);
        if (plain && error.code != ErrorCode::TlsFailed)
            error.code = ErrorCode::TlsToPlainPort;
        else if (!plain && plain.error().code == ErrorCode::NotHttp)
            error = plain.error();
    }
    if (isSilent && error.code == ErrorCode::AnswerTimeout) // the guess was waited for, too
        error.values.insert(
            QStringLiteral("seconds"), static_cast<qlonglong>(std::chrono::ceil<std::chrono::seconds>(most).count()));
    co_return failure(error);
}

QCoro::Task<Result<HttpReply>> CheckRun::ask(QUrl server, milliseconds most)
{
    Deadline deadline(m_http, most);
    Result<HttpReply> reply = co_await mailboat::askAnonymously(m_http, std::move(server));
    co_return inTime(std::move(reply), deadline);
}

QCoro::Task<Result<HttpReply>> CheckRun::askPlainly(milliseconds most)
{
    QUrl plain = m_url;
    plain.setPort(portOf(m_url));
    plain.setScheme(QStringLiteral("http"));
    co_return co_await ask(plain, most);
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
            {{QStringLiteral("host"), m_url.host()}, {QStringLiteral("port"), portOf(m_url)}});
    if (!reply)
        co_return failure(reply.error());
    if (!m_report.roundTrip)
        m_report.roundTrip = reply->firstByte;
    if (const Result<> primary = mayBePrimary(*reply, m_url); !primary)
        co_return failure(primary.error());
    // A name that leads to this machine is no other machine; by a proxy it is for the proxy to find out.
    const bool isHere = proxy().type() == QNetworkProxy::NoProxy && m_address.isLoopback();
    if (!isHere && isPlainBeyond(m_url.toString()))
        m_warning = Error {ErrorCode::PlainHttpUrl, {{QStringLiteral("host"), m_url.host()}}};
    co_return QCoreApplication::translate("mailboat", "An HTTP server answers.");
}

} // namespace mailboat

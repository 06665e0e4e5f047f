// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/protocolversions.h"

#include "core/domain/datafilefault.h"
#include "core/server/log.h"

#include <QCoreApplication>

#include <algorithm>

namespace mailboat {

namespace {

constexpr int busyRetryAfter = 5; // seconds

/// A slash at its end names the same path: mSupply Mobile writes some with one.
bool hasPath(const Route &route, const ServerRequest &request)
{
    QByteArrayView path(request.path);
    if (path.endsWith('/'))
        path.chop(1);
    return path == QByteArrayView(route.path);
}

/// What a caller is told: errors of our own insides say nothing of paths or tables.
Error toldError(const ServerRequest &request, const Error &error)
{
    const int status = wireError(error.code).status;
    if (error.code == ErrorCode::DatafileBusy)
        return {ErrorCode::ServerFull,
            {{QStringLiteral("why"), QCoreApplication::translate("mailboat", "its datafile is busy with other work")}}};
    if (isDatafileFault(error.code)) // who calls is told which; the rest is for the administrator (DatafileTrouble)
        return {error.code};
    if (status < 500 || error.code == ErrorCode::PrimaryBusy || error.code == ErrorCode::ServerFull
        || wireError(error.code).code == wireError(ErrorCode::SyncDisabled).code
        || error.code == ErrorCode::SiteAuthTimeout || error.code == ErrorCode::SyncFilesFull)
        return error;
    qCWarning(serverLog, "%s %s failed: %s (%s)", qPrintable(plain(QString::fromUtf8(request.method))),
        qPrintable(plain(QString::fromUtf8(request.path.left(200)))), qPrintable(describe(error)),
        qPrintable(error.detail));
    return {ErrorCode::ServerFailed};
}

} // namespace

ProtocolVersions::ProtocolVersions(std::vector<std::unique_ptr<ProtocolVersion>> versions)
{
    Q_ASSERT(!versions.empty());
    for (auto &version : versions) {
        std::vector<Route> routes = version->routes();
        m_spoken.push_back({std::move(version), std::move(routes)});
    }
}

const ProtocolVersions::Spoken &ProtocolVersions::of(const ServerRequest &request) const
{
    const auto isOf = [&request](const Spoken &spoken) {
        return std::any_of(spoken.routes.begin(), spoken.routes.end(),
            [&request](const Route &route) { return hasPath(route, request); });
    };
    const auto found = std::find_if(m_spoken.begin(), m_spoken.end(), isOf);
    if (found != m_spoken.end())
        return *found;
    const auto rooted = std::find_if(m_spoken.begin(), m_spoken.end(), [&request](const Spoken &spoken) {
        const QByteArray root = spoken.version->root();
        return !root.isEmpty() && request.path.startsWith(root);
    });
    return rooted == m_spoken.end() ? m_spoken.front() : *rooted;
}

Result<const Route *> ProtocolVersions::routeOf(const ServerRequest &request) const
{
    QStringList allowed;
    for (const Route &route : of(request).routes) {
        if (!hasPath(route, request))
            continue;
        if (request.method == route.method)
            return &route;
        allowed.append(QString::fromLatin1(route.method));
    }
    const QString shown = QString::fromUtf8(request.path.left(200));
    if (allowed.isEmpty())
        return failure(ErrorCode::RequestPathUnknown, {{QStringLiteral("path"), shown}});
    return failure(ErrorCode::RequestMethodWrong,
        {{QStringLiteral("path"), shown}, {QStringLiteral("method"), QString::fromLatin1(request.method.left(20))},
            {QStringLiteral("allowed"), allowed.join(QStringLiteral(", "))}});
}

Result<SignIn> ProtocolVersions::signInOf(const ServerRequest &request) const
{
    return of(request).version->signInOf(request);
}

bool ProtocolVersions::signsInByBody(const ServerRequest &request) const
{
    return of(request).version->signsInByBody();
}

ServerAnswer ProtocolVersions::answerTo(const ServerRequest &request, const Error &error) const
{
    const Error told = toldError(request, error);
    ServerAnswer answer = of(request).version->answerFor(request, told);
    // No WWW-Authenticate with a 401: callers sign in unasked, and Qt's client drops the body of an answer that has it.
    if (told.code == ErrorCode::SiteAuthTimeout || told.code == ErrorCode::LoginPaused)
        answer.set("Retry-After", QByteArray::number(told.values.value(QStringLiteral("seconds")).toInt()));
    if (told.code == ErrorCode::PrimaryBusy || told.code == ErrorCode::ServerFull)
        answer.set("Retry-After", QByteArray::number(busyRetryAfter));
    if (told.code == ErrorCode::RequestMethodWrong)
        answer.set("Allow", told.values.value(QStringLiteral("allowed")).toString().toLatin1());
    return answer;
}

} // namespace mailboat

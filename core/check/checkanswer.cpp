// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/check/checkanswer.h"

#include "core/prefs/siteurl.h"
#include "core/wire/answererror.h"
#include "core/wire/webpage.h"
#include "core/wire/wire.h"

namespace mailboat {

namespace {

QUrl siteOf(QUrl server)
{
    server.setPath(QStringLiteral("/sync/v5/site"));
    return server;
}

Error withPlace(Error error, const QUrl &url)
{
    error.values.insert(QStringLiteral("host"), url.host());
    error.values.insert(QStringLiteral("port"), portOf(url));
    return error;
}

Result<> readSite(const HttpReply &reply, const QUrl &url)
{
    if (wire::isWebPage(reply.body, reply.header("content-type")))
        return failure(withPlace(wire::pageError(reply.status, reply.body), url));
    const Result<wire::SiteInfo> info = wire::parseSiteInfo(reply.body);
    return info ? Result<> {} : failure(withPlace(info.error(), url));
}

} // namespace

QCoro::Task<Result<HttpReply>> askAnonymously(HttpClient &http, QUrl server)
{
    HttpRequest request {"GET", siteOf(server)};
    request.maxAnswerBytes = smallAnswerBytes;
    request.headers.append(HttpHeader {"mailboat", "1"});
    request.headers.append(HttpHeader {"mailboat-check", "1"});
    co_return co_await http.send(std::move(request));
}

bool isMailboat(const HttpReply &reply)
{
    return reply.header("mailboat").trimmed() == "1";
}

Result<> mayBePrimary(const HttpReply &reply, const QUrl &server)
{
    const QUrl url = siteOf(server);
    if (reply.status >= 200 && reply.status < 300)
        return readSite(reply, url);
    Error error = wire::answerError(reply, url);
    if (reply.status == 401 && error.code != ErrorCode::NetworkSignIn) // a portal's page, too, may come with it
        return {};
    switch (error.code) {
    case ErrorCode::Redirected:
    case ErrorCode::NetworkSignIn:
    case ErrorCode::HttpNotFound:
    case ErrorCode::HttpServerError:
    case ErrorCode::ProxySignIn:
    case ErrorCode::WebPage:
        return failure(error);
    default:
        break;
    }
    if (reply.status == 404 || reply.status == 405) { // with an error object of something else
        error.code = ErrorCode::HttpNotFound;
        return failure(error);
    }
    return {};
}

} // namespace mailboat

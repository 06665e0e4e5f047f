// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/serveranswer.h"

#include "core/http/coding.h"
#include "core/server/log.h"
#include "core/server/serverrequest.h"
#include "core/wire/wire.h"

namespace mailboat {

namespace {

constexpr qsizetype worthCoding = 1024;

/// What a caller is told: errors of our own insides say nothing of paths or tables.
Error toldError(const ServerRequest &request, const Error &error)
{
    const int status = wireError(error.code).status;
    if (error.code == ErrorCode::DatafileBusy)
        return {ErrorCode::PrimaryBusy};
    if (status < 500 || error.code == ErrorCode::PrimaryBusy || error.code == ErrorCode::SyncDisabled
        || error.code == ErrorCode::UrlOnPrimary || error.code == ErrorCode::SiteAuthTimeout)
        return error;
    qCWarning(serverLog, "%s %s failed: %s (%s)", request.method.constData(), request.path.left(200).constData(),
        qPrintable(describe(error)), qPrintable(error.detail));
    return {ErrorCode::ServerFailed};
}

constexpr int busyRetryAfter = 5; // seconds

} // namespace

ServerAnswer answerTo(const ServerRequest &request, const Error &error)
{
    const Error told = toldError(request, error);
    ServerAnswer answer {wireError(told.code).status, wire::composeError(told), {}};
    // No WWW-Authenticate with a 401: callers sign in unasked, and Qt's client drops the body of an answer that has it.
    if (told.code == ErrorCode::SiteAuthTimeout)
        answer.headers.append(
            {"Retry-After", QByteArray::number(told.values.value(QStringLiteral("seconds")).toInt())});
    if (told.code == ErrorCode::PrimaryBusy)
        answer.set("Retry-After", QByteArray::number(busyRetryAfter));
    if (told.code == ErrorCode::RequestMethodWrong)
        answer.set("Allow", told.values.value(QStringLiteral("allowed")).toString().toLatin1());
    return answer;
}

ServerAnswer dressed(const ServerRequest &request, ServerAnswer answer)
{
    if (request.isMailboat()) {
        answer.set("mailboat", "1");
        answer.set("mailboat-accept-encoding", acceptedCodings);
    }
    if (answer.body.isEmpty())
        return answer;
    if (request.isMailboat())
        answer.set(wire::sumHeader, wire::sumOf(answer.body));
    answer.set("Content-Type", "application/json");
    if (answer.body.size() < worthCoding)
        return answer;
    answer.set("Vary", "Accept-Encoding");
    const std::optional<Coding> coding = request.answerCoding();
    if (!coding)
        return answer;
    const QByteArray smaller = coded(answer.body, *coding);
    if (smaller.isEmpty() || smaller.size() >= answer.body.size())
        return answer;
    answer.body = smaller;
    answer.set("Content-Encoding", codingName(*coding));
    return answer;
}

} // namespace mailboat

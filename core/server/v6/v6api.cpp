// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/v6/v6api.h"

#include "core/domain/routing.h"
#include "core/records/v6outgoing.h"
#include "core/server/limits.h"
#include "core/server/log.h"
#include "core/wire/multipart.h"
#include "core/wire/v6.h"

#include <algorithm>

namespace mailboat {

namespace {

constexpr qint64 leastVersion = 0;
constexpr qint64 mostVersion = 5;

constexpr const char *pullPath = "/central/sync/pull";
constexpr const char *patientPullPath = "/central/sync/patient-pull";
constexpr const char *downloadPath = "/central/sync/download_file";
constexpr const char *uploadPath = "/central/sync/upload_file";
constexpr const char *joinPath = "/central/name-store-join";

/// A slash may stand behind it.
bool isAt(const ServerRequest &request, const QByteArray &path)
{
    return request.path == path || request.path == path + '/';
}

/// The body's JSON: of a form one of its parts.
Result<QByteArrayView> jsonOf(const ServerRequest &request)
{
    if (!isAt(request, uploadPath))
        return QByteArrayView(request.body);
    return wire::parseForm(request.body, request.header("content-type"))
        .and_then([](const QList<wire::FormPart> &parts) -> Result<QByteArrayView> {
            for (const wire::FormPart &part : parts) {
                if (part.name == "json_part")
                    return part.content;
            }
            return failure(ErrorCode::RequestCredentialsMissing);
        });
}

Result<wire::V6Caller> callerOf(const ServerRequest &request)
{
    return jsonOf(request).and_then([](QByteArrayView json) { return wire::parseV6Caller(json); });
}

} // namespace

std::vector<Route> V6Api::routes()
{
    const auto by = [this](Handler handler) { return checked(handler); };
    const Load records {.list = "records", .listed = wire::Listed::Records};
    using Work = WorkerPool::Work;
    return {
        {"POST", pullPath, Place::Lane, Work::Pull, Effect::Reads, by(&V6Api::pull)},
        {"POST", patientPullPath, Place::Lane, Work::Pull, Effect::Reads, by(&V6Api::pull)},
        {"POST", "/central/sync/push", Place::Lane, Work::Push, Effect::Changes, by(&V6Api::push), records},
        {"POST", "/central/sync/site_status", Place::Reception, Work::None, Effect::Reads, by(&V6Api::siteStatus)},
        {"POST", downloadPath, Place::Lane, Work::Pull, Effect::Reads, by(&V6Api::downloadFile)},
        {"PUT", uploadPath, Place::Lane, Work::Pull, Effect::Changes, by(&V6Api::uploadFile)},
        {"POST", joinPath, Place::Lane, Work::Push, Effect::Changes, by(&V6Api::joinPatient)},
    };
}

std::function<Result<ServerAnswer>(const Call &)> V6Api::checked(Handler handler)
{
    return [this, handler](const Call &call) -> Result<ServerAnswer> {
        const bool isCentralElsewhere = !call.desk.preferences().omsCentralUrl.value().isEmpty();
        const Result<wire::V6Caller> caller = callerOf(call.request);
        if (!caller)
            return failure(caller.error());
        const bool isSpoken = caller->version >= leastVersion && caller->version <= mostVersion;
        // A join has no version, and says nothing of one.
        if (!isCentralElsewhere && (isSpoken || isAt(call.request, joinPath)))
            return std::invoke(handler, this, call);
        return refusal(call.request,
            isCentralElsewhere ? QByteArray(wire::v6NotCentral)
                               : wire::composeV6VersionMismatch(leastVersion, mostVersion, caller->version));
    };
}

Result<SignIn> V6Api::signInOf(const ServerRequest &request) const
{
    return callerOf(request).map([](const wire::V6Caller &caller) {
        SignIn signIn;
        signIn.userName = caller.userName;
        signIn.password = caller.password;
        signIn.hardwareId = plain(caller.hardwareId);
        signIn.version = caller.syncVersion;
        return signIn;
    });
}

ServerAnswer V6Api::answerTo(const Error &told) const
{
    return {200, wire::composeV6Failure(wire::composeV6Error(told)), {}};
}

ServerAnswer V6Api::answerFor(const ServerRequest &request, const Error &told) const
{
    if (!isAt(request, joinPath))
        return refusal(request, wire::composeV6Error(told), wireError(told.code).status);
    ServerAnswer answer {wireError(told.code).status, describe(told).toUtf8(), {}};
    answer.type = "text/plain; charset=utf-8";
    return answer;
}

/// Of a download the status says that it is none.
ServerAnswer V6Api::refusal(const ServerRequest &request, const QByteArray &json, int status)
{
    if (isAt(request, downloadPath) || isAt(request, joinPath))
        return {std::max(status, 400), json, {}};
    return {200, wire::composeV6Failure(json), {}};
}

Result<ServerAnswer> V6Api::pull(const Call &call)
{
    const Result<wire::V6Pull> asked = wire::parseV6Pull(call.request.body);
    if (!asked)
        return failure(asked.error());
    const bool isOfPatient = isAt(call.request, patientPullPath);
    if (isOfPatient && asked->patient.isEmpty())
        return failure(ErrorCode::RequestMalformed, {{QStringLiteral("why"), QStringLiteral("it names no patient")}});
    const Result<qint64> mostBytes = call.room.toAnswer();
    if (!mostBytes)
        return failure(mostBytes.error());
    V6Log::Asked wanted;
    wanted.from = asked->cursor;
    wanted.limit = static_cast<int>(std::min<qint64>(asked->batchSize, mostRecords));
    wanted.mostBytes = *mostBytes;
    wanted.withOwn = !asked->isInitialised;
    wanted.patient = isOfPatient ? asked->patient : QByteArray();
    const Result<V6Outgoing::Batch> batch = V6Outgoing(call.desk.datafile(), call.syncId()).after(wanted);
    if (!batch)
        return failure(batch.error());
    return ServerAnswer {
        200, wire::compose(wire::V6Batch {batch->end, batch->total, batch->isLast, batch->records}), {}};
}

Result<ServerAnswer> V6Api::push(const Call &call)
{
    const Result<QList<Record>> records = wire::parseV6Push(call.request.body, call.mostListed);
    if (!records)
        return failure(records.error());
    if (!records->isEmpty()) {
        const auto outcome = call.desk.datafile().primaryRecords().acceptPush(call.syncId(), *records);
        if (!outcome)
            return failure(outcome.error());
        if (outcome->quarantined > 0)
            qCWarning(serverLog, "%lld records that site %d pushed by version 6 went to quarantine",
                static_cast<long long>(outcome->quarantined), call.syncId().value());
    }
    ServerAnswer done {200, wire::composeV6Pushed(records->size()), {}};
    done.hasStored = !records->isEmpty();
    return done;
}

Result<ServerAnswer> V6Api::siteStatus(const Call &call)
{
    return ServerAnswer {200, wire::composeV6Status(call.currentWork() == WorkerPool::Work::Push), {}};
}

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The part of V6Api that is about files, and about who sees a patient.
#include "core/domain/jsontext.h"
#include "core/records/ownership.h"
#include "core/records/v6outgoing.h"
#include "core/server/v6/v6api.h"
#include "core/store/syncfiles.h"
#include "core/wire/multipart.h"
#include "core/wire/v6.h"

namespace mailboat {

namespace {

auto missingFile(const QByteArray &id)
{
    return failure(ErrorCode::SyncFileMissing, {{QStringLiteral("id"), QString::fromUtf8(id)}});
}

RecordKey referenceOf(const QByteArray &id)
{
    return {Routing::builtIn().attachedTable(), id};
}

/// Why a site may not send the file of that reference.
Result<std::optional<Error>> whyNotFrom(SyncId site, const QByteArray &id, Store &store)
{
    RecordTable records(store.connection());
    Sites sites(store.connection(), records);
    Ownership ownership(records, sites, primarySyncId);
    const Result<std::optional<RecordHead>> reference = records.head(referenceOf(id));
    if (!reference)
        return failure(reference.error());
    if (!*reference)
        return std::optional(missingFile(id).value());
    return ownership.refusal(site, &**reference, &**reference);
}

struct Upload {
    QByteArray id;
    QByteArrayView file;
};

Result<Upload> uploadIn(const ServerRequest &request)
{
    const auto parts = wire::parseForm(request.body, request.header("content-type"));
    if (!parts)
        return failure(parts.error());
    Upload upload;
    bool hasFile = false;
    for (const wire::FormPart &part : *parts) {
        if (part.name == "json_part") {
            const Result<QByteArray> id = wire::parseV6FileId(part.content);
            if (!id)
                return failure(id.error());
            upload.id = *id;
        } else if (part.name == "file_part") {
            upload.file = part.content;
            hasFile = true;
        }
    }
    if (!hasFile || upload.id.isEmpty())
        return failure(ErrorCode::RequestMalformed, {{QStringLiteral("why"), QStringLiteral("it brings no file")}});
    return upload;
}

/// A join of that store and that patient as the table has it.
Record joinRecord(const TableRule &rule, const wire::V6Join &join)
{
    const auto field = [](const QByteArray &key, const QByteArray &value) -> QByteArray {
        return quoted(key) + ':' + quoted(value);
    };
    return {rule.table, join.id, Action::Update,
        '{' + field(rule.idKey, join.id) + ',' + field(rule.otherStoreKey, join.name) + ','
            + field(rule.storeKey, join.store) + ",\"inactive\":false}"};
}

} // namespace

Result<ServerAnswer> V6Api::downloadFile(const Call &call)
{
    const Result<QByteArray> id = wire::parseV6FileId(call.request.body);
    if (!id)
        return failure(id.error());
    Datafile &datafile = call.desk.datafile();
    const Result<bool> isFor = V6Outgoing(datafile, call.syncId()).isFor(referenceOf(*id));
    if (!isFor)
        return failure(isFor.error());
    if (!*isFor)
        return missingFile(*id);
    const SyncFiles files(datafile.connection());
    const Result<qint64> size = files.sizeOf(*id);
    if (!size)
        return failure(size.error());
    if (const Result<> room = call.room.toHold(*size); !room)
        return failure(room.error());
    return files.read(*id).map([](const QByteArray &bytes) {
        ServerAnswer answer {200, bytes, {}};
        answer.type = "application/octet-stream";
        return answer;
    });
}

Result<ServerAnswer> V6Api::uploadFile(const Call &call)
{
    const Result<Upload> upload = uploadIn(call.request);
    if (!upload)
        return failure(upload.error());
    Datafile &datafile = call.desk.datafile();
    const Result<std::optional<Error>> whyNot = whyNotFrom(call.syncId(), upload->id, datafile);
    if (!whyNot)
        return failure(whyNot.error());
    if (*whyNot)
        return failure(**whyNot);
    const qint64 most = static_cast<qint64>(call.desk.preferences().maxFiles.value()) << 20;
    return SyncFiles(datafile.connection()).put(upload->id, upload->file, most).map([] {
        return ServerAnswer {200, wire::composeV6Data("null"), {}};
    });
}

/// Version 5 has made the join already, where the client asked for that first: whatever its ID, one is enough.
Result<ServerAnswer> V6Api::joinPatient(const Call &call)
{
    const Result<wire::V6Join> join = wire::parseV6Join(call.request.body);
    if (!join)
        return failure(join.error());
    const Routing &routing = Routing::builtIn();
    const RecordKey person {routing.patientTable(), join->name};
    const TableRule &rule = routing.rule(routing.joinTable(person.table));
    Datafile &datafile = call.desk.datafile();
    const Result<QList<RecordHead>> joins = RecordTable(datafile.connection()).joinsTo(person);
    if (!joins)
        return failure(joins.error());
    const bool isThere = std::any_of(
        joins->begin(), joins->end(), [&](const RecordHead &there) { return there.links.store == join->store; });
    if (isThere)
        return ServerAnswer {200, {}, {}};
    const auto outcome = datafile.primaryRecords().acceptPush(call.syncId(), {joinRecord(rule, *join)});
    if (!outcome)
        return failure(outcome.error());
    if (outcome->quarantined > 0)
        return failure(ErrorCode::ActionNotPossible,
            {{QStringLiteral("why"), QStringLiteral("the join waits for the primary's administrator")}});
    ServerAnswer done {200, {}, {}};
    done.hasStored = true;
    return done;
}

} // namespace mailboat

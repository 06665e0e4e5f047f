// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/v5/v5testapi.h"

#include "core/records/testrecords.h"
#include "core/wire/testbodies.h"

namespace mailboat {

namespace {

/// Also where a proxy on this machine hands on what comes from elsewhere.
Result<> checkFromHere(const ServerRequest &request)
{
    if (request.address.isLoopback())
        return {};
    return failure(ErrorCode::TestLoopbackOnly, {{QStringLiteral("address"), request.address.toString()}});
}

qint64 mostRecordsFor(const Call &call)
{
    return call.desk.preferences().maxRecords.value();
}

} // namespace

std::vector<Route> V5TestApi::routes()
{
    const auto row = [](const char *path, auto handler) {
        return Route {"POST", path, Place::Lane, WorkerPool::Work::Push, Effect::Changes, handler, {}, Caller::Any};
    };
    return {
        row("/sync/v5/test/create_site", &V5TestApi::createSite),
        row("/sync/v5/test/upsert", &V5TestApi::upsert),
        row("/sync/v5/test/delete", &V5TestApi::remove),
    };
}

Result<ServerAnswer> V5TestApi::createSite(const Call &call)
{
    return checkFromHere(call.request)
        .and_then([&] { return wire::parseTestSite(call.request.body, mostRecordsFor(call)); })
        .and_then([&](const QList<QByteArray> &visibleNames) {
            return TestRecords(call.desk.datafile()).createSite(visibleNames);
        })
        .map([](const TestSite &site) {
            return ServerAnswer {200, wire::composeTestSite(site), {}};
        });
}

Result<ServerAnswer> V5TestApi::upsert(const Call &call)
{
    return checkFromHere(call.request)
        .and_then([&] { return wire::parseTestUpsert(call.request.body, mostRecordsFor(call)); })
        .and_then([&](const QList<Record> &records) { return TestRecords(call.desk.datafile()).upsert(records); })
        .map([] {
            return ServerAnswer {200, "{}", {}};
        });
}

Result<ServerAnswer> V5TestApi::remove(const Call &call)
{
    return checkFromHere(call.request)
        .and_then([&] { return wire::parseTestDelete(call.request.body, mostRecordsFor(call)); })
        .and_then([&](const QList<RecordKey> &keys) { return TestRecords(call.desk.datafile()).remove(keys); })
        .map([] {
            return ServerAnswer {200, "{}", {}};
        });
}

} // namespace mailboat

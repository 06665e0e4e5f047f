// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/v3/v3api.h"

#include "core/records/mirrorfill.h"
#include "core/records/recordstore.h"
#include "core/records/sitereturn.h"
#include "core/records/sitestore.h"
#include "core/server/arguments.h"
#include "core/server/log.h"
#include "core/wire/wire.h"
#include "core/wire/wirev3.h"

#include <algorithm>

namespace mailboat {

namespace {

using Work = WorkerPool::Work;

/// With which Mobile shows what stands behind it, and it alone.
QString shownPrefix()
{
    return QStringLiteral("Site registration doesn't match. ");
}

/// What stays as it is until somebody does something.
bool isForPeople(ErrorCode code)
{
    switch (code) {
    case ErrorCode::RequestCredentialsMissing:
    case ErrorCode::SiteNameNotFound:
    case ErrorCode::SiteIncorrectPassword:
    case ErrorCode::SiteIncorrectHardwareId:
    case ErrorCode::SiteHasNoStore:
    case ErrorCode::MobileOneStore:
    case ErrorCode::SyncDisabled:
    case ErrorCode::UrlOnPrimary:
        return true;
    default:
        return false;
    }
}

} // namespace

std::vector<Route> V3Api::routes()
{
    const auto by = [this](auto handler) { return std::bind_front(handler, this); };
    const Load records {.list = "", .listed = wire::Listed::Records};
    const Load ids {.list = wire::v3::acknowledgedKey, .listed = wire::Listed::Ids};
    return {
        {"GET", "/sync/v3/site", Place::Reception, Work::None, Effect::Reads, by(&V3Api::site)},
        {"GET", "/sync/v3/user", Place::People, Work::None, Effect::Reads, {}, {}, Caller::Any, &V3Api::user},
        {"GET", "/sync/v3/initial_dump", Place::Lane, Work::Initialise, Effect::Changes, by(&V3Api::initialDump)},
        {"GET", "/sync/v3/queued_records/count", Place::Lane, Work::Pull, Effect::Changes, by(&V3Api::count)},
        {"GET", "/sync/v3/queued_records", Place::Lane, Work::Pull, Effect::Changes, by(&V3Api::queuedRecords)},
        {"POST", "/sync/v3/queued_records", Place::Lane, Work::Push, Effect::Changes, by(&V3Api::acceptRecords),
            records},
        {"POST", "/sync/v3/acknowledged_records", Place::Lane, Work::Pull, Effect::Changes, by(&V3Api::acknowledge),
            ids},
    };
}

QByteArray V3Api::root() const
{
    return QByteArrayLiteral("/sync/v3/");
}

Result<SignIn> V3Api::signInOf(const ServerRequest &request) const
{
    const auto credentials = request.basicCredentials();
    if (!credentials)
        return failure(ErrorCode::RequestCredentialsMissing);
    return SignIn {credentials->userName, credentials->password,
        plain(QString::fromUtf8(request.header("msupply-site-uuid")).trimmed()),
        SiteApp::mobile(request.header("mobile-version"))};
}

ServerAnswer V3Api::answerTo(const Error &told) const
{
    const QString words = QString(describe(told) + QLatin1Char(' ') + advise(told)).trimmed();
    if (isForPeople(told.code))
        return {200, wire::v3::composeError(shownPrefix() + words), {}};
    return {wireError(told.code).status, wire::v3::composeError(words), {}};
}

Result<ServerAnswer> V3Api::site(const Call &call)
{
    return siteStore(call.desk.datafile(), call.syncId()).map([&call](const SiteStore &found) {
        const wire::v3::SiteInfo info {
            primarySyncId, call.syncId(), found.store, found.name, found.supplyingStore, found.supplyingStoreName};
        return ServerAnswer {200, wire::v3::compose(info), {}};
    });
}

/// By the person's own name and password, which Mobile hashes as a site's (protocol.md §6.2).
Result<ServerAnswer> V3Api::user(const PersonCall &call)
{
    const Result<std::optional<QByteArray>> store = call.request.argument("store");
    if (!store)
        return failure(store.error());
    const QList<AppUser::Place> &places = call.person.places;
    const bool mayThere = std::any_of(places.begin(), places.end(),
        [&store](const AppUser::Place &place) { return !*store || place.store == **store; });
    if (!mayThere)
        return failure(ErrorCode::LoginWrong);
    return ServerAnswer {200, wire::v3::composeUser(call.person.userId), {}};
}

/// The work goes on to its end though the caller has gone.
Result<> V3Api::fill(const Call &call)
{
    Datafile &datafile = call.desk.datafile();
    if (const Result<SiteStore> store = siteStore(datafile, call.syncId()); !store)
        return failure(store.error());
    return datafile.primaryRecords().initialise(call.syncId(), call.site.app).map([&call](qint64 records) {
        call.book.loadBegan(call.syncId(), call.desk.datafile().clock().utcNow(), records, false);
    });
}

/// A queue that has been filled for Mobile gets what is new in the change log; any other is filled.
Result<> V3Api::bringUpToDate(const Call &call)
{
    const PeerStates::Caller &peer = call.site.peer;
    if (peer.status != PeerStatus::Ready || !peer.app.isMobile())
        return fill(call);
    Datafile &datafile = call.desk.datafile();
    return MirrorFill(datafile, call.syncId()).runIfDue().and_then([&] {
        return datafile.primaryRecords().queueCentralNews(call.syncId());
    });
}

Result<ServerAnswer> V3Api::initialDump(const Call &call)
{
    const Result<> done
        = fill(call).and_then([&] { return noteInitialised(call.desk.datafile(), call.syncId(), call.site.app); });
    return done.map([] { return ServerAnswer {200, wire::v3::composeDone(), {}}; });
}

Result<ServerAnswer> V3Api::count(const Call &call)
{
    if (const Result<> done = bringUpToDate(call); !done)
        return failure(done.error());
    const Result<qint64> mostBytes = call.room.toAnswer();
    if (!mostBytes)
        return failure(mostBytes.error());
    qint64 judged = 0; // the site's lane works on one call at a time
    {
        const std::lock_guard lock(m_mutex);
        judged = m_judged.value(call.syncId());
    }
    Outgoing outgoing(call.desk.datafile(), call.syncId(), Outgoing::Reader::Mobile, m_checked);
    const Result<qint64> records = outgoing.countForMobile(judged, *mostBytes);
    if (!records)
        return failure(records.error());
    const std::lock_guard lock(m_mutex);
    m_judged.insert(call.syncId(), judged);
    if (*records == 0)
        call.noteSuccess();
    return ServerAnswer {200, wire::v3::composeCount(*records), {}};
}

Result<ServerAnswer> V3Api::queuedRecords(const Call &call)
{
    const Result<int> limit = limitArgument(call.request);
    if (!limit)
        return failure(limit.error());
    if (const Result<> done = bringUpToDate(call); !done)
        return failure(done.error());
    const Result<qint64> mostBytes = call.room.toAnswer();
    if (!mostBytes)
        return failure(mostBytes.error());
    Outgoing outgoing(call.desk.datafile(), call.syncId(), Outgoing::Reader::Mobile, m_checked);
    return outgoing.queued(*limit, *mostBytes).map([](const SyncQueue::Batch &found) {
        return ServerAnswer {200, wire::v3::compose(found.records), {}};
    });
}

Result<ServerAnswer> V3Api::acceptRecords(const Call &call)
{
    Result<QList<QueuedRecord>> pushed = wire::v3::parseRecords(call.request.body, call.mostListed);
    if (!pushed)
        return failure(pushed.error());
    QList<Record> records;
    records.reserve(pushed->size());
    for (QueuedRecord &entry : *pushed)
        records.append(std::move(entry.record));
    ServerAnswer done {200, wire::v3::composeDone(), {}};
    if (records.isEmpty())
        return done;
    const auto outcome = call.desk.datafile().primaryRecords().acceptPush(call.syncId(), records);
    if (!outcome)
        return failure(outcome.error());
    if (outcome->quarantined > 0)
        qCWarning(serverLog, "%lld pushed records of site %d went to quarantine",
            static_cast<long long>(outcome->quarantined), call.syncId().value());
    done.hasStored = true;
    return done;
}

Result<ServerAnswer> V3Api::acknowledge(const Call &call)
{
    const Result<QList<QByteArray>> ids = wire::parseAcknowledgement(
        call.request.body, wire::Reading::Request, call.mostListed, wire::v3::acknowledgedKey);
    if (!ids)
        return failure(ids.error());
    return call.desk.datafile().queue().acknowledge(call.syncId(), *ids).map([&call](qint64 went) {
        call.noteAcknowledged(went);
        return ServerAnswer {200, wire::v3::composeDone(), {}};
    });
}

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/v5/v5api.h"

#include "core/domain/jsonbody.h"
#include "core/records/recordstore.h"
#include "core/records/sitereturn.h"
#include "core/server/contactbook.h"
#include "core/server/listensocket.h"
#include "core/server/log.h"
#include "core/store/sitepositions.h"
#include "core/store/waitingestimate.h"
#include "core/wire/positions.h"
#include "core/wire/wire.h"

#include <QCoreApplication>

namespace mailboat {

namespace {

using Work = WorkerPool::Work;

wire::SiteStatus statusOf(Work work)
{
    const auto words = [](const char *text) { return QCoreApplication::translate("mailboat", text); };
    switch (work) {
    case Work::None:
        return {wire::Busy::Idle, words(QT_TRANSLATE_NOOP("mailboat", "Nothing to do"))};
    case Work::Pull:
        return {wire::Busy::SyncIsRunning,
            words(QT_TRANSLATE_NOOP("mailboat", "A synchronisation of this site is running"))};
    case Work::Push:
        return {wire::Busy::IntegrationInProgress,
            words(QT_TRANSLATE_NOOP("mailboat", "Records of this site are being integrated"))};
    case Work::Initialise:
        return {wire::Busy::InitialisationInProgress,
            words(QT_TRANSLATE_NOOP("mailboat", "The queue of this site is being filled"))};
    }
    Q_UNREACHABLE();
}

ServerAnswer statusAnswer(Work work)
{
    return {200, wire::compose(statusOf(work)), {}};
}

/// A push knows of none that comes after it.
Result<> checkOver(const PushMark &mark)
{
    if (!mark.over || (mark.over->after <= mark.over->last && mark.over->last < mark.number))
        return {};
    return failure(ErrorCode::RequestMalformed,
        {{QStringLiteral("why"),
            QStringLiteral("its header \"%1\" names no earlier pushes").arg(QLatin1String(wire::pushOverHeader))}});
}

} // namespace

V5Api::V5Api(Listener listener, qint64 pageBytes)
    : m_listener(std::move(listener))
    , m_pages(pageBytes)
{
}

std::vector<Route> V5Api::routes()
{
    const auto by = [this](auto handler) { return std::bind_front(handler, this); };
    const Load records {.list = "data", .listed = wire::Listed::Records};
    const Load ids {.list = "syncIDs", .listed = wire::Listed::Ids};
    return {
        {"GET", "/sync/v5/site", Place::Reception, Work::None, Effect::Reads, by(&V5Api::site)},
        {"GET", "/sync/v5/site_status", Place::Reception, Work::None, Effect::Reads,
            [](const Call &call) { return statusAnswer(call.currentWork()); }, {}, Caller::Site, {}, &statusAnswer},
        {"POST", "/sync/v5/initialise", Place::Lane, Work::Initialise, Effect::Changes, by(&V5Api::initialise)},
        {"GET", "/sync/v5/central_records", Place::Lane, Work::Pull, Effect::Reads, by(&V5Api::centralRecords)},
        {"GET", "/sync/v5/queued_records", Place::Lane, Work::Pull, Effect::Reads, by(&V5Api::queuedRecords)},
        {"POST", "/sync/v5/queued_records", Place::Lane, Work::Push, Effect::Changes, by(&V5Api::acceptRecords),
            records},
        {"POST", "/sync/v5/acknowledged_records", Place::Lane, Work::Pull, Effect::Changes, by(&V5Api::acknowledge),
            ids},
    };
}

QString V5Api::ownUrl(const Call &call) const
{
    const QString external = call.desk.preferences().externalUrl.value();
    if (!external.isEmpty())
        return external;
    const QHostAddress &heard = m_listener.address;
    const bool isAny = heard == QHostAddress(QHostAddress::AnyIPv4) || heard == QHostAddress(QHostAddress::AnyIPv6);
    return m_listener.scheme + QStringLiteral("://")
        + hostAndPort(isAny ? call.request.ownAddress : heard, m_listener.port);
}

Result<ServerAnswer> V5Api::site(const Call &call)
{
    const PeerStates::Caller &peer = call.site.peer;
    // In the datafile it also stands where a fill has ended before its end, which no client should wait for.
    const bool isFilling = call.currentWork() == Work::Initialise;
    const bool wasFilling = peer.status == PeerStatus::Initialising;
    const PeerStatus status = isFilling ? PeerStatus::Initialising : wasFilling ? PeerStatus::Blocked : peer.status;
    wire::SiteInfo info;
    info.id = peer.siteUuid;
    info.siteId = peer.syncId;
    info.code = QString::fromUtf8(peer.code);
    info.name = peer.userName; // however it was written at sign-in
    info.initialisationStatus = initialisationStatusName(status);
    info.isOmSupplyCentralServer = peer.isOmsCentral;
    const QString centralElsewhere = call.desk.preferences().omsCentralUrl.value();
    info.omSupplyCentralServerUrl = centralElsewhere.isEmpty() ? ownUrl(call) : centralElsewhere;
    info.mSupplyCentralSiteId = primarySyncId.value();
    if (call.request.isMailboat()) {
        info.resendRequested = peer.resendRequested;
        if (const auto &disabled = call.desk.disabled()) {
            info.syncDisabled = disabled->values.value(QStringLiteral("why")).toString();
            if (!call.request.isCheck())
                call.noteRefused(call.desk.disabledBy());
        }
    }
    const auto shown = wire::parsePositions(call.request.header(wire::positionsHeader));
    if (call.request.canEpoch()) {
        const Result<> compared = shown ? compare(call, *shown, info) : failure(shown.error());
        if (!compared)
            return failure(compared.error());
    }
    if (info.resendRequested && !info.isTwoMachines && info.syncDisabled.isEmpty() && !call.request.isCheck()) {
        const std::lock_guard lock(m_mutex);
        m_toldToResend.insert(peer.syncId);
    }
    const bool isFilled = status == PeerStatus::Ready; // else a fill may have to be finished first
    if (call.request.canIdle() && isFilled && shown && *shown)
        if (const Result<> measured = measure(call, **shown, info); !measured)
            return failure(measured.error());
    if (call.request.asksWhatWaits()) {
        const Result<wire::Waiting> waiting = estimate(call, shown && *shown ? (*shown)->cursor : 0, isFilled);
        if (!waiting)
            return failure(waiting.error());
        info.waiting = *waiting;
    }
    return ServerAnswer {200, wire::compose(info), {}};
}

/// About how much there is for the site, for as long as its first load lasts: never by reading all of it.
Result<wire::Waiting> V5Api::estimate(const Call &call, qint64 cursor, bool isFilled)
{
    const WaitingEstimate estimate(call.desk.datafile().connection());
    const Result<WaitingEstimate::Amount> central = estimate.log(cursor);
    if (!central)
        return failure(central.error());
    wire::Waiting waiting {central->records, central->bytes};
    if (!isFilled)
        return waiting;
    return estimate.queue(call.syncId()).map([&waiting](const WaitingEstimate::Amount &queue) {
        waiting.queued = queue.records;
        waiting.queuedBytes = queue.bytes;
        return waiting;
    });
}

/// Says how long the queue is, where the site would get nothing of the change log, and would be let in to ask: a site that hears of an
/// empty queue asks for nothing more.
Result<> V5Api::measure(const Call &call, const SatellitePositions &shown, wire::SiteInfo &info)
{
    const PeerStates::Caller &peer = call.site.peer;
    const bool namesNoMachine
        = call.site.hardwareId.isEmpty() && !call.book.hardwareId(peer.syncId, peer.hardwareId).isEmpty();
    if (namesNoMachine && !peer.mayOmitHardwareId)
        return {};
    Datafile &datafile = call.desk.datafile();
    const Result<bool> hasNews = datafile.changeLog().hasAfter(shown.cursor);
    if (!hasNews || *hasNews)
        return hasNews.map([](bool) {});
    const Result<bool> isEmpty = datafile.queue().isEmpty(call.syncId());
    if (!isEmpty)
        return failure(isEmpty.error());
    const Result<qint64> length = *isEmpty ? Result<qint64>(0) : datafile.queue().length(call.syncId());
    if (!length)
        return failure(length.error());
    info.queueLength = *isEmpty ? 0 : std::max<qint64>(*length, 1);
    const bool isRefused = info.isTwoMachines || !info.syncDisabled.isEmpty();
    if (*isEmpty && !isRefused && !call.request.isCheck()) {
        call.book.gave(call.syncId(), datafile.clock().utcNow(), 0, true); // whose end its cursor is
        call.noteSuccess();
    }
    return {};
}

/// Says what is known of the site's positions, and notes where those that it shows do not fit; a check shows them, too, and
/// changes nothing.
Result<> V5Api::compare(const Call &call, const std::optional<SatellitePositions> &shown, wire::SiteInfo &info)
{
    const SitePositions known(call.desk.datafile().connection());
    const Result<PrimaryPositions> positions = known.of(call.syncId());
    if (!positions)
        return failure(positions.error());
    const auto before = known.misfit(call.syncId());
    if (!before)
        return failure(before.error());
    info.positions = *positions;
    info.positions->isOlder = *before && (*before)->error.code == ErrorCode::SiteNewer;
    if (!shown)
        return {};
    const Result<bool> isPassedOver = known.isPassedOver(call.syncId(), shown->copy);
    if (!isPassedOver)
        return failure(isPassedOver.error());
    if (*isPassedOver) { // the one that was chosen goes on: nothing is noted of that
        info.isTwoMachines = true;
        if (!call.request.isCheck())
            call.noteRefused(ErrorCode::TwoMachines);
        return {};
    }
    const auto misfit = misfitToNote(call.syncId(), *shown, *positions, *before);
    info.isTwoMachines = misfit && misfit->error.code == ErrorCode::TwoMachines;
    info.positions->isOlder = misfit && misfit->error.code == ErrorCode::SiteNewer;
    if (!call.request.isCheck() && misfit != *before)
        call.book.noteMisfit(call.syncId(), misfit);
    return {};
}

Result<ServerAnswer> V5Api::initialise(const Call &call)
{
    if (!call.request.body.trimmed().isEmpty()) // protocol.md: {}
        if (const Result<JsonBody> body = JsonBody::open(call.request.body, ErrorCode::RequestMalformed); !body)
            return failure(body.error());
    const Result<std::optional<int>> firstBatch = firstBatchArgument(call);
    if (!firstBatch)
        return failure(firstBatch.error());
    // The room first: where there is none, the queue is not filled in vain, again and again.
    const Result<qint64> mostBytes = *firstBatch ? call.room.toAnswer() : Result<qint64>(0);
    if (!mostBytes)
        return failure(mostBytes.error());
    if (const Result<> afresh = SitePositions(call.desk.datafile().connection()).settle(call.syncId()); !afresh)
        return failure(afresh.error());
    call.book.noteMisfit(call.syncId(), {}); // nor what is yet to be written
    const Result<qint64> length = call.desk.datafile().primaryRecords().initialise(call.syncId(), call.site.app);
    if (!length)
        return failure(length.error());
    if (const Result<> noted = noteInitialised(call.desk.datafile(), call.syncId(), call.site.app); !noted)
        return failure(noted.error());
    // The queue has been filled, and is not to be filled again for what is only noted.
    const auto central = WaitingEstimate(call.desk.datafile().connection()).log(0);
    const qint64 ofAll = central ? central->records : 0;
    call.book.loadBegan(call.syncId(), call.desk.datafile().clock().utcNow(), *length + ofAll, ofAll > 0);
    if (*length == 0) // of which a Mailboat hears here, and asks no more
        call.noteSuccess();
    if (*firstBatch)
        return firstQueueBatch(call, **firstBatch, *mostBytes);
    return ServerAnswer {200, wire::compose(wire::InitialiseAnswer {*length}), {}};
}

/// Whether it is a number that the site can have come to.
Result<> V5Api::checkPush(const Call &call, qint64 number)
{
    if (number <= mostPushesAhead)
        return {};
    const auto known = SitePositions(call.desk.datafile().connection()).of(call.syncId());
    if (!known)
        return failure(known.error());
    if (number <= known->taken + mostPushesAhead)
        return {};
    return failure(ErrorCode::RequestMalformed,
        {{QStringLiteral("why"),
            QStringLiteral("its header \"%1\" is far above %2")
                .arg(QLatin1String(wire::pushHeader))
                .arg(known->taken)}});
}

Result<ServerAnswer> V5Api::acceptRecords(const Call &call)
{
    Result<wire::QueueBatch> batch = wire::parseQueueBatch(call.request.body, wire::Reading::Request, call.mostListed);
    if (!batch)
        return failure(batch.error());
    Result<PushMark> mark
        = wire::parsePushMark(call.request.header(wire::pushHeader), call.request.header(wire::pushBaseHeader));
    if (!mark)
        return failure(mark.error());
    const auto over = wire::parsePushOver(call.request.header(wire::pushOverHeader));
    if (!over)
        return failure(over.error());
    mark->over = *over;
    if (const Result<> sound = checkOver(*mark); !sound)
        return failure(sound.error());
    wire::PushAnswer answer {batch->queueLength == 0};
    QList<Record> records;
    records.reserve(batch->records.size());
    for (QueuedRecord &entry : batch->records)
        records.append(std::move(entry.record));
    if (!records.isEmpty()) {
        if (const Result<> counted = checkPush(call, mark->number); !counted)
            return failure(counted.error());
        const auto outcome
            = call.desk.datafile().primaryRecords().acceptPush(call.syncId(), records, *mark, batch->nameless);
        if (!outcome)
            return failure(outcome.error());
        if (outcome->quarantined > 0)
            qCWarning(serverLog, "%lld pushed records of site %d went to quarantine",
                static_cast<long long>(outcome->quarantined), call.syncId().value());
        if (call.request.isMailboat()) {
            for (const auto &[at, reason] : outcome->notKept)
                answer.notKept.append({batch->records.at(at).syncOutId, codeOf(reason.code), describe(reason)});
        }
    }
    if (answer.integrationStarted)
        if (const Result<> noted = noteFinishedPush(call); !noted)
            return failure(noted.error());
    ServerAnswer done {200, wire::compose(answer), {}};
    done.hasStored = !records.isEmpty();
    return done;
}

/// A wish is met by the first push that was finished after the site had heard of it: not by one that was under way before.
Result<> V5Api::noteFinishedPush(const Call &call)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_toldToResend.contains(call.syncId()))
            return {};
    }
    if (const Result<> noted = noteSentAgain(call.desk.datafile(), call.syncId()); !noted)
        return noted; // the push is ended once more
    const std::lock_guard lock(m_mutex);
    m_toldToResend.remove(call.syncId());
    return {};
}

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/queuefill.h"

#include "core/domain/peer.h"
#include "core/records/mirrors.h"
#include "core/records/sitefill.h"
#include "core/sql/connection.h"
#include "core/store/changelog.h"
#include "core/store/peerstates.h"
#include "core/store/store.h"
#include "core/store/syncqueue.h"

#include <algorithm>
#include <chrono>
#include <thread>

namespace mailboat {

namespace {

constexpr int mostLooks = 20;

} // namespace

QueueFill::QueueFill(Store &store, SyncId site, qint64 piece)
    : m_store(store)
    , m_site(site)
    , m_kind(Kind::Generate)
    , m_mirrors(store, site)
    , m_piece(piece)
{
}

QueueFill::QueueFill(Store &store, SyncId site, const SiteApp &app, qint64 piece)
    : m_store(store)
    , m_site(site)
    , m_kind(Kind::Initialise)
    , m_app(app)
    , m_mirrors(store, site)
    , m_piece(piece)
{
}

Result<qint64> QueueFill::gatherToGenerate(Store &store, SyncId site, SiteFill &fill)
{
    return fill.gatherFor(site, true).and_then([&](qint64) {
        return Mirrors::unnumbered(store, site).and_then([&](const QList<Mirrors::Unnumbered> &unnumbered) {
            return Mirrors::leaveOut(unnumbered, fill).and_then([&] { return fill.count(); });
        });
    });
}

Result<> QueueFill::run()
{
    while (true) {
        const auto since = std::chrono::steady_clock::now();
        const Result<bool> more = step();
        if (!more || !*more)
            return more.map([](bool) {});
        // Writers of another process look every few milliseconds whether it is their turn; they have to find a gap.
        if (m_kind == Kind::Generate)
            std::this_thread::sleep_for(std::chrono::steady_clock::now() - since);
    }
}

Result<bool> QueueFill::step()
{
    const auto work = [this]() -> Result<> {
        switch (m_next) {
        case Next::Begin:
            return begin();
        case Next::Mirror:
            return mirror();
        case Next::Drop:
            return drop();
        case Next::Gather:
            return gather();
        case Next::Put:
            return put();
        case Next::Nothing:
            return {};
        }
        Q_UNREACHABLE();
    };
    return work().map([this] { return m_next != Next::Nothing; });
}

Result<> QueueFill::begin()
{
    const bool isAfresh = m_kind == Kind::Initialise;
    const auto look = [&]() -> Result<> {
        const Result<QVariant> uuid
            = m_store.connection().value("SELECT site_uuid FROM peer WHERE sync_id = ?"_sql, {m_site.value()});
        if (!uuid)
            return failure(uuid.error());
        if (!uuid->isValid())
            return failure(ErrorCode::PeerUnknown, {{QStringLiteral("syncId"), m_site.value()}});
        m_uuid = uuid->toString();
        return m_store.queue().newest().map([this](qint64 newest) { m_newest = newest; });
    };
    const auto mark = [&]() -> Result<> {
        // What is new in the log from now on is not in what is put in, or is in it as well.
        const Result<qint64> highest = m_app.isMobile() ? m_store.changeLog().highest() : Result<qint64>(0);
        if (!highest)
            return failure(highest.error());
        const auto cursor = m_app.isMobile() ? std::optional(*highest) : std::nullopt;
        return look()
            .and_then([&] { return m_store.peerStates().setStatus(m_site, PeerStatus::Initialising); })
            .and_then([&] { return m_store.peerStates().setApp(m_site, m_app, cursor); });
    };
    const Result<> begun = isAfresh ? m_store.connection().transact(mark) : m_store.connection().readTogether(look);
    if (begun)
        m_next = m_app.isMobile() ? Next::Mirror : isAfresh ? Next::Drop : Next::Gather;
    return begun;
}

/// What these put into the queue meanwhile goes with the old one, and comes with the rest, in its order.
Result<> QueueFill::mirror()
{
    const Result<bool> more = checkSite(true).and_then([this] { return m_mirrors.step(); });
    if (!more || *more)
        return more.map([](bool) {});
    return m_store.queue().newest().map([this](qint64 newest) {
        m_newest = newest;
        m_next = Next::Drop;
    });
}

Result<> QueueFill::drop()
{
    return m_store.connection()
        .transact([this] {
            return checkSite(true).and_then([this] { return m_store.queue().dropSome(m_site, m_newest, m_piece); });
        })
        .map([this](qint64 dropped) { m_next = dropped < m_piece ? Next::Gather : Next::Drop; });
}

/// Reads one state of the datafile; nobody waits for that.
Result<> QueueFill::gather()
{
    if (++m_looks > mostLooks)
        return failure(ErrorCode::DatafileBusy, {{QStringLiteral("path"), m_store.address().shown()}},
            QStringLiteral("the site takes from its queue faster than it is filled"));
    return m_store.connection().readTogether([this]() -> Result<> {
        const Result<qint64> newest = m_store.queue().newest();
        if (!newest)
            return failure(newest.error());
        const Result<qint64> taken = m_store.queue().deletesTaken(m_site);
        if (!taken)
            return failure(taken.error());
        const Result<bool> hasDeletes = m_store.queue().hasDeletes(m_site, *newest);
        if (!hasDeletes)
            return failure(hasDeletes.error());
        SiteFill fill(m_store.connection());
        const bool isAfresh = m_kind == Kind::Initialise;
        const Result<qint64> last
            = (isAfresh ? fill.gatherFor(m_site, m_app.isMobile()) : gatherToGenerate(m_store, m_site, fill))
                  .and_then([&fill](qint64) { return fill.arrange(); });
        if (!last)
            return failure(last.error());
        m_newest = *newest;
        m_hasDeletes = *hasDeletes;
        m_deletesTaken = *taken;
        m_put = 0;
        m_last = *last;
        m_next = Next::Put;
        return {};
    });
}

Result<> QueueFill::put()
{
    const qint64 last = std::min(m_put + m_piece, m_last);
    const bool isEnd = last == m_last;
    const bool isAfresh = m_kind == Kind::Initialise;
    const Result<bool> stood = m_store.connection().transact([&]() -> Result<bool> {
        if (const Result<> there = checkSite(isAfresh); !there)
            return failure(there.error());
        // What the site was told to delete, and has: no entry says any more that it is not to have that.
        const Result<qint64> taken = m_store.queue().deletesTaken(m_site);
        if (!taken || *taken != m_deletesTaken)
            return taken.map([](qint64) { return false; });
        if (const Result<> added = m_store.queue().addArranged(m_site, m_put + 1, last, m_hasDeletes ? m_newest : 0);
            !added)
            return failure(added.error());
        if (!isAfresh || !isEnd)
            return true;
        return putMirrorsLast()
            .and_then([this] { return m_store.peerStates().setStatus(m_site, PeerStatus::Ready); })
            .and_then([this] { return m_store.queue().length(m_site); })
            .map([this](qint64 length) {
                m_queueLength = length;
                return true;
            });
    });
    if (!stood)
        return failure(stood.error());
    if (!*stood) {
        m_next = Next::Gather;
        return {};
    }
    m_put = last;
    m_next = isEnd ? Next::Nothing : Next::Put;
    return {};
}

/// The device numbers what it finds unnumbered when it gets it: so the ones with numbers come first, or theirs come twice.
Result<> QueueFill::putMirrorsLast()
{
    RecordTable records(m_store.connection());
    return Mirrors::unnumbered(m_store, m_site).and_then([&](const QList<Mirrors::Unnumbered> &unnumbered) {
        return Mirrors::putLast(m_store, records, unnumbered, m_site, true);
    });
}

Result<> QueueFill::checkSite(bool isFilling) const
{
    const Result<QVariant> there = m_store.connection().value(
        "SELECT 1 FROM peer WHERE sync_id = ? AND site_uuid = ? AND (? = 0 OR status = ?)"_sql,
        {m_site.value(), m_uuid, isFilling ? 1 : 0, static_cast<int>(PeerStatus::Initialising)});
    if (!there)
        return failure(there.error());
    if (!there->isValid())
        return failure(ErrorCode::PeerUnknown, {{QStringLiteral("syncId"), m_site.value()}});
    return {};
}

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/pushmark.h"
#include "core/records/delivery.h"
#include "core/records/joinbook.h"
#include "core/records/mirrors.h"
#include "core/records/v6delivery.h"

namespace mailboat {

/// Writes records within one transaction: asks whether and as whom (Ownership), then the row, and its place in the outbox or
/// on the way to other sites. A primary's records that wait for a person are judged again where he or she comes, or is joined
/// to their site.
/// Made for one transaction, which belongs to the caller: begin(), changes, finish(), commit.
class RecordWriter
{
public:
    explicit RecordWriter(Store &store);
    Result<> begin();
    Result<> finish();

    /// These are next, for take() in this order, from that site: what is there of them, and the parents of what is not, is read at
    /// once.
    Result<> expect(const QList<Record> &next, SyncId from);

    /// This site, as the preferences say.
    SyncId here() const { return m_here; }

    struct Verdict {
        std::optional<Error> refused {}; ///< nothing was changed
        bool hasChanged = false; ///< false: the same bytes were there, or there was nothing to delete
        std::optional<RecordKey> waitsFor {}; ///< refused for now: the person whose coming decides
    };
    /// `from`: the site whose change this is. Names and data are checked here, the data normalised. `push`: what brings it; refused
    /// with FormOlder where a later one than its base has brought what is here, which then goes back to that site; so where what a push
    /// would replace has to be kept, and finds no room.
    Result<Verdict> put(const Record &record, SyncId from, const PushMark &push = {});
    Result<Verdict> remove(const RecordKey &key, SyncId from, const PushMark &push = {});
    /// One of these, by the record's action.
    Result<Verdict> take(const Record &record, SyncId from, const PushMark &push = {});
    /// Puts what was refused into quarantine; false: without its data.
    Result<bool> keep(const Record &record, SyncId from, const Verdict &refused);
    /// The administrator lets joins in, however many there were that day.
    void liftLimitOfJoins() { m_limitOfJoins = JoinBook::Limit::Lifted; }
    /// After finish(): what had waited in quarantine, and has been taken.
    using Late = std::pair<SyncId, RecordKey>; ///< who had pushed it
    const QList<Late> &takenLate() const { return m_takenLate; }
    /// At a primary: a record is on its way once more to all who get it, but whose bytes it is. False: there is none.
    Result<bool> sendAgain(const RecordKey &key);
    /// At a primary: a site gets a record as it is here, or hears that it has gone, whatever that site has itself.
    Result<> sendBack(SyncId site, const RecordKey &key);
    /// At a primary: a join is on its way to its own site, and with it the person and what belongs to him or her.
    Result<> show(SyncId site, const RecordKey &join, const RecordKey &person);
    /// At a primary: what a transfer has to have in a store of that site (Mirrors), and in none besides.
    Result<> mirror(const RecordKey &source, SyncId site);

private:
    struct Arrival {
        RecordKey person;
        QByteArray store; ///< joined to the person; empty: the person has come, or has another home
    };
    struct Unchanged {
        SyncId from {};
        qint64 push = 0;
        QList<RecordKey> keys {};
    };
    struct Expected {
        QByteArray data; ///< as it came
        RecordKey key;
        SyncId from;
        Result<StoredRecord> form;
    };
    static Result<StoredRecord> formOf(const Record &record, SyncId from);
    Result<StoredRecord> formOf(const Record &record, SyncId from, const StoredRecord *before);
    Result<> noteUnchanged(const RecordKey &key, SyncId from, qint64 push);
    Result<> noteUnchanged();
    Result<Verdict> judge(SyncId from, const RecordHead *before, const RecordHead &after);
    Result<RecordKey> awaitedBy(SyncId from, const RecordHead *before, const RecordHead &after);
    Result<Verdict> judgeJoin(SyncId from, const RecordHead *before, const RecordHead &after);
    Result<Verdict> write(const std::optional<StoredRecord> &before, StoredRecord after, SyncId from, qint64 push);
    Result<bool> isOlder(const RecordKey &key, SyncId from, const PushMark &push);
    Result<Verdict> refuseOlder(const RecordKey &key, SyncId from);
    Result<bool> keepOvertaken(const RecordKey &key, SyncId from, const PushMark &push);
    Result<> sortWhatCameBefore(const RecordHead &record);
    Result<Delivery::Before> lookAt(const std::optional<RecordHead> &before, const RecordHead *after, SyncId acting);
    Result<> route(const Delivery::Before &before, const RecordHead *after, SyncId acting);
    Result<> routeVersion6(const RecordHead *before, const RecordHead *after, SyncId author);
    Result<> dropWithheld(const RecordHead *before);
    Result<> sendAwayStrangers(const RecordHead &parent);
    Result<> sendAwayJoins(const RecordHead &person);
    Result<> sendAway(const RecordKey &key, const Error &reason);
    Result<> noteArrival(const RecordHead *before, const RecordHead &after);
    Result<> judgeWaiting();
    Result<> judgeWaiting(SyncId site, const RecordKey &person);
    Result<QList<SyncId>> sitesSeeing(const Arrival &arrival);
    Result<> makeMirrors();
    Result<> putMirror(Mirrors &mirrors, const Mirrors::Mirror &mirror, SyncId site);
    Result<> takeBack(const Mirrors::Stray &stray);
    Result<> logExempted();

    Store &m_store;
    RecordTable m_records;
    Sites m_sites;
    std::optional<Ownership> m_ownership;
    std::optional<Delivery> m_delivery; ///< at a primary
    std::optional<V6Delivery> m_v6; ///< at a primary
    JoinBook m_joinBook;
    JoinBook::Limit m_limitOfJoins = JoinBook::Limit::Applies;
    QList<Arrival> m_arrivals;
    QList<Late> m_takenLate;
    Unchanged m_unchanged; ///< whose push is not noted yet
    QList<Expected> m_expected; ///< but for what is there as it came
    qsizetype m_nextExpected = 0;
    SyncId m_here;
    bool m_hasQuarantine = false;
};

} // namespace mailboat

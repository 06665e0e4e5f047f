// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/sites.h"

namespace mailboat {

/// Whose a record is, who may write it, and on whose behalf that is done: the one place that is asked, for local changes,
/// pushes, imports, integration and what is tried again (contract.md §3, design.md §5, protocol.md §4.7, §4.8, §4.10).
///
/// The rule, by the record's category:
/// - Central, central-remote: the primary writes them, nobody else.
/// - Joins of a store and a person, of either category: the site of that store.
/// - Remote, transfer: their owner. That is whoever owns the parent, while that is here; else the site of the record's store. A
///   line that names a store besides its parent must have that of its owner. A store that is active nowhere is no site's, and
///   a transfer has to name one.
/// - The same where neither says so, and tables that nobody knows: whoever wrote the record last (its origin). When the parent
///   comes, lines from elsewhere are strangers under it.
/// - Persons (patients, clinicians): every site that sees them (Sites::sees()) or, of one without a home store, that wrote the
///   record last; new ones any site. The home stays what it is, or goes from a store of the writer's to another of them, a
///   clinician's also to none; a new person has one of the writer's, or none. Deleted are they only by the site of their home.
/// - Records of a patient: every site that may write the patient, who has to be here; in a store of its own, where the table
///   names one. Who has only made one whose patient is not here may delete it.
/// - Shared: every site.
/// - Of version 6: what reaches everybody, the primary alone; what reaches a patient's sites, as records of a patient; what adds to
///   a name, every site that sees the patient whom it names, or has a store behind the name, where any has; what is attached to a
///   record of any table, every site that may write that one (of what has not come yet, whoever attached it), so to what is for
///   everybody the primary alone; all else, its owner as above.
///
/// A site that is marked as Open mSupply central writes persons, what belongs to them and joins for all: that is told (exempted()).
/// Of persons a satellite holds whatever it has; their rules are the primary's.
///
/// What is there and what takes its place must both be the writer's: nobody takes a record by claiming it, or gives one away.
/// A primary may write everything, and acts as the owner. Until a site knows the stores it keeps what it writes itself, and
/// judges it then (SatelliteRecords::reviewOutbox).
///
/// A record is what its key and links say (RecordHead), a change is two of them. A rule on a record as it is stands in the
/// function of those who write its kind (`unless…`, which refusalOf() chooses); one that compares what was there with what is
/// to be belongs into refusalOfChange(), one on who sees a person into Sites::seeing() and sees(), which say the same. What
/// SiteFill gathers as sets is said at the end, and has to say the same: tst_deliveryandfill.
class Ownership
{
public:
    /// What this site writes itself: judged by the rule, or kept as long as it does not know the stores.
    enum class OwnChanges { Judged, Kept };
    Ownership(RecordTable &records, Sites &sites, SyncId here, OwnChanges own = OwnChanges::Judged);

    static bool isPerson(const RecordHead &record); ///< a patient or a clinician
    static RecordKey personOf(const RecordHead &record); ///< the person that it is, or whose it is

    struct Owner {
        SyncId site; ///< off: a store that is active nowhere
        bool isKnown = false; ///< false: no store and no parent that is here says whose it is
        QByteArray field; ///< the key that says so
    };
    /// Of a remote or transfer record; others have none.
    Result<Owner> ownerOf(const RecordHead &record);

    /// The outer result fails where the datafile does; the inner error is the reason why `from` may not replace `before` (if
    /// there is one) by `after` (none: delete it).
    Result<std::optional<Error>> refusal(SyncId from, const RecordHead *before, const RecordHead *after);
    /// Why a satellite never may delete what has this key; of what has gone already no more is known.
    static std::optional<Error> refusalOfDelete(const RecordKey &key);
    /// Children that came before this parent, from satellites that may not write under it, with the reason. What the primary
    /// has put itself is trusted, as is all that it puts.
    Result<QList<std::pair<RecordKey, Error>>> strangersUnder(const RecordHead &parent);

    /// Whether a site may write a person, who is here, and what belongs to them.
    Result<bool> holds(SyncId site, const RecordHead &person);
    /// By a join, which is new (no `before`) or leads elsewhere now: the person of another site's whom the site of its store
    /// comes to see.
    Result<std::optional<RecordKey>> personOpenedBy(const RecordHead *before, const RecordHead &join);
    /// Joins that came before this person, from sites to which it does not belong. What the primary has put is trusted here, too.
    Result<QList<RecordHead>> joinsAhead(const RecordHead &person);
    /// Changes that were let through because their site is marked as Open mSupply central.
    const QHash<SyncId, qint64> &exempted() const { return m_exempted; }

    /// The site that a change by `from` counts as, and that has it already: a primary acts as the site that owns the record.
    Result<SyncId> actingSite(SyncId from, const RecordHead *before, const RecordHead *after);
    /// The origin of a record of `category` that was changed so.
    SyncId originOf(SyncId from, SyncId acting, const RecordHead *before, Category category) const;
    /// The origin of a record that the primary has sent.
    SyncId originOfPulled(Category category) const;

    /// Categories of records that have an owner, by store or parent.
    static QList<Category> ownedCategories();
    /// Categories of records that stay with their origin where nothing else says whose they are.
    static QList<Category> keptCategories();
    /// Tables of records that no site owns and several may write (persons, joins, shared): a site pushes what it wrote last.
    static QList<QByteArray> tablesOfSeveral();

private:
    enum class Side { Before, After };
    bool mayWriteAll(SyncId from) const;
    Result<Owner> ownerOf(const RecordHead &record, int depth);
    static Error refused(ErrorCode code, const RecordKey &key, SyncId owner = {}, const QByteArray &field = {});
    Result<std::optional<Error>> refusalOfChange(SyncId from, const RecordHead *before, const RecordHead *after);
    Result<std::optional<Error>> refusalOf(SyncId from, const RecordHead &record, Side side);
    Result<std::optional<Error>> unlessStoreOf(SyncId from, const RecordHead &record);
    Result<std::optional<Error>> unlessOwn(SyncId from, const RecordHead &record, Side side);
    Result<std::optional<Error>> unlessWriterOfParent(SyncId from, const RecordHead &record, Side side);
    Result<std::optional<Error>> unlessBearer(SyncId from, const RecordHead &record);
    Result<std::optional<Error>> unlessHeld(SyncId from, const RecordHead &record, Side side);
    Result<std::optional<Error>> unlessOfHeld(SyncId from, const RecordHead &record, Side side);
    Result<std::optional<Error>> unlessHomeStays(SyncId from, const RecordHead *before, const RecordHead *after);
    Result<std::optional<Error>> unlessAtHome(SyncId from, const RecordHead &person, ErrorCode code);

    RecordTable &m_records;
    Sites &m_sites;
    SyncId m_here;
    OwnChanges m_own;
    QHash<SyncId, qint64> m_exempted;
};

} // namespace mailboat

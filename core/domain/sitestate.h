// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/errorcode.h"
#include "core/domain/peer.h"

#include <QJsonObject>
#include <QMetaType>

#include <chrono>
#include <optional>

namespace mailboat {

/// How a site stands with its primary (contract.md §4). In the order of a list: what wants somebody comes first.
enum class SiteState { Refused, Silent, Behind, Never, Initialising, Ok };
/// Why it is refused.
enum class SiteReason {
    WrongMachine, ///< another machine than the recorded one called, or two are one site
    WrongPassword,
    Paused, ///< so many wrong passwords came that no more are looked at for a while
    OldVersion, ///< its program speaks a version older than this primary takes
    NewVersion, ///< the same the other way round
    NoStore, ///< no store is active on it
    SyncOff, ///< this primary serves nobody for now
    NeedsChoice ///< it, or this primary, works on an older copy: somebody has to choose
};

QString siteStateName(SiteState state); ///< "never", "initialising", "ok", "behind", "silent", "refused"
std::optional<SiteState> siteStateNamed(QStringView name);
QString siteStateWords(SiteState state); ///< for people, translated: "behind"
QString siteReasonName(SiteReason reason); ///< "wrong-machine", "wrong-password", "paused", "old-version", …
std::optional<SiteReason> siteReasonOf(ErrorCode refusedFor); ///< nothing: of no kind that has a name

/// When a primary has last refused who called as a site, and why.
struct SiteRefusal {
    QDateTime when; ///< UTC
    ErrorCode why {};
    QString address {}; ///< where the call came from
    bool operator==(const SiteRefusal &) const = default;
};

/// How far a first load is, in records: about, for what is withheld from a site counts as well.
struct SiteLoad {
    qint64 done = 0; ///< given to the site
    qint64 total = 0; ///< there was for it when it began
    QDateTime moved {}; ///< UTC, when the site was last given some of it, or it began; invalid: not known
    bool operator==(const SiteLoad &) const = default;
};

/// What a primary knows of one of its sites: a row of `mailboatctl sites`, and of the window's table.
struct SiteRow {
    SyncId syncId;
    QString userName {};
    QStringList stores {}; ///< those active there, by their names
    SiteState state = SiteState::Never;
    std::optional<SiteReason> reason {}; ///< of a refused one; nothing there too where none of the reasons fits
    std::optional<SiteRefusal> refusal {}; ///< that stands; without a time and an address where it is the misfit
    PeerStatus status = PeerStatus::New; ///< of its queue
    QDateTime lastContact {}; ///< UTC; invalid: never, likewise below
    /// When it last had everything that waited for it here.
    QDateTime lastSuccess {};
    std::optional<SiteRefusal> lastRefusal {}; ///< whatever has become of it since
    std::optional<ErrorCode> misfit {}; ///< why it is not served until somebody has chosen
    qint64 waiting = 0; ///< records of its queue
    QDateTime oldestWaiting {}; ///< since when, at the latest, the first of them waits
    SiteApp app {}; ///< as it says
    QString hardwareId {}; ///< empty: none recorded
    QString address {}; ///< where it last called from
    qint64 bytesThisMonth = 0; ///< of HTTP both ways, as on the wire without TLS, in the calendar month (UTC)
    std::optional<SiteLoad> load {}; ///< of a first load that has not ended
    bool operator==(const SiteRow &) const = default;
};

/// A while in which a primary did not listen, so that no site could call it.
struct Absence {
    QDateTime from;
    QDateTime to;
    bool operator==(const Absence &) const = default;
};

/// From when on a site counts as silent, or behind.
struct SiteThresholds {
    std::chrono::hours silentAfter {24}; ///< without a contact
    std::chrono::hours behindAfter {24}; ///< without a success, or for which its oldest record waits
    QList<Absence> absences {}; ///< of this primary, none within another: counted against no site
};

/// Whether what a site was last refused for still holds: nothing that it has been let in after, and nothing that lies back so long
/// that it is silent by now. Where two machines have one identity the other one comes and goes, too.
bool isStandingRefusal(const SiteRow &row, const SiteThresholds &thresholds, const QDateTime &now);
/// Whether what a site was refused for is over though it has not called since. `standsStill`: the whole primary.
bool isRefusalOver(ErrorCode why, bool hasMisfit, bool standsStill);
/// Works out state, reason and refusal from everything else in the row; `lastRefusal` counts as far as `refusalCounts` (a reason that is over
/// for the whole primary does not).
void judge(SiteRow &row, const SiteThresholds &thresholds, const QDateTime &now, bool refusalCounts = true);

/// How many sites there are, and in which state.
struct SitesSummary {
    qint64 sites = 0;
    qint64 ok = 0;
    qint64 behind = 0;
    qint64 silent = 0;
    qint64 never = 0;
    qint64 refused = 0;
    qint64 initialising = 0;
    qint64 of(SiteState state) const;
    bool operator==(const SitesSummary &) const = default;
};
SitesSummary summaryOf(const QList<SiteRow> &rows);

QJsonObject toJson(const SiteRow &row); ///< keys of contract.md §4 `sites`, and "firstLoad": {"done","total"} or null
QJsonObject toJson(const SitesSummary &summary);

/// The lowest Sync ID that a new site can have: from 2 on, none of the list's. `list`: in any order.
SyncId nextFreeSyncId(const QList<SyncId> &list);

} // namespace mailboat

Q_DECLARE_METATYPE(mailboat::SiteRow)

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/sitestate.h"
#include "tests/support/catch.h"

#include <algorithm>

using namespace mailboat;
using namespace std::chrono_literals;

namespace {

const QDateTime siteNow(QDate(2026, 11, 30), QTime(12, 0), Qt::UTC);

QDateTime ago(std::chrono::minutes time)
{
    return siteNow.addSecs(-std::chrono::seconds(time).count());
}

/// One that came just now and has everything.
SiteRow fineRow()
{
    SiteRow row;
    row.syncId = SyncId {2};
    row.status = PeerStatus::Ready;
    row.lastContact = ago(1min);
    row.lastSuccess = ago(1min);
    row.hardwareId = QStringLiteral("machine");
    return row;
}

SiteState stateOf(SiteRow row, const SiteThresholds &thresholds = {})
{
    judge(row, thresholds, siteNow);
    return row.state;
}

} // namespace

TEST_CASE("14.B1: a site is ok, behind, silent or never by what is noted of it, and by the clock")
{
    CHECK(stateOf(fineRow()) == SiteState::Ok);
    CHECK(stateOf({SyncId {2}}) == SiteState::Never);
    SiteRow row = fineRow();
    row.lastContact = ago(24h);
    CHECK(stateOf(row) == SiteState::Ok);
    row.lastContact = ago(24h + 1min);
    CHECK(stateOf(row) == SiteState::Silent);
    CHECK(stateOf(row, {48h, 24h}) == SiteState::Ok);

    row = fineRow();
    row.waiting = 3;
    row.oldestWaiting = ago(23h);
    CHECK(stateOf(row) == SiteState::Ok);
    CHECK(stateOf(row, {24h, 4h}) == SiteState::Behind);
    row.oldestWaiting = ago(25h);
    CHECK(stateOf(row) == SiteState::Behind);
    row = fineRow();
    row.lastSuccess = ago(25h);
    CHECK(stateOf(row) == SiteState::Behind);
    row.lastSuccess = {}; // not known, of an older datafile
    CHECK(stateOf(row) == SiteState::Ok);
}

TEST_CASE("14.B1: a site whose first load has not ended is initialising, unless it has gone silent")
{
    SiteRow row = fineRow();
    row.load = SiteLoad {10, 500};
    CHECK(stateOf(row) == SiteState::Initialising);
    row.lastContact = ago(25h);
    CHECK(stateOf(row) == SiteState::Silent);
    row = fineRow();
    row.status = GENERATE(PeerStatus::New, PeerStatus::Initialising, PeerStatus::Blocked);
    CHECK(stateOf(row) == SiteState::Initialising);
}

TEST_CASE("A primary's own absence is silence of none of its sites")
{
    SiteRow row = fineRow();
    row.lastContact = ago(60h);
    row.lastSuccess = ago(60h);
    SiteThresholds thresholds;
    thresholds.absences = {{ago(200h), ago(190h)}, {ago(59h), ago(1h)}};
    CHECK(stateOf(row) == SiteState::Silent);
    CHECK(stateOf(row, thresholds) == SiteState::Ok);
    // It was off each night: what it listened between them counts.
    thresholds.absences = {{ago(58h), ago(46h)}, {ago(34h), ago(22h)}};
    CHECK(stateOf(row, thresholds) == SiteState::Silent);
    row.lastContact = ago(50h); // within one
    row.lastSuccess = ago(50h);
    thresholds.absences = {{ago(58h), ago(25h)}};
    CHECK(stateOf(row, thresholds) == SiteState::Silent);
    thresholds.absences = {{ago(58h), ago(23h)}};
    CHECK(stateOf(row, thresholds) == SiteState::Ok);
    row.lastContact = {};
    row.lastRefusal = SiteRefusal {ago(50h), ErrorCode::SiteIncorrectPassword, QStringLiteral("10.0.0.7")};
    CHECK(stateOf(row, thresholds) == SiteState::Refused);
}

TEST_CASE("A first load that stands still, and a fill that failed, are behind after a while")
{
    SiteRow row = fineRow();
    row.lastSuccess = {};
    row.load = SiteLoad {10, 500, ago(23h)};
    row.oldestWaiting = ago(100h); // a slow line: it moves
    CHECK(stateOf(row) == SiteState::Initialising);
    row.load->moved = ago(25h);
    CHECK(stateOf(row) == SiteState::Behind);
    row.load.reset();
    row.status = PeerStatus::Blocked;
    row.oldestWaiting = ago(23h);
    CHECK(stateOf(row) == SiteState::Initialising);
    row.oldestWaiting = ago(25h);
    CHECK(stateOf(row) == SiteState::Behind);
    row.status = PeerStatus::Initialising; // being filled
    CHECK(stateOf(row) == SiteState::Initialising);
}

TEST_CASE("14.B1: a refusal counts until the site is let in again, and for no longer than it could be silent")
{
    SiteRow row = fineRow();
    row.lastRefusal = SiteRefusal {ago(0min), ErrorCode::SiteIncorrectPassword, QStringLiteral("10.0.0.7")};
    judge(row, {}, siteNow);
    CHECK(row.state == SiteState::Refused);
    CHECK(row.reason == SiteReason::WrongPassword);
    row.lastRefusal->when = ago(2min); // let in since
    judge(row, {}, siteNow);
    CHECK(row.state == SiteState::Ok);
    CHECK_FALSE(row.reason);
    row.lastContact = {};
    row.lastRefusal->when = ago(25h);
    CHECK(stateOf(row) == SiteState::Never);

    row = fineRow(); // two machines take turns
    row.lastRefusal = SiteRefusal {ago(60min), ErrorCode::SiteIncorrectHardwareId, {}};
    CHECK(stateOf(row) == SiteState::Refused);
    row.hardwareId.clear(); // the new one is let in
    CHECK(stateOf(row) == SiteState::Ok);
}

TEST_CASE("14.B1: why a site is refused has a name")
{
    const auto [code, name] = GENERATE(table<ErrorCode, const char *>(
        {{ErrorCode::SiteIncorrectHardwareId, "wrong-machine"}, {ErrorCode::SiteIncorrectPassword, "wrong-password"},
            {ErrorCode::SiteAuthTimeout, "paused"}, {ErrorCode::ApiVersionTooOld, "old-version"},
            {ErrorCode::ApiVersionTooNew, "new-version"}, {ErrorCode::SiteHasNoStore, "no-store"},
            {ErrorCode::SyncDisabled, "sync-off"}, {ErrorCode::SiteNewer, "needs-choice"}}));
    SiteRow row = fineRow();
    row.lastRefusal = SiteRefusal {ago(0min), code, {}};
    judge(row, {}, siteNow);
    REQUIRE(row.reason);
    CHECK(siteReasonName(*row.reason) == QLatin1String(name));
    CHECK(toJson(row).value(QStringLiteral("reason")) == QJsonValue(QLatin1String(name)));
}

TEST_CASE("14.B1: a site that is not served until somebody has chosen is refused, though it comes")
{
    SiteRow row = fineRow();
    row.misfit = ErrorCode::SiteOlder;
    row.lastRefusal = SiteRefusal {ago(48h), ErrorCode::SiteIncorrectPassword, QStringLiteral("10.0.0.7")}; // is over
    judge(row, {}, siteNow);
    CHECK(row.state == SiteState::Refused);
    CHECK(row.reason == SiteReason::NeedsChoice);
    CHECK(row.refusal == SiteRefusal {{}, ErrorCode::SiteOlder});
    row.lastRefusal->when = ago(0min);
    judge(row, {}, siteNow);
    CHECK(row.refusal == row.lastRefusal);
    row.misfit.reset();
    row.lastRefusal->when = ago(2min); // let in since
    judge(row, {}, siteNow);
    CHECK_FALSE(row.refusal);
}

TEST_CASE("14.B1: what wants somebody comes first in a list, and the figures add up")
{
    QList<SiteRow> rows;
    for (const SiteState state : {SiteState::Ok, SiteState::Never, SiteState::Refused, SiteState::Silent, SiteState::Ok,
             SiteState::Initialising, SiteState::Behind}) {
        SiteRow row;
        row.state = state;
        rows.append(row);
        CHECK(siteStateNamed(siteStateName(state)) == state);
        CHECK_FALSE(siteStateWords(state).isEmpty());
    }
    CHECK(summaryOf(rows) == SitesSummary {7, 2, 1, 1, 1, 1, 1});
    std::ranges::sort(rows, {}, &SiteRow::state);
    CHECK(rows[0].state == SiteState::Refused);
    CHECK(rows[1].state == SiteState::Silent);
    CHECK(rows.constLast().state == SiteState::Ok);
    CHECK_FALSE(siteStateNamed(QStringLiteral("fine")));
}

TEST_CASE("14.B7: the next free Sync ID is the lowest from 2 on that nobody has")
{
    CHECK(nextFreeSyncId({}) == SyncId {2});
    CHECK(nextFreeSyncId({SyncId {2}, SyncId {3}}) == SyncId {4});
    CHECK(nextFreeSyncId({SyncId {7}, SyncId {2}, SyncId {1}}) == SyncId {3});
    CHECK(nextFreeSyncId({SyncId {3}}) == SyncId {2});
}

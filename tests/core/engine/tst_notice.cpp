// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/refusalwords.h"
#include "core/engine/noticeboard.h"
#include "core/sql/connection.h"
#include "tests/support/catch.h"
#include "tests/support/sites/testsite.h"

using namespace mailboat;
using namespace mailboat::test;

namespace {

using Kind = Notice::Kind;

const QDateTime noon(QDate(2026, 11, 26), QTime(12, 0), Qt::UTC);

Status wellStatus()
{
    Status status;
    status.syncId = SyncId {2};
    status.role = SiteRole::Satellite;
    status.interval = std::chrono::minutes(5);
    status.lastSync = status.lastSuccess = noon;
    return status;
}

Status failedStatus(ErrorCode code)
{
    Status status = wellStatus();
    status.lastError = Error {code};
    status.failuresInARow = 1;
    status.failingSince = noon;
    return status;
}

struct Board {
    QStringList claim(const Status &status, const QDateTime &now = noon)
    {
        const auto claimed = board.claim(site.datafile(), status, now);
        REQUIRE(claimed);
        QStringList ids;
        for (const Notice &notice : *claimed)
            ids += notice.kind == Kind::Well    ? QStringLiteral("well")
                : notice.kind == Kind::SiteWell ? QStringLiteral("well again: ") + notice.id
                                                : notice.id;
        return ids;
    }
    TestSite site {SyncId {2}};
    NoticeBoard board {};
};

const QStringList nothing {};
const QStringList well {QStringLiteral("well")};

} // namespace

TEST_CASE(
    "14.B4: what does not heal is told at once and once, and that it is well again, over restarts and in every window")
{
    Board b;
    CHECK(b.claim(wellStatus()) == nothing);
    CHECK(b.claim(failedStatus(ErrorCode::NoRoute)) == nothing); // the line comes back by itself
    const QStringList wrong {QStringLiteral("fault:") + codeOf(ErrorCode::SiteIncorrectPassword)};
    CHECK(b.claim(failedStatus(ErrorCode::SiteIncorrectPassword)) == wrong);
    CHECK(b.claim(failedStatus(ErrorCode::SiteIncorrectPassword)) == nothing);
    b.site.reopen();
    NoticeBoard second; // of another window, or after a restart
    CHECK(second.claim(b.site.datafile(), failedStatus(ErrorCode::SiteIncorrectPassword), noon)->isEmpty());
    CHECK(b.claim(failedStatus(ErrorCode::NoRoute)) == nothing); // neither mended nor new
    CHECK(b.claim(failedStatus(ErrorCode::SiteIncorrectPassword)) == nothing);
    CHECK(b.claim(wellStatus()) == well);
    CHECK(second.claim(b.site.datafile(), wellStatus(), noon)->isEmpty());
    CHECK(b.claim(failedStatus(ErrorCode::SiteIncorrectPassword)) == wrong); // another time
}

TEST_CASE("14.B4: days without success are told after one and after three")
{
    Board b;
    const Status status = wellStatus();
    const auto after = [&](int hours) { return b.claim(status, noon.addSecs(hours * 3600)); };
    CHECK(after(23) == nothing);
    CHECK(after(24) == QStringList {QStringLiteral("silence")});
    CHECK(after(71) == nothing);
    CHECK(after(72) == QStringList {QStringLiteral("long-silence")});
    CHECK(after(24 * 40) == nothing);
    Status again = wellStatus();
    again.lastSuccess = noon.addDays(41);
    CHECK(b.claim(again, noon.addDays(41)) == well);

    Board off; // the program was off for the first days
    CHECK(off.claim(status, noon.addDays(5)) == QStringList {QStringLiteral("long-silence")});
    CHECK(off.claim(status, noon.addDays(6)) == nothing);
}

TEST_CASE("14.B4: a fault is told though nothing has succeeded for days, and the silence though there is a fault")
{
    Board b;
    Status status = failedStatus(ErrorCode::SiteIncorrectHardwareId);
    const QString fault = QStringLiteral("fault:") + codeOf(ErrorCode::SiteIncorrectHardwareId);
    CHECK(b.claim(status, noon.addDays(3)) == QStringList {fault, QStringLiteral("long-silence")});
    status.trouble = Status::Trouble {{ErrorCode::DiskFull}, noon};
    CHECK(b.claim(status, noon.addDays(3)) == QStringList {QStringLiteral("fault:disk_full")});
}

TEST_CASE("14.B4: what somebody has paused or cancelled is told by no notice, and is not said to be well")
{
    Board b;
    Status paused = wellStatus();
    paused.blocked = Blocked::Paused;
    CHECK(b.claim(paused, noon.addDays(40)) == nothing);
    CHECK(b.claim(failedStatus(ErrorCode::Cancelled)) == nothing);
    Status none = wellStatus();
    none.blocked = Blocked::NoPrimary;
    none.lastSuccess = none.lastSync = {};
    CHECK(b.claim(none) == nothing); // it is being set up
    CHECK(b.claim(failedStatus(ErrorCode::SiteIncorrectPassword)).size() == 1);
    CHECK(b.claim(paused) == nothing);
    CHECK(b.claim(failedStatus(ErrorCode::Cancelled)) == nothing);
    CHECK(b.claim(wellStatus()) == well);
}

TEST_CASE("14.B4: while notifications are off nothing is told; what lasts is once they are on, what is over is not")
{
    Board b;
    const auto name = QStringLiteral("notifications");
    b.site.setPreference(name, QStringLiteral("false"));
    CHECK(b.claim(failedStatus(ErrorCode::SiteIncorrectPassword)) == nothing);
    b.site.setPreference(name, QStringLiteral("true"));
    CHECK(b.claim(failedStatus(ErrorCode::SiteIncorrectPassword)).size() == 1);
    b.site.setPreference(name, QStringLiteral("false"));
    CHECK(b.claim(wellStatus()) == nothing);
    b.site.setPreference(name, QStringLiteral("true"));
    CHECK(b.claim(wellStatus()) == nothing);
}

TEST_CASE("14.B4: where the datafile takes no byte its full disk is told all the same, and once")
{
    Board b;
    Status status = failedStatus(ErrorCode::DiskFull);
    REQUIRE(b.site.datafile().connection().apply("PRAGMA query_only = 1"_sql));
    CHECK(b.claim(status) == QStringList {QStringLiteral("fault:disk_full")});
    CHECK(b.claim(status) == nothing);
    REQUIRE(b.site.datafile().connection().apply("PRAGMA query_only = 0"_sql));
    CHECK(b.claim(status) == nothing);
    CHECK(b.claim(wellStatus()) == well);
}

TEST_CASE("14.B4: at a primary each of its sites is told of when it needs somebody, and when that is over")
{
    Board b;
    Status status = wellStatus();
    status.role = SiteRole::Primary;
    status.lastSuccess = {};
    status.siteTroubles = {{SyncId {7}, QStringLiteral("silent"), QStringLiteral("Site 7 is silent.")},
        {SyncId {9}, QStringLiteral("refused"), QStringLiteral("Site 9 is refused.")}};
    CHECK(b.claim(status, noon.addDays(9))
        == QStringList {QStringLiteral("site:7:silent"), QStringLiteral("site:9:refused")});
    CHECK(b.claim(status, noon.addDays(9)) == nothing);
    status.siteTroubles = {{SyncId {7}, QStringLiteral("refused"), QStringLiteral("Site 7 is refused.")}};
    CHECK(b.claim(status, noon.addDays(9))
        == QStringList {QStringLiteral("site:7:refused"), QStringLiteral("well again: site:9")});
    status.siteTroubles.clear();
    CHECK(b.claim(status, noon.addDays(9)) == QStringList {QStringLiteral("well again: site:7")});
    CHECK(b.claim(status, noon.addDays(9)) == nothing);
}

TEST_CASE("14.B4: of thousands of sites one is well again; at a former primary none is, and none stays told of")
{
    Board b;
    Status status = wellStatus();
    status.role = SiteRole::Primary;
    for (int id = 2; id < 4002; ++id)
        status.siteTroubles.append({SyncId {id}, QStringLiteral("silent"), QStringLiteral("It is silent.")});
    CHECK(b.claim(status).size() == 4000);
    status.siteTroubles.removeLast();
    CHECK(b.claim(status) == QStringList {QStringLiteral("well again: site:4001")});
    const QList<Status::SiteTrouble> lasting = std::exchange(status.siteTroubles, {});
    status.role = SiteRole::Satellite;
    CHECK(b.claim(status).isEmpty());
    status.role = SiteRole::Primary;
    status.siteTroubles = lasting;
    CHECK(b.claim(status).size() == 3999);
}

TEST_CASE("14.B4: of the sites of a primary those are told of that are silent or refused, by name and with the reason")
{
    SiteRow silent {SyncId {7}, QStringLiteral("hill")};
    silent.state = SiteState::Silent;
    SiteRow refused {SyncId {9}, QStringLiteral("valley%1")};
    refused.state = SiteState::Refused;
    refused.refusal = refused.lastRefusal
        = SiteRefusal {noon, ErrorCode::SiteIncorrectPassword, QStringLiteral("10.0.0.7")};
    SiteRow fine {SyncId {11}, QStringLiteral("shore")};
    fine.state = SiteState::Ok;
    SiteRow fresh {SyncId {12}, QStringLiteral("new")};
    SiteRow chosen {SyncId {13}, QStringLiteral("cape")}; // waits for a choice; a wrong password was long before
    chosen.status = PeerStatus::Ready;
    chosen.lastContact = noon;
    chosen.misfit = ErrorCode::SiteOlder;
    chosen.lastRefusal = SiteRefusal {noon.addDays(-30), ErrorCode::SiteIncorrectPassword, QStringLiteral("10.0.0.7")};
    judge(chosen, {}, noon);
    const QList<Status::SiteTrouble> troubles = siteTroublesOf({silent, refused, fine, fresh, chosen});
    REQUIRE(troubles.size() == 3);
    CHECK(troubles[2].sentence == QStringLiteral("The site cape is refused: %1.").arg(refusalWords(*chosen.misfit)));
    CHECK(troubles[0].kind == QStringLiteral("silent"));
    CHECK(troubles[0].sentence == QStringLiteral("The site hill is silent."));
    CHECK(troubles[1].site == SyncId {9});
    CHECK(troubles[1].sentence
        == QStringLiteral("A call of the site valley%1 was refused, from 10.0.0.7: its password was wrong."));
}

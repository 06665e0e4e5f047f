// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Two machines with one datafile, where their numbers alone do not tell.
#include "core/records/recoverywords.h"
#include "core/store/outbox.h"
#include "core/store/syncstate.h"
#include "tests/support/catch.h"
#include "tests/support/sites/testsite.h"

#include <QFile>

using namespace mailboat;
using namespace mailboat::test;

namespace {

/// A primary, a satellite that has synchronised, and another machine with the same datafile.
struct Twins {
    PrimarySite primary;
    std::unique_ptr<SatelliteSite> one;
    std::unique_ptr<SatelliteSite> other;

    Twins()
    {
        primary.addSatellite(2);
        addStore(primary, "A", 2);
        primary.start();
        one = std::make_unique<SatelliteSite>(2, primary.url());
        for (int time = 0; time < 2; ++time)
            REQUIRE(one->synchronise().ok);
        one->close();
        other = std::make_unique<SatelliteSite>(2, one->path());
        one->reopen();
    }
};

void putShelf(TestSite &site, const QByteArray &id)
{
    site.put("Location", id, R"({"ID":")" + id + R"(","code":"S","store_ID":"A"})");
}

std::optional<ErrorCode> errorOf(const CycleReport &report)
{
    return report.error ? std::optional(report.error->code) : std::nullopt;
}

} // namespace

TEST_CASE("12.2: a push that was lost on its way is not taken for the one that another machine has sent")
{
    Twins twins;
    REQUIRE(twins.one->datafile().state().nextPush().has_value()); // it never arrives
    putShelf(*twins.other, "theirs");
    REQUIRE(twins.other->synchronise().ok);
    putShelf(*twins.one, "ours");
    // By its number the other one's may be higher, or not.
    CHECK(errorOf(twins.one->synchronise()) == ErrorCode::DatafileOlder);
    twins.one->recover(Recovery::Choice::Fetch);
    REQUIRE(twins.one->synchronise().ok);
    CHECK(twins.one->dataOf("Location", "theirs").has_value());
    CHECK(twins.primary.dataOf("Location", "ours").has_value());
}

TEST_CASE(
    "12.2: a machine that goes on first after the primary was restored is not hidden by what the primary has lost")
{
    Twins twins;
    twins.primary.stop();
    twins.primary.close();
    PrimarySite restored(twins.primary.path());
    twins.primary.reopen();
    twins.primary.start();
    twins.one->editPeerUrl(primarySyncId, twins.primary.url().toString());
    putShelf(*twins.one, "ours");
    REQUIRE(twins.one->synchronise().ok); // lost with that primary's disk
    twins.primary.stop();

    restored.start();
    restored.recover(Recovery::Choice::Collect);
    for (SatelliteSite *site : {twins.one.get(), twins.other.get()})
        site->editPeerUrl(primarySyncId, restored.url().toString());
    const bool hasGoneOn = GENERATE(false, true);
    CAPTURE(hasGoneOn);
    if (hasGoneOn)
        REQUIRE(twins.one->synchronise().ok);
    putShelf(*twins.other, "theirs");
    twins.other->recover(Recovery::Choice::Fetch); // whether it is noticed or not
    REQUIRE(twins.other->synchronise().ok);
    CHECK(errorOf(twins.one->synchronise()) == ErrorCode::DatafileOlder);
}

TEST_CASE("12.2: another machine's push is noticed in a former epoch of the primary, too")
{
    Twins twins;
    putShelf(*twins.other, "theirs");
    REQUIRE(twins.other->synchronise().ok);
    for (int lost = 0; lost < 20; ++lost) // so that this one's number is higher
        REQUIRE(twins.one->datafile().state().nextPush().has_value());
    twins.primary.recover(Recovery::Choice::Collect);
    putShelf(*twins.one, "ours");
    CHECK(errorOf(twins.one->synchronise()) == ErrorCode::DatafileOlder);
    CHECK_FALSE(twins.primary.dataOf("Location", "ours").has_value());
}

TEST_CASE("12.2: of two machines the one that is chosen goes on, the older or the newer, and the other one is told so")
{
    Twins twins;
    SatelliteSite &newer = *twins.other;
    SatelliteSite &older = *twins.one;
    putShelf(newer, "sent");
    REQUIRE(newer.synchronise().ok);
    putShelf(newer, "of-newer");
    putShelf(older, "of-older");
    CHECK(errorOf(older.synchronise()) == ErrorCode::DatafileOlder);
    CHECK(errorOf(newer.synchronise()) == ErrorCode::TwoMachines);
    const auto [isOlder, hasHeard] = GENERATE(std::pair(true, true), std::pair(true, false), std::pair(false, true));
    CAPTURE(isOlder, hasHeard);
    if (hasHeard) // else it still stands where its own older copy was found
        CHECK(errorOf(older.synchronise()) == ErrorCode::TwoMachines);

    SatelliteSite &chosen = isOlder ? older : newer;
    SatelliteSite &other = isOlder ? newer : older;
    chosen.recover(Recovery::Choice::KeepThis);
    REQUIRE(chosen.synchronise().ok);
    CHECK(errorOf(other.synchronise()) == ErrorCode::TwoMachines);
    REQUIRE(chosen.synchronise().ok);
    CHECK(chosen.dataOf("Location", "sent").has_value());
    CHECK(twins.primary.dataOf("Location", isOlder ? "of-older" : "of-newer").has_value());
    CHECK(*other.datafile().outbox().waiting() == 1);

    other.recover(Recovery::Choice::Fetch); // what it has not sent goes, and it is the site
    REQUIRE(other.synchronise().ok);
    CHECK(errorOf(chosen.synchronise()) == ErrorCode::DatafileOlder);
    for (const QByteArray id : {"sent", "of-older", "of-newer"}) {
        CHECK(other.dataOf("Location", id).has_value());
        CHECK(twins.primary.dataOf("Location", id).has_value());
    }
}

TEST_CASE("12.2: an older copy may be one of two machines, and is told what keeping it moves")
{
    Twins twins;
    REQUIRE(twins.other->datafile().state().nextPush().has_value());
    putShelf(*twins.other, "theirs");
    REQUIRE(twins.other->synchronise().ok);
    putShelf(*twins.one, "ours");
    CHECK(errorOf(twins.one->synchronise()) == ErrorCode::DatafileOlder);
    using Choice = Recovery::Choice;
    const Recovery recovery(twins.one->datafile());
    CHECK(*recovery.offered() == QList {Choice::Fetch, Choice::KeepThis});
    const auto plan = recovery.plan(Choice::KeepThis);
    REQUIRE(plan.has_value());
    CHECK(plan->waiting == 1);
    CHECK(plan->records == recovery.plan(Choice::Fetch)->records);
    CHECK(choiceWords(Choice::KeepThis, *plan).contains(QStringLiteral("Records that wait: 1.")));
    CHECK_FALSE(choiceWords(Choice::KeepThis, {}).contains(QStringLiteral("Records")));
    twins.one->recover(Choice::KeepThis);
    REQUIRE(twins.one->synchronise().ok);
    CHECK(twins.one->dataOf("Location", "theirs").has_value());
    CHECK(twins.primary.dataOf("Location", "ours").has_value());
    CHECK(errorOf(twins.other->synchronise()) == ErrorCode::DatafileOlder);
}

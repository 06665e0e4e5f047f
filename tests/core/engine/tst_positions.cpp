// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/sitecheck.h"
#include "core/engine/status.h"
#include "core/records/primaryrecords.h"
#include "core/store/changelog.h"
#include "core/store/outbox.h"
#include "core/store/peerstates.h"
#include "core/store/quarantine.h"
#include "core/store/settingstable.h"
#include "core/store/sitepositions.h"
#include "core/store/synclog.h"
#include "core/store/syncstate.h"
#include "tests/support/catch.h"
#include "tests/support/sites/expected.h"
#include "tests/support/v5caller.h"

#include <QFile>
#include <QTemporaryDir>

using namespace mailboat;
using namespace mailboat::test;

namespace {

const QByteArray shelf = R"({"ID":"shelf","code":"S1","store_ID":"A"})";

QByteArray unit(int number)
{
    return QStringLiteral(R"({"ID":"unit-%1","units":"tablet"})").arg(number).toUtf8();
}

/// A primary with store A on a satellite that has synchronised twice, so that each knows the other's positions.
struct Pair {
    PrimarySite primary;
    std::unique_ptr<SatelliteSite> site;
    QTemporaryDir copies;

    Pair()
    {
        primary.addSatellite(2);
        addStore(primary, "A", 2);
        primary.start();
        site = std::make_unique<SatelliteSite>(2, primary.url());
        REQUIRE(site->synchronise().ok);
        site->put("Location", "first", R"({"ID":"first","code":"F","store_ID":"A"})");
        REQUIRE(site->synchronise().ok);
    }

    /// As somebody copies the file by hand.
    QString copyOf(TestSite &of)
    {
        const QString path = copies.filePath(QStringLiteral("%1.mailboat").arg(++m_number));
        of.close();
        REQUIRE(QFile::copy(of.path(), path));
        of.reopen();
        return path;
    }
    QString copyOfPrimary()
    {
        primary.stop();
        const QString path = copyOf(primary);
        primary.start();
        site->editPeerUrl(primarySyncId, primary.url().toString());
        return path;
    }

private:
    int m_number = 0;
};

ErrorCode errorOf(const CycleReport &report)
{
    REQUIRE(report.error.has_value());
    return report.error->code;
}

Status statusOf(TestSite &site)
{
    return *readStatus(site.datafile());
}

/// Waits until the primary has written what it noted of a site: its server is stopped.
std::optional<ErrorCode> notedAt(PrimarySite &primary, int site)
{
    primary.stop();
    const auto noted = SitePositions(primary.datafile().connection()).misfit(SyncId {site});
    REQUIRE(noted.has_value());
    return *noted ? std::optional((*noted)->error.code) : std::nullopt;
}

QStringList contactsIn(TestSite &site)
{
    QStringList contacts;
    const auto entries = site.datafile().log().last(100);
    REQUIRE(entries.has_value());
    for (const SyncLog::Entry &entry : *entries) {
        if (entry.kind == QLatin1String("contact") && entry.what != QLatin1String("site-contact"))
            contacts.append(entry.what);
    }
    return contacts;
}

} // namespace

TEST_CASE("12.2: two ends that fit go on, cycle by cycle, and after an answer that was lost")
{
    Pair sites;
    for (int round = 0; round < 3; ++round) {
        sites.primary.put("unit", "unit-" + QByteArray::number(round), unit(round));
        sites.site->put("Location", "shelf", shelf);
        REQUIRE(sites.site->synchronise().ok);
        sites.site->remove("Location", "shelf");
        REQUIRE(sites.site->synchronise().ok);
    }
    REQUIRE(sites.site->datafile().state().nextPush().has_value()); // of a push that never arrived
    for (const char *url : {"http://127.0.0.1:9", ""}) // whoever edits the site's row changes nothing of these
        sites.primary.editPeerUrl(SyncId {2}, QString::fromLatin1(url));
    REQUIRE(sites.site->synchronise().ok);
    CHECK(notedAt(sites.primary, 2) == std::nullopt);
    CHECK(statusOf(*sites.site).blocked == Blocked::No);
    CHECK(statusOf(sites.primary).blocked == Blocked::No);
}

TEST_CASE("12.2: a site that begins afresh with a new datafile goes on where the old one was")
{
    Pair sites;
    SatelliteSite fresh(2, sites.primary.url());
    for (const QByteArray id : {"a", "b", "c"}) {
        REQUIRE(fresh.synchronise().ok);
        fresh.put("Location", id, R"({"ID":")" + id + R"(","code":"F","store_ID":"A"})");
    }
    REQUIRE(fresh.synchronise().ok);
    CHECK(sites.primary.dataOf("Location", "c").has_value());
    CHECK(notedAt(sites.primary, 2) == std::nullopt);
    sites.primary.start();
    sites.site->editPeerUrl(primarySyncId, sites.primary.url().toString());
    CHECK(errorOf(sites.site->synchronise()) == ErrorCode::DatafileOlder);
}

TEST_CASE("12.2: a primary that was restored by hand from an older copy is noticed at both ends, and nothing moves")
{
    Pair sites;
    const QString older = sites.copyOfPrimary();
    const bool isCentral = GENERATE(true, false);
    CAPTURE(isCentral);
    if (isCentral)
        sites.primary.put("unit", "unit-1", unit(1));
    else
        sites.site->put("Location", "shelf", shelf);
    REQUIRE(sites.site->synchronise().ok);
    sites.primary.stop();

    PrimarySite restored(older);
    restored.start();
    sites.site->editPeerUrl(primarySyncId, restored.url().toString());
    sites.site->put("Location", "later", R"({"ID":"later","code":"L","store_ID":"A"})");
    CHECK(errorOf(sites.site->synchronise()) == ErrorCode::PrimaryOlder);
    CHECK(statusOf(*sites.site).blocked == Blocked::NewerSite);
    CHECK(statusOf(*sites.site).lastError->code == ErrorCode::PrimaryOlder);
    CHECK(*sites.site->datafile().outbox().waiting() == 1);
    CHECK(notedAt(restored, 2) == ErrorCode::SiteNewer);
    CHECK(statusOf(restored).blocked == Blocked::NewerSite);
    CHECK(statusOf(restored).lastError->code == ErrorCode::SiteNewer);
    CHECK(contactsIn(restored).contains(QStringLiteral("site-newer")));
    const auto settings = restored.datafile().settings().read();
    SiteCheck check(restored.datafile(), restored.clock(), *settings);
    const auto report = QCoro::waitFor(check.run({}));
    REQUIRE(report.has_value());
    CHECK(report->findings.constLast().error->code == ErrorCode::SiteNewer);

    restored.start(); // it stands in the datafile, not in the process
    sites.site->editPeerUrl(primarySyncId, restored.url().toString());
    V5Caller foreign(restored.port(), QStringLiteral("site 2"), QStringLiteral("secret-2"));
    foreign.hardwareId = restored.datafile().peerStates().caller(QStringLiteral("site 2"))->value().hardwareId.toUtf8();
    CHECK(outcome(foreign.get(queueCall)) == "503 sync_is_disabled");
}

TEST_CASE(
    "12.2: a satellite that was restored by hand from an older copy is noticed at both ends, and fetches all anew")
{
    Pair sites;
    const QString older = sites.copyOf(*sites.site);
    const bool hasPushed = GENERATE(true, false);
    CAPTURE(hasPushed);
    if (hasPushed)
        sites.site->put("Location", "shelf", shelf);
    else
        REQUIRE(sites.primary.datafile().primaryRecords().generate(SyncId {2}).value() > 0);
    REQUIRE(sites.site->synchronise().ok);
    sites.site->close();

    SatelliteSite restored(2, older);
    restored.put("Location", "later", R"({"ID":"later","code":"L","store_ID":"A"})");
    CHECK(errorOf(restored.synchronise()) == ErrorCode::DatafileOlder);
    CHECK(statusOf(restored).blocked == Blocked::OlderCopy);
    CHECK(notedAt(sites.primary, 2) == ErrorCode::SiteOlder);
    CHECK(statusOf(sites.primary).blocked == Blocked::No); // it is whole
    CHECK(contactsIn(sites.primary).contains(QStringLiteral("site-older")));

    sites.primary.start();
    restored.editPeerUrl(primarySyncId, sites.primary.url().toString());
    restored.recover(Recovery::Choice::Fetch);
    REQUIRE(restored.synchronise().ok);
    CHECK(restored.dataOf("Location", "later").has_value());
    CHECK(sites.primary.dataOf("Location", "later").has_value());
    CHECK(restored.dataOf("Location", "shelf").has_value() == hasPushed);
    REQUIRE(restored.synchronise().ok);
    CHECK(difference(expectedAt(SyncId {2}, sites.primary.holdings()), restored.holdings()) == QByteArray());
    CHECK(notedAt(sites.primary, 2) == std::nullopt);
}

TEST_CASE("12.2: two machines that synchronise as one site are noticed, and stopped until one of them begins afresh")
{
    Pair sites;
    SatelliteSite clone(2, sites.copyOf(*sites.site));
    sites.site->put("Location", "shelf", shelf);
    REQUIRE(sites.site->synchronise().ok);
    CHECK(errorOf(clone.synchronise()) == ErrorCode::DatafileOlder);
    CHECK(notedAt(sites.primary, 2) == ErrorCode::SiteOlder);
    sites.primary.start();
    for (SatelliteSite *one : {sites.site.get(), &clone})
        one->editPeerUrl(primarySyncId, sites.primary.url().toString());

    CHECK(errorOf(sites.site->synchronise()) == ErrorCode::TwoMachines);
    CHECK(statusOf(*sites.site).blocked == Blocked::TwoMachines);
    CHECK(notedAt(sites.primary, 2) == ErrorCode::TwoMachines);
    CHECK(statusOf(sites.primary).blocked == Blocked::TwoMachines);
    sites.primary.start();
    for (SatelliteSite *one : {sites.site.get(), &clone})
        one->editPeerUrl(primarySyncId, sites.primary.url().toString());
    CHECK(errorOf(clone.synchronise()) == ErrorCode::TwoMachines);

    sites.site->recover(Recovery::Choice::KeepThis);
    REQUIRE(sites.site->synchronise().ok);
    CHECK(errorOf(clone.synchronise()) == ErrorCode::TwoMachines); // the other one was chosen
    CHECK(statusOf(clone).blocked == Blocked::TwoMachines);
    CHECK(notedAt(sites.primary, 2) == std::nullopt);
    CHECK(contactsIn(sites.primary).contains(QStringLiteral("site-refused")));
    sites.primary.start();
    for (SatelliteSite *one : {sites.site.get(), &clone})
        one->editPeerUrl(primarySyncId, sites.primary.url().toString());
    REQUIRE(sites.site->synchronise().ok); // which the clone does not disturb

    clone.recover(Recovery::Choice::Fetch); // somebody takes the site over there
    clone.put("Location", "taken", R"({"ID":"taken","code":"T","store_ID":"A"})");
    REQUIRE(clone.synchronise().ok);
    REQUIRE(clone.synchronise().ok);
    CHECK(errorOf(sites.site->synchronise()) == ErrorCode::DatafileOlder);
}

TEST_CASE("12.3: the primary's disk dies, an older copy takes its place, and nothing is lost that exists anywhere")
{
    PrimarySite primary;
    QTemporaryDir folder;
    const QString backup = folder.filePath(QStringLiteral("yesterday.mailboat"));
    for (const auto &[id, store] : {std::pair(2, "A"), std::pair(3, "B"), std::pair(4, "C"), std::pair(5, "D")}) {
        primary.addSatellite(id);
        addStore(primary, store, id);
    }
    primary.start();
    std::vector<std::unique_ptr<SatelliteSite>> sites;
    for (const int id : {2, 3, 4}) {
        sites.push_back(std::make_unique<SatelliteSite>(id, primary.url()));
        REQUIRE(sites.back()->synchronise().ok);
        REQUIRE(sites.back()->synchronise().ok);
    }
    primary.stop();
    primary.close();
    REQUIRE(QFile::copy(primary.path(), backup));
    primary.reopen();
    primary.start();

    primary.put("unit", "lost", R"({"ID":"lost","units":"tablet"})"); // it exists nowhere else but where it is pulled
    for (const auto &site : sites) {
        site->editPeerUrl(primarySyncId, primary.url().toString());
        const QByteArray store(1, static_cast<char>('A' + site->id().value() - 2));
        site->put(
            "Location", "shelf-" + store, R"({"ID":"shelf-)" + store + R"(","code":"S","store_ID":")" + store + "\"}");
        REQUIRE(site->synchronise().ok);
    }
    V5Caller plain(primary.port(), QStringLiteral("site 5"), QStringLiteral("secret-5"));
    REQUIRE(plain.post(initialiseCall, "{}").status == 200);
    const qint64 cursor
        = jsonOf(plain.get(centralCall + "?limit=500&cursor=0")).value(QStringLiteral("maxCursor")).toInteger();
    primary.stop();

    PrimarySite restored(backup);
    restored.start();
    for (const auto &site : sites) {
        site->editPeerUrl(primarySyncId, restored.url().toString());
        CHECK(errorOf(site->synchronise()) == ErrorCode::PrimaryOlder);
    }
    const QByteArray behind = centralCall + "?limit=500&cursor=" + QByteArray::number(cursor);
    V5Caller before(restored.port(), QStringLiteral("site 5"), QStringLiteral("secret-5"));
    CHECK(outcome(before.get(behind)) == "503 sync_is_disabled");
    restored.recover(Recovery::Choice::Collect);
    CHECK(statusOf(restored).blocked == Blocked::No);

    restored.put("unit", "new", R"({"ID":"new","units":"vial"})");
    for (int round = 0; round < 2; ++round) {
        for (const auto &site : sites) {
            REQUIRE(site->synchronise().ok);
            CHECK(statusOf(*site).blocked == Blocked::No);
        }
    }
    for (const auto &site : sites) {
        const QByteArray store(1, static_cast<char>('A' + site->id().value() - 2));
        CHECK(restored.dataOf("Location", "shelf-" + store).has_value());
        CHECK(site->dataOf("Location", "shelf-" + store).has_value());
        CHECK(site->dataOf("unit", "new").has_value());
        CHECK(site->datafile().quarantine().find(primarySyncId, {"unit", "lost"}).value().has_value()); // named
    }
    const QJsonObject batch = jsonOf(before.get(behind)); // whole, in its new numbers
    CHECK(batch.value(QStringLiteral("data")).toArray().size()
        == static_cast<int>(*restored.datafile().changeLog().count()));
    CHECK(batch.value(QStringLiteral("maxCursor")).toInteger() > cursor);
}

TEST_CASE("12.2: a cursor that no primary has given changes nothing for others, and none of them is believed")
{
    Pair sites;
    sites.primary.addSatellite(3);
    addStore(sites.primary, "B", 3);
    V5Caller hostile(sites.primary.port(), QStringLiteral("site 3"), QStringLiteral("secret-3"));
    REQUIRE(hostile.post(initialiseCall, "{}").status == 200);
    const QByteArray cursor = GENERATE(as<QByteArray>(), "9223372036854775807", "400000000000", "5000");
    CAPTURE(cursor.toStdString());
    const RawReply refused = hostile.get(centralCall + "?limit=10&cursor=" + cursor);
    CHECK(outcome(refused) == "503 sync_is_disabled");
    sites.primary.put("unit", "unit-1", unit(1));
    REQUIRE(sites.site->synchronise().ok);
    CHECK(sites.site->dataOf("unit", "unit-1").has_value());
    const bool isBelieved = cursor == "5000";
    CHECK(notedAt(sites.primary, 3) == (isBelieved ? ErrorCode::SiteNewer : ErrorCode::PositionImpossible));
    CHECK(statusOf(sites.primary).blocked == (isBelieved ? Blocked::NewerSite : Blocked::No));

    sites.primary.start(); // and what begins afresh is served again
    V5Caller again(sites.primary.port(), QStringLiteral("site 3"), QStringLiteral("secret-3"));
    CHECK(outcome(again.get(queueCall)) == "503 sync_is_disabled");
    CHECK(again.post(initialiseCall, "{}").status == 200);
    CHECK(again.get(centralCall + "?limit=10&cursor=0").status == 200);
    CHECK(notedAt(sites.primary, 3) == std::nullopt);
}

TEST_CASE("12.2: a position that cannot be read is refused, and changes nothing")
{
    Pair sites;
    V5Caller caller(sites.primary.port(), QStringLiteral("site 2"), QStringLiteral("secret-2"));
    caller.hardwareId.reset();
    const QByteArray shown = GENERATE(as<QByteArray>(), "cursor=9007199254740993", "cursor=-1",
        "cursor=", "epoch=Zz; cursor=1", "cursor", "held=1e3", "sent=9223372036854775808");
    CAPTURE(shown.toStdString());
    REQUIRE(sites.site->datafile().state().renewCopy().has_value());
    caller.headers = {{"mailboat", "1"}, {"mailboat-can", "epoch"}, {"mailboat-positions", shown}};
    caller.hardwareId
        = sites.primary.datafile().peerStates().caller(QStringLiteral("site 2"))->value().hardwareId.toUtf8();
    CHECK(caller.get(siteCall).status == 400);
    CHECK(notedAt(sites.primary, 2) == std::nullopt);
}

TEST_CASE("12.6: who does not name the extension sees none of it, and is served as before")
{
    Pair sites;
    V5Caller caller(sites.primary.port(), QStringLiteral("site 2"), QStringLiteral("secret-2"));
    caller.hardwareId
        = sites.primary.datafile().peerStates().caller(QStringLiteral("site 2"))->value().hardwareId.toUtf8();
    for (const bool isMailboat : {false, true}) {
        caller.headers.clear();
        if (isMailboat)
            caller.headers = {{"mailboat", "1"}};
        const QJsonObject site = jsonOf(caller.get(siteCall));
        CHECK(site.value(QStringLiteral("siteId")).toInt() == 2);
        CHECK_FALSE(site.contains(QStringLiteral("epoch")));
        CHECK_FALSE(site.contains(QStringLiteral("positions")));
    }
}

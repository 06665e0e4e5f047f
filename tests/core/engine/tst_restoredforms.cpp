// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which form of a record stays once one end was put back from a copy.
#include "core/records/quarantineretry.h"
#include "core/store/outbox.h"
#include "core/store/peerstates.h"
#include "core/store/pushbases.h"
#include "core/store/quarantine.h"
#include "tests/support/catch.h"
#include "tests/support/sites/expected.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

using namespace mailboat;
using namespace mailboat::test;

namespace {

QByteArray shelf(const QByteArray &id, const QByteArray &code)
{
    return R"({"ID":")" + id + R"(","code":")" + code + R"(","store_ID":"A"})";
}

QJsonObject jsonObject(const QByteArray &data)
{
    return QJsonDocument::fromJson(data).object();
}

/// A primary with store A on a satellite that has synchronised, and copies of the satellite's datafile.
struct Clinic {
    PrimarySite primary;
    std::unique_ptr<SatelliteSite> site;
    QTemporaryDir copies;

    Clinic()
    {
        primary.addSatellite(2);
        addStore(primary, "A", 2);
        primary.start();
        site = std::make_unique<SatelliteSite>(2, primary.url());
        synchronise();
        put("first", "1");
        synchronise();
    }
    void put(const QByteArray &id, const QByteArray &code) { site->put("Location", id, shelf(id, code)); }
    void remove(const QByteArray &id) { site->remove("Location", id); }
    void synchronise()
    {
        const CycleReport report = site->synchronise();
        INFO((report.error ? describe(*report.error).toStdString() : std::string()));
        REQUIRE(report.ok);
    }
    /// As somebody copies the file by hand.
    QString copy()
    {
        const QString path = copies.filePath(QStringLiteral("%1.mailboat").arg(++m_number));
        site->close();
        REQUIRE(QFile::copy(site->path(), path));
        site->reopen();
        return path;
    }
    /// The satellite's disk dies, a copy takes its place, and somebody says that all is to be fetched.
    void restore(const QString &copy)
    {
        site->close();
        site = std::make_unique<SatelliteSite>(2, copy);
        site->recover(Recovery::Choice::Fetch);
    }
    /// The primary's disk dies, a copy takes its place, and somebody says that all is to be collected.
    QString copyPrimary()
    {
        primary.stop();
        primary.close();
        const QString path = copies.filePath(QStringLiteral("primary-%1.mailboat").arg(++m_number));
        REQUIRE(QFile::copy(primary.path(), path));
        primary.reopen();
        startPrimary();
        return path;
    }
    void startPrimary()
    {
        primary.start();
        site->editPeerUrl(primarySyncId, primary.url().toString());
    }
    void restorePrimary(const QString &copy)
    {
        primary.stop();
        primary.close();
        REQUIRE(QFile::remove(primary.path()));
        REQUIRE(QFile::copy(copy, primary.path()));
        primary.reopen();
        startPrimary();
        primary.recover(Recovery::Choice::Collect);
    }
    /// The code of a shelf, as both ends have it, or "none".
    QByteArray codeAtBoth(const QByteArray &id)
    {
        const auto there = primary.dataOf("Location", id);
        CHECK(there == site->dataOf("Location", id));
        return there ? jsonObject(*there).value(QStringLiteral("code")).toString().toUtf8() : "none";
    }
    QList<Quarantine::Entry> refused() { return *primary.datafile().quarantine().entries(); }
    void checkEqual()
    {
        synchronise();
        CHECK(difference(expectedAt(SyncId {2}, primary.holdings()), site->holdings()) == QByteArray());
        CHECK(*site->datafile().outbox().waiting() == 0);
        CHECK(PushBases(site->datafile().connection()).all()->isEmpty());
    }

private:
    int m_number = 0;
};

} // namespace

TEST_CASE("12.3: an older form that waited in the backup does not win over what the site had sent since")
{
    Clinic clinic;
    const bool isDelete = GENERATE(false, true);
    CAPTURE(isDelete);
    if (isDelete)
        clinic.remove("first");
    else
        clinic.put("first", "2");
    const QString copy = clinic.copy();
    clinic.synchronise();
    clinic.put("first", "3");
    clinic.synchronise();

    clinic.restore(copy);
    clinic.synchronise();
    CHECK(clinic.codeAtBoth("first") == "3");
    const QList<Quarantine::Entry> refused = clinic.refused();
    REQUIRE(refused.size() == 1);
    CHECK(refused.first().reason.code == ErrorCode::FormOlder);
    CHECK(refused.first().source == SyncId {2});
    CHECK(refused.first().record.action == (isDelete ? Action::Delete : Action::Update));
    CHECK(refused.first().record.data == (isDelete ? QByteArray() : shelf("first", "2")));
    clinic.checkEqual();
}

TEST_CASE("12.3: a form that was sent, changed and changed back since the backup stays, too")
{
    Clinic clinic;
    clinic.put("first", "2");
    const QString copy = clinic.copy();
    clinic.put("first", "1"); // as the primary has it: the push changes nothing there
    clinic.synchronise();
    clinic.restore(copy);
    clinic.synchronise();
    CHECK(clinic.codeAtBoth("first") == "1");
    CHECK(clinic.refused().size() == 1);
    clinic.checkEqual();
}

TEST_CASE("12.3: what waited and was never sent is taken, and so is what was deleted since")
{
    Clinic clinic;
    clinic.put("first", "2");
    clinic.put("waits", "1");
    clinic.put("deleted", "1");
    const QString copy = clinic.copy();
    clinic.remove("deleted");
    clinic.remove("waits");
    clinic.put("later", "1");
    clinic.put("first", "2"); // in its newest place, and the same
    clinic.synchronise();
    clinic.remove("later");
    clinic.synchronise();

    clinic.restore(copy);
    clinic.synchronise();
    for (const QByteArray id : {"waits", "deleted"})
        CHECK(clinic.codeAtBoth(id) == "1");
    CHECK(clinic.codeAtBoth("first") == "2");
    CHECK(clinic.codeAtBoth("later") == "none");
    CHECK(clinic.refused().isEmpty());
    clinic.checkEqual();
}

TEST_CASE("12.3: what is changed once the site is restored is the newest")
{
    Clinic clinic;
    clinic.put("first", "2");
    const QString copy = clinic.copy();
    clinic.put("first", "3");
    clinic.synchronise();
    clinic.restore(copy);
    clinic.put("first", "4");
    clinic.put("next", "1");
    clinic.synchronise();
    CHECK(clinic.codeAtBoth("first") == "4");
    CHECK(clinic.codeAtBoth("next") == "1");
    REQUIRE(clinic.refused().size() == 1); // what nobody had seen there
    CHECK(clinic.refused().first().record.data == shelf("first", "3"));
    clinic.checkEqual();
}

TEST_CASE("12.3: what is changed between choosing fetch and its end wins, and what it replaces unseen is kept")
{
    Clinic clinic;
    clinic.put("second", "1");
    clinic.put("third", "1");
    clinic.synchronise();
    const QString copy = clinic.copy();
    clinic.put("first", "2");
    clinic.put("second", "2");
    clinic.synchronise();
    clinic.restore(copy);
    clinic.put("first", "3"); // by somebody who has never seen 2
    clinic.remove("second");
    clinic.put("third", "2"); // replaces nothing that the copy lacks
    clinic.synchronise();
    CHECK(clinic.codeAtBoth("first") == "3");
    CHECK(clinic.codeAtBoth("second") == "none");
    CHECK(clinic.codeAtBoth("third") == "2");
    QList<QByteArray> kept;
    for (const Quarantine::Entry &entry : clinic.refused()) {
        CHECK(entry.reason.code == ErrorCode::FormReplaced);
        CHECK(entry.source == SyncId {2});
        kept.append(entry.record.data);
    }
    CHECK(kept == QList<QByteArray> {shelf("first", "2"), shelf("second", "2")});

    clinic.put("first", "4"); // by somebody who has seen all
    clinic.synchronise();
    CHECK(clinic.refused().size() == 2);
    clinic.checkEqual();
}

TEST_CASE("12.3: a form that was replaced unseen takes its place again by its number, at both ends")
{
    Clinic clinic;
    const QString copy = clinic.copy();
    clinic.put("first", "2");
    clinic.synchronise();
    clinic.restore(copy);
    clinic.put("first", "3");
    clinic.synchronise();
    REQUIRE(clinic.refused().size() == 1);
    CHECK(clinic.refused().first().reason.code == ErrorCode::FormReplaced);
    CHECK(*retryQuarantined(clinic.primary.datafile(), clinic.refused().first().number) == 1);
    clinic.synchronise();
    CHECK(clinic.codeAtBoth("first") == "2");
    clinic.checkEqual();
}

TEST_CASE("12.3: a site that is restored twice, the second time from a copy made between choosing and fetching")
{
    Clinic clinic;
    clinic.put("first", "2");
    const QString copy = clinic.copy();
    clinic.put("first", "3");
    clinic.synchronise();
    clinic.restore(copy);
    clinic.put("next", "1");
    const QString second = clinic.copy();
    clinic.synchronise();
    clinic.put("next", "2");
    clinic.synchronise();

    clinic.restore(second);
    clinic.put("last", "1");
    clinic.synchronise();
    CHECK(clinic.codeAtBoth("first") == "3");
    CHECK(clinic.codeAtBoth("next") == "2");
    CHECK(clinic.codeAtBoth("last") == "1");
    clinic.checkEqual();
}

TEST_CASE("12.3: a restored site that is asked for all it owns sends nothing over what is newer")
{
    Clinic clinic;
    const QString copy = clinic.copy();
    clinic.put("first", "2");
    clinic.synchronise();
    REQUIRE(clinic.primary.datafile().peerStates().setResendRequested(SyncId {2}, true));
    clinic.restore(copy);
    clinic.synchronise();
    CHECK(clinic.codeAtBoth("first") == "2");
    clinic.checkEqual();
}

TEST_CASE("12.3: of two machines the one that fetches overwrites nothing that the other has sent")
{
    Clinic clinic;
    clinic.put("first", "2");
    clinic.put("waits", "1");
    SatelliteSite clone(2, clinic.copy());
    clinic.put("first", "3");
    clinic.synchronise();
    CHECK_FALSE(clone.synchronise().ok);
    clone.recover(Recovery::Choice::Fetch);
    clone.put("Location", "next", shelf("next", "1"));
    REQUIRE(clone.synchronise().ok);
    CHECK(clinic.primary.dataOf("Location", "first") == shelf("first", "3"));
    CHECK(clone.dataOf("Location", "first") == shelf("first", "3"));
    CHECK(clinic.primary.dataOf("Location", "waits").has_value());
    CHECK(clinic.primary.dataOf("Location", "next").has_value());
}

TEST_CASE("12.3: an older form is tried again only where its number is named, and then stands at both ends")
{
    Clinic clinic;
    const bool isDelete = GENERATE(false, true);
    CAPTURE(isDelete);
    if (isDelete)
        clinic.remove("first");
    else
        clinic.put("first", "2");
    const QString copy = clinic.copy();
    clinic.put("first", "3");
    clinic.synchronise();
    clinic.restore(copy);
    clinic.synchronise();
    REQUIRE(clinic.refused().size() == 1);

    CHECK(*retryQuarantined(clinic.primary.datafile()) == 0);
    CHECK(clinic.primary.dataOf("Location", "first") == shelf("first", "3"));
    CHECK(*retryQuarantined(clinic.primary.datafile(), clinic.refused().first().number) == 1);
    CHECK(clinic.refused().isEmpty());
    clinic.synchronise();
    CHECK(clinic.codeAtBoth("first") == (isDelete ? "none" : "2"));
    clinic.put("first", "4"); // and the site goes on from there
    clinic.synchronise();
    CHECK(clinic.codeAtBoth("first") == "4");
    clinic.checkEqual();
}

TEST_CASE(
    "12.3: what a satellite has changed and deleted since the primary's backup is newer, and comes back, at both ends")
{
    Clinic clinic;
    for (const QByteArray id : {"second", "third"})
        clinic.put(id, "1");
    clinic.synchronise();
    const QString copy = clinic.copyPrimary();
    clinic.remove("first");
    clinic.put("second", "2");
    clinic.put("fourth", "1");
    clinic.synchronise();
    clinic.put("third", "2"); // waits

    clinic.restorePrimary(copy);
    const CycleReport report = clinic.site->synchronise();
    REQUIRE(report.ok);
    CHECK(clinic.codeAtBoth("first") == "1");
    CHECK(clinic.codeAtBoth("second") == "2");
    CHECK(clinic.codeAtBoth("third") == "2");
    CHECK(clinic.codeAtBoth("fourth") == "1");
    CHECK(report.pulledRemote == 4); // all of it, once
    CHECK(clinic.refused().isEmpty());
    clinic.checkEqual();
    CHECK(clinic.site->synchronise().pulledRemote == 0);
}

TEST_CASE("12.3: what one site sent to another and both deleted since the primary's backup comes back at all ends")
{
    Clinic clinic;
    clinic.primary.addSatellite(3);
    addStore(clinic.primary, "B", 3);
    SatelliteSite other(3, clinic.primary.url());
    clinic.synchronise();
    REQUIRE(other.synchronise().ok);
    const QByteArray invoice = R"({"ID":"i","store_ID":"A","name_ID":"name-of-B","type":"ci"})";
    clinic.site->put("transact", "i", invoice);
    clinic.synchronise();
    REQUIRE(other.synchronise().ok);
    REQUIRE(other.dataOf("transact", "i").has_value());
    const QString copy = clinic.copyPrimary();
    clinic.site->remove("transact", "i");
    clinic.synchronise();
    other.editPeerUrl(primarySyncId, clinic.primary.url().toString());
    REQUIRE(other.synchronise().ok);
    REQUIRE_FALSE(other.dataOf("transact", "i").has_value());

    clinic.restorePrimary(copy);
    other.editPeerUrl(primarySyncId, clinic.primary.url().toString());
    for (int round = 0; round < 2; ++round) {
        clinic.synchronise();
        REQUIRE(other.synchronise().ok);
    }
    for (TestSite *site : {static_cast<TestSite *>(&clinic.primary), static_cast<TestSite *>(clinic.site.get()),
             static_cast<TestSite *>(&other)})
        CHECK(site->dataOf("transact", "i") == invoice);
}

TEST_CASE("12.3: a site that has begun only after the primary's backup gets what others send it later")
{
    PrimarySite primary;
    primary.addSatellite(2);
    primary.addSatellite(3);
    addStore(primary, "A", 2);
    addStore(primary, "B", 3);
    QTemporaryDir folder;
    const QString copy = folder.filePath(QStringLiteral("copy"));
    primary.close();
    REQUIRE(QFile::copy(primary.path(), copy));
    primary.reopen();
    primary.start();
    SatelliteSite site(2, primary.url());
    SatelliteSite other(3, primary.url());
    for (SatelliteSite *one : {&site, &other})
        REQUIRE(one->synchronise().ok);
    primary.stop();

    PrimarySite restored(copy);
    restored.start();
    restored.recover(Recovery::Choice::Collect);
    for (SatelliteSite *one : {&site, &other}) {
        one->editPeerUrl(primarySyncId, restored.url().toString());
        REQUIRE(one->synchronise().ok);
    }
    site.put("transact", "i", R"({"ID":"i","store_ID":"A","name_ID":"name-of-B","type":"ci"})");
    REQUIRE(site.synchronise().ok);
    REQUIRE(other.synchronise().ok);
    CHECK(other.dataOf("transact", "i").has_value());
}

TEST_CASE("12.3: both ends are restored, each from another day, and the newest form that is left stays")
{
    Clinic clinic;
    clinic.put("second", "1");
    clinic.synchronise();
    const QString siteCopy = clinic.copy();
    clinic.put("first", "2");
    clinic.synchronise();
    const QString primaryCopy = clinic.copyPrimary();
    clinic.put("first", "3"); // gone with both disks
    clinic.synchronise();

    clinic.restorePrimary(primaryCopy);
    clinic.restore(siteCopy);
    clinic.site->editPeerUrl(primarySyncId, clinic.primary.url().toString());
    clinic.put("second", "2");
    clinic.synchronise();
    CHECK(clinic.codeAtBoth("first") == "2");
    CHECK(clinic.codeAtBoth("second") == "2");
    clinic.checkEqual();
}

TEST_CASE("12.3: where a copy of a site's first days is restored, its newer forms stay")
{
    PrimarySite primary;
    primary.addSatellite(2);
    addStore(primary, "A", 2);
    primary.start();
    SatelliteSite site(2, primary.url());
    site.put("Location", "first", shelf("first", "1")); // before it has ever synchronised
    site.close();
    QTemporaryDir folder;
    const QString copy = folder.filePath(QStringLiteral("copy"));
    REQUIRE(QFile::copy(site.path(), copy));
    site.reopen();
    REQUIRE(site.synchronise().ok);
    site.put("Location", "first", shelf("first", "2"));
    REQUIRE(site.synchronise().ok);
    site.close();

    SatelliteSite restored(2, copy);
    restored.recover(Recovery::Choice::Fetch);
    for (int round = 0; round < 2; ++round)
        REQUIRE(restored.synchronise().ok);
    CHECK(primary.dataOf("Location", "first") == shelf("first", "2"));
    CHECK(restored.dataOf("Location", "first") == shelf("first", "2"));
}

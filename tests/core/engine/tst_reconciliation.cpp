// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/records/quarantineretry.h"
#include "core/records/reconciliation.h"
#include "core/store/landing.h"
#include "core/store/outbox.h"
#include "core/store/quarantine.h"
#include "core/store/settingstable.h"
#include "core/store/synclog.h"
#include "core/store/syncstate.h"
#include "core/store/unbrought.h"
#include "tests/support/catch.h"
#include "tests/support/sites/expected.h"

#include <QFile>
#include <QTemporaryDir>

using namespace mailboat;
using namespace mailboat::test;

namespace {

QByteArray unitRecord(const QByteArray &id)
{
    return R"({"ID":")" + id + R"(","units":"tablet"})";
}

QByteArray shelfRecord(const QByteArray &id)
{
    return R"({"ID":")" + id + R"(","code":"S","store_ID":"A"})";
}

/// A primary and a satellite with store A, that both hold the unit "old" and the location "old".
struct Ends {
    PrimarySite primary;
    std::unique_ptr<SatelliteSite> site;
    QTemporaryDir copies;

    Ends()
    {
        primary.addSatellite(2);
        addStore(primary, "A", 2);
        primary.put("unit", "old", unitRecord("old"));
        primary.start();
        site = std::make_unique<SatelliteSite>(2, primary.url());
        REQUIRE(site->synchronise().ok);
        site->put("Location", "old", shelfRecord("old"));
        REQUIRE(site->synchronise().ok);
    }

    QString copyOf(TestSite &of) const
    {
        const QString path = copies.filePath(QStringLiteral("copy.mailboat"));
        of.close();
        REQUIRE(QFile::copy(of.path(), path));
        of.reopen();
        return path;
    }
    /// Of the primary, as it was before the site has had this unit from it; the primary is gone then.
    QString copyBefore(const QByteArray &id, const QByteArray &data)
    {
        primary.stop();
        const QString older = copyOf(primary);
        primary.put("unit", id, data);
        primary.start();
        site->editPeerUrl(primarySyncId, primary.url().toString());
        REQUIRE(site->synchronise().ok);
        primary.stop();
        return older;
    }
    void collectAt(PrimarySite &restored) const
    {
        restored.start();
        site->editPeerUrl(primarySyncId, restored.url().toString());
        REQUIRE_FALSE(site->synchronise().ok);
        restored.recover(Recovery::Choice::Collect);
    }
};

/// Tables and IDs in quarantine as "table/ID", all of them for what the primary has not brought.
QList<QByteArray> unbroughtIn(TestSite &site)
{
    QList<QByteArray> names;
    const auto entries = site.datafile().quarantine().entries();
    REQUIRE(entries.has_value());
    for (const Quarantine::Entry &entry : *entries) {
        CHECK(entry.reason.code == ErrorCode::NotBrought);
        CHECK(entry.isKept);
        names.append(entry.record.table + '/' + entry.record.id);
    }
    return names;
}

/// The one entry cannot be tried again at a site that may not write it, and stays.
void checkRefusedHere(TestSite &site)
{
    const qint64 number = site.datafile().quarantine().entries()->first().number;
    const Result<qint64> tried = retryQuarantined(site.datafile(), number);
    REQUIRE_FALSE(tried);
    CHECK(tried.error().code == ErrorCode::ActionNotPossible);
    CHECK(describe(tried.error()).contains(QStringLiteral("then discard it here")));
    CHECK(site.datafile().quarantine().count().value() == 1);
    CHECK(site.datafile().outbox().waiting().value() == 0);
}

qint64 waitingAt(TestSite &site)
{
    return site.datafile().outbox().waiting().value();
}

} // namespace

TEST_CASE("12.3: what a restored satellite owns and its primary has no more comes back at both ends")
{
    Ends ends;
    const QString older = ends.copyOf(*ends.site);
    ends.site->remove("Location", "old");
    REQUIRE(ends.site->synchronise().ok);
    REQUIRE_FALSE(ends.primary.dataOf("Location", "old").has_value());
    ends.site->close();

    SatelliteSite restored(2, older);
    restored.put("Location", "new", shelfRecord("new"));
    REQUIRE_FALSE(restored.synchronise().ok);
    restored.recover(Recovery::Choice::Fetch);
    restored.put("Location", "newer", shelfRecord("newer"));
    REQUIRE(restored.synchronise().ok);
    CHECK(waitingAt(restored) == 0);
    CHECK(unbroughtIn(restored).isEmpty());
    for (const QByteArray id : {"old", "new", "newer"})
        CHECK(ends.primary.dataOf("Location", id) == restored.dataOf("Location", id));
    CHECK(restored.dataOf("Location", "old").has_value());
    CHECK(difference(expectedAt(SyncId {2}, ends.primary.holdings()), restored.holdings()) == QByteArray());
    REQUIRE(restored.synchronise().ok);
    CHECK(Unbrought(restored.datafile().connection()).round().value() == 0);
}

TEST_CASE("12.3: what the primary is known to have deleted since goes from a restored satellite, too")
{
    Ends ends;
    const QString older = ends.copyOf(*ends.site);
    ends.primary.remove("unit", "old");
    REQUIRE(ends.site->synchronise().ok);
    ends.site->put("Location", "more", shelfRecord("more")); // so that the copy is noticed
    REQUIRE(ends.site->synchronise().ok);
    ends.site->close();

    SatelliteSite restored(2, older);
    REQUIRE(restored.dataOf("unit", "old").has_value());
    REQUIRE_FALSE(restored.synchronise().ok);
    restored.recover(Recovery::Choice::Fetch);
    REQUIRE(restored.synchronise().ok);
    CHECK_FALSE(restored.dataOf("unit", "old").has_value());
    CHECK(unbroughtIn(restored).isEmpty());
    CHECK(difference(expectedAt(SyncId {2}, ends.primary.holdings()), restored.holdings()) == QByteArray());
}

TEST_CASE("12.3: central records that a restored primary has lost stand at its satellites in quarantine, and come back "
          "from it")
{
    Ends ends;
    PrimarySite restored(ends.copyBefore("lost", unitRecord("lost")));
    ends.collectAt(restored);
    const CycleReport report = ends.site->synchronise();
    REQUIRE(report.ok);
    CHECK(report.pushed > 0);
    CHECK(unbroughtIn(*ends.site) == QList<QByteArray> {"unit/lost"});
    CHECK_FALSE(ends.site->dataOf("unit", "lost").has_value());
    CHECK(ends.site->dataOf("unit", "old").has_value());
    CHECK(ends.site->dataOf("Location", "old").has_value());
    CHECK(waitingAt(*ends.site) == 0);

    CHECK(retryQuarantined(ends.site->datafile(), {}).value() == 0); // by its number alone
    checkRefusedHere(*ends.site);
    CHECK_FALSE(ends.site->dataOf("unit", "lost").has_value());
    restored.put("unit", "lost", unitRecord("lost")); // somebody enters it again
    REQUIRE(ends.site->synchronise().ok);
    CHECK(ends.site->dataOf("unit", "lost").has_value());
    CHECK(waitingAt(*ends.site) == 0);
}

TEST_CASE("12.3: what a restored primary has replaced goes back to it by its number where the site may write it")
{
    Ends ends;
    const Error reason {GENERATE(ErrorCode::NotBrought, ErrorCode::FormReplaced)};
    const Record form {"Location", "lost", Action::Update, shelfRecord("lost")};
    const Quarantine::Entry lost {0, form, primarySyncId, {}, reason, ends.site->clock().utcNow()};
    REQUIRE(ends.site->datafile().quarantine().add(lost));
    const qint64 number = ends.site->datafile().quarantine().entries()->first().number;
    CHECK(retryQuarantined(ends.site->datafile(), number).value() == 1);
    CHECK(*ends.site->datafile().quarantine().isEmpty());
    CHECK(waitingAt(*ends.site) == 1);
    REQUIRE(ends.site->synchronise().ok);
    CHECK(ends.primary.dataOf("Location", "lost") == ends.site->dataOf("Location", "lost"));
    CHECK(ends.primary.dataOf("Location", "lost").has_value());
}

TEST_CASE("12.3: the form of a central record that a restored primary replaces by another one is kept in quarantine")
{
    const QByteArray newer = R"({"ID":"old","units":"capsule"})";
    Ends ends;
    PrimarySite restored(ends.copyBefore("old", newer));
    ends.collectAt(restored);
    REQUIRE(ends.site->synchronise().ok);
    CHECK(ends.site->dataOf("unit", "old") == unitRecord("old"));
    const auto kept = ends.site->datafile().quarantine().entries();
    REQUIRE(kept.has_value());
    REQUIRE(kept->size() == 1);
    CHECK(kept->first().reason.code == ErrorCode::FormReplaced);
    CHECK(kept->first().record.data == newer);
    checkRefusedHere(*ends.site);
    CHECK(ends.site->dataOf("unit", "old") == unitRecord("old")); // as the primary has it

    restored.put("unit", "old", newer); // somebody enters it again
    REQUIRE(ends.site->synchronise().ok);
    CHECK(ends.site->dataOf("unit", "old") == newer);
    CHECK(ends.site->datafile().quarantine().count().value() == 1); // until a person drops it
}

TEST_CASE("12.3: where both ends were restored the form that the primary replaces is kept in quarantine, too")
{
    const QByteArray newer = R"({"ID":"old","units":"capsule"})";
    Ends ends;
    PrimarySite restored(ends.copyBefore("old", newer));
    ends.site->close();
    SatelliteSite again(2, ends.site->path());
    restored.start();
    restored.recover(Recovery::Choice::Collect);
    again.editPeerUrl(primarySyncId, restored.url().toString());
    again.recover(Recovery::Choice::Fetch);
    if (GENERATE(false, true)) // before the primary has answered
        again.recover(Recovery::Choice::Fetch);
    REQUIRE(again.synchronise().ok);
    CHECK(again.dataOf("unit", "old") == unitRecord("old"));
    const auto kept = again.datafile().quarantine().entries();
    REQUIRE(kept.has_value());
    REQUIRE(kept->size() == 1);
    CHECK(kept->first().reason.code == ErrorCode::FormReplaced);
    CHECK(kept->first().record.data == newer);
}

TEST_CASE("12.3: where the primary was put back by hand, too, and nobody has chosen there, what it replaces is kept")
{
    const QByteArray newerUnit = R"({"ID":"old","units":"capsule"})";
    const QByteArray newerShelf = R"({"ID":"old","code":"T","store_ID":"A"})";
    Ends ends;
    ends.site->put("Location", "old", newerShelf);
    PrimarySite older(ends.copyBefore("old", newerUnit));
    ends.site->close();
    SatelliteSite restored(2, ends.site->path());
    older.start();
    restored.editPeerUrl(primarySyncId, older.url().toString());
    restored.recover(Recovery::Choice::Fetch);
    REQUIRE(restored.synchronise().ok);
    CHECK(restored.dataOf("unit", "old") == unitRecord("old"));
    CHECK(restored.dataOf("Location", "old") == shelfRecord("old"));
    QList<QByteArray> kept;
    const QList<Quarantine::Entry> entries = restored.datafile().quarantine().entries().value();
    for (const Quarantine::Entry &entry : entries) {
        CHECK(entry.reason.code == ErrorCode::FormReplaced);
        kept.append(entry.record.data);
    }
    CHECK(kept == QList<QByteArray> {newerUnit, newerShelf});
}

TEST_CASE("12.3: where the satellite alone was restored, nothing of what it fetches is kept twice")
{
    Ends ends;
    const QString older = ends.copyOf(*ends.site);
    ends.primary.put("unit", "old", R"({"ID":"old","units":"capsule"})");
    ends.site->close();
    SatelliteSite restored(2, older);
    restored.recover(Recovery::Choice::Fetch);
    REQUIRE(restored.synchronise().ok);
    CHECK(*restored.datafile().quarantine().isEmpty());
}

TEST_CASE("12.3: what was deleted since the primary's backup and comes back to a satellite is named in its log")
{
    Ends ends;
    ends.primary.stop();
    const QString older = ends.copyOf(ends.primary);
    ends.primary.remove("unit", "old");
    ends.primary.start();
    ends.site->editPeerUrl(primarySyncId, ends.primary.url().toString());
    ends.site->remove("Location", "old");
    ends.site->put("Location", "new", shelfRecord("new"));
    REQUIRE(ends.site->synchronise().ok);
    REQUIRE_FALSE(ends.site->dataOf("unit", "old").has_value());
    ends.primary.stop();

    PrimarySite restored(older);
    ends.collectAt(restored);
    for (int cycle = 0; cycle < 2; ++cycle)
        REQUIRE(ends.site->synchronise().ok);
    CHECK(ends.site->dataOf("unit", "old").has_value());
    CHECK(ends.site->dataOf("Location", "old").has_value());
    QList<SyncLog::Entry> told = *ends.site->datafile().log().last(100);
    told.removeIf([](const SyncLog::Entry &entry) { return entry.what != QLatin1String("records-came-back"); });
    REQUIRE(told.size() == 1);
    CHECK(told.first().details.value(QStringLiteral("records")) == 2);
    const QString names = told.first().details.value(QStringLiteral("first")).toString();
    CHECK(names.contains(QStringLiteral("unit/old")));
    CHECK(names.contains(QStringLiteral("Location/old")));
}

TEST_CASE("12.3: what has not been brought yet is known after a cycle that broke off, and what was brought is not "
          "asked about again")
{
    Ends ends;
    ends.site->recover(Recovery::Choice::Fetch);
    const qint64 first = Unbrought(ends.site->datafile().connection()).round().value();
    REQUIRE(first != 0);
    ends.primary.stop();
    REQUIRE_FALSE(ends.site->synchronise().ok);
    ends.site->reopen();
    CHECK(Unbrought(ends.site->datafile().connection()).round().value() == first);

    ends.primary.start();
    ends.site->editPeerUrl(primarySyncId, ends.primary.url().toString());
    REQUIRE(ends.site->synchronise().ok);
    CHECK(unbroughtIn(*ends.site).isEmpty());
    CHECK(Unbrought(ends.site->datafile().connection()).round().value() == 0);
}

TEST_CASE("12.3: where everything is fetched anew once more meanwhile, the round before decides nothing")
{
    Ends ends;
    Datafile &datafile = ends.site->datafile();
    ends.site->recover(Recovery::Choice::Fetch);
    const qint64 first = Unbrought(datafile.connection()).round().value();
    const QList<LoggedRecord> batch {{1, {"unit", "landed", Action::Update, unitRecord("landed")}}};
    REQUIRE(datafile.landing().landCentral(batch, 0, 1)); // is merged before the next one begins
    ends.site->recover(Recovery::Choice::Fetch);
    CHECK(Unbrought(datafile.connection()).round().value() == first + 1);
    CHECK(datafile.landing().waiting().value() == 0);

    const auto late = Reconciliation(datafile).finish(first);
    REQUIRE(late.has_value());
    CHECK(late->isDone);
    CHECK(late->sentAgain + late->quarantined == 0);
    REQUIRE(ends.site->synchronise().ok);
    CHECK(unbroughtIn(*ends.site) == QList<QByteArray> {"unit/landed"});
}

TEST_CASE("12.3: a satellite that becomes a primary asks nobody for what it has")
{
    TestSite site(SyncId {2});
    REQUIRE(Reconciliation(site.datafile()).begin(Unbrought::Restored::Satellite));
    REQUIRE(Unbrought(site.datafile().connection()).round().value() != 0);
    site.setPreference(QStringLiteral("sync-id"), QStringLiteral("1"));
    CHECK(Unbrought(site.datafile().connection()).round().value() == 0);
}

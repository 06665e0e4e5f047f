// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/quarantineretry.h"
#include "core/store/unbrought.h"
#include "tests/support/store/storesite.h"

using namespace mailboat;
using namespace mailboat::test;

namespace {

class Satellite : public StoreSite
{
public:
    Satellite()
        : StoreSite(2)
    {
        central({upsert("store", "s2", R"({"name_ID":"name_s2","sync_id_remote_site":2})"),
            upsert("store", "s3", R"({"name_ID":"name_s3","sync_id_remote_site":3})")});
        (void)integrate();
    }
    void central(const QList<Record> &records)
    {
        QList<LoggedRecord> batch;
        const qint64 cursor = valueOf((*this)->state().cursor());
        for (const Record &record : records)
            batch.append({cursor + batch.size() + 1, record});
        require((*this)->landing().landCentral(batch, cursor, cursor + batch.size()));
    }
    void queued(const QList<Record> &records)
    {
        QList<QueuedRecord> batch;
        for (const Record &record : records)
            batch.append({QByteArray::number(++m_number), record});
        require((*this)->landing().landQueued(batch));
    }
    Integrator::Outcome integrate() { return valueOf((*this)->integrator().step()); }

private:
    int m_number = 0;
};

} // namespace

TEST_CASE("A pulled batch and the cursor are one transaction")
{
    Satellite site;
    CHECK(valueOf(site->state().cursor()) == 2);
    site.sql("CREATE TRIGGER no_landing BEFORE INSERT ON landed WHEN NEW.record_id = 'b'"
             " BEGIN SELECT RAISE(ABORT, 'injected'); END");
    CHECK_FALSE(site->landing().landCentral({{3, upsert("unit", "a", "{}")}, {4, upsert("unit", "b", "{}")}}, 2, 4));
    CHECK(valueOf(site->state().cursor()) == 2);
    CHECK(valueOf(site->landing().waiting()) == 0);
    site.sql("DROP TRIGGER no_landing");
    site.sql("CREATE TRIGGER no_cursor BEFORE UPDATE ON state BEGIN SELECT RAISE(ABORT, 'injected'); END");
    CHECK_FALSE(site->landing().landCentral({{3, upsert("unit", "a", "{}")}}, 2, 3));
    CHECK(valueOf(site->landing().waiting()) == 0);
}

TEST_CASE("A pulled batch and the list to acknowledge are one transaction")
{
    Satellite site;
    site.sql("CREATE TRIGGER no_list BEFORE INSERT ON state WHEN NEW.name = 'to-acknowledge'"
             " BEGIN SELECT RAISE(ABORT, 'injected'); END");
    const QList<QueuedRecord> batch {{"q1", upsert("pref", "a", "{}")}, {"q2", upsert("pref", "b", "{}")}};
    CHECK_FALSE(site->landing().landQueued(batch));
    CHECK(valueOf(site->landing().waiting()) == 0);
    CHECK(valueOf(site->landing().toAcknowledge()).isEmpty());
}

TEST_CASE("What has landed survives the end of the process, to be acknowledged and integrated")
{
    Satellite site;
    require(site->landing().landQueued({{"q1", upsert("pref", "a", R"({"n":0.10})")}, {"q2", deletion("pref", "b")}}));
    site.reopen();
    const auto pending = valueOf(site->landing().toAcknowledge());
    CHECK(pending == QList<QByteArray> {"q1", "q2"});
    CHECK(valueOf(site->landing().waiting()) == 2);
    CHECK(site.data("pref", "a").isEmpty());
    CHECK(site.integrate().integrated == 2);
    CHECK(site.data("pref", "a") == R"({"n":0.10})");
    CHECK(valueOf(site->landing().waiting()) == 0);
    require(site->landing().acknowledged({"q1"}));
    CHECK(valueOf(site->landing().toAcknowledge()) == QList<QByteArray> {"q2"});
    require(site->landing().acknowledged({"q2", "unheard of"}));
}

TEST_CASE("13.3: what an earlier build has left to be acknowledged is, each ID once, whatever is in it")
{
    Satellite site;
    site.sql("INSERT INTO to_acknowledge (sync_out_id) VALUES ('old'), ('both')");
    require(site->landing().landQueued({{"both", upsert("pref", "a", "{}")}, {"q\"1\n", upsert("pref", "b", "{}")}}));
    const auto pending = valueOf(site->landing().toAcknowledge());
    CHECK(pending == QList<QByteArray> {"old", "both", "q\"1\n"});
    require(site->landing().acknowledged({"both", "q\"1\n"}));
    CHECK(valueOf(site->landing().toAcknowledge()) == QList<QByteArray> {"old"});
    require(site->state().beginAnew());
    CHECK(valueOf(site->landing().toAcknowledge()).isEmpty());
}

TEST_CASE("What came again is to be acknowledged once, and what has been goes from wherever it stands")
{
    Satellite site;
    const auto land = [&](const QByteArrayList &ids) {
        QList<QueuedRecord> batch;
        for (const QByteArray &id : ids)
            batch.append({id, upsert("pref", id, "{}")});
        require(site->landing().landQueued(batch));
    };
    const auto left = [&] { return valueOf(site->landing().toAcknowledge()); };
    land({"1", "2"});
    land({"1", "2"});
    CHECK(left() == QByteArrayList {"1", "2"});
    land({"2", "12", "3"});
    CHECK(left() == QByteArrayList {"1", "2", "12", "3"});
    require(site->landing().acknowledged({"1"}));
    CHECK(left() == QByteArrayList {"2", "12", "3"});
    require(site->landing().acknowledged({"12", "unheard of"}));
    CHECK(left() == QByteArrayList {"2", "3"});
    require(site->landing().acknowledged({"2", "3"}));
    CHECK(left().isEmpty());
    land({"10", "11"});
    require(site->landing().acknowledged({"1"})); // no part of another
    CHECK(left() == QByteArrayList {"10", "11"});
}

TEST_CASE("A batch asked for before Retrieve is not stored after it")
{
    Satellite site;
    require(site->state().resetForRetrieve(true));
    CHECK(
        codeOfFailure(site->landing().landCentral({{3, upsert("unit", "a", "{}")}}, 2, 3)) == ErrorCode::StateChanged);
    CHECK(valueOf(site->landing().waiting()) == 0);
    CHECK(valueOf(site->state().cursor()) == 0);
}

TEST_CASE("Applying a batch twice changes nothing")
{
    Satellite site;
    const QList<Record> batch {upsert("transact", "t", R"({"store_ID":"s3","name_ID":"name_s2"})"),
        upsert("trans_line", "l", R"({"transaction_ID":"t"})"), deletion("trans_line", "m"),
        upsert("unit", "u", R"({"n":1})"), upsert("unit", "u", R"({"n":2})")};
    for (int time = 0; time < 2; ++time) {
        site.queued(batch);
        CHECK(site.integrate().integrated == 5);
        CHECK(valueOf(site->records().count()) == 5);
        CHECK(site.data("unit", "u") == R"({"n":2})");
    }
    CHECK(site.outbox().isEmpty());
}

TEST_CASE("What comes by sync is not put in the outbox")
{
    Satellite site;
    site.queued({upsert("Location", "own", R"({"store_ID":"s2"})"), upsert("name", "p", R"({"type":"patient"})"),
        upsert("barcode", "b", "{}"), upsert("Location", "gone", R"({"store_ID":"s2"})"),
        deletion("Location", "gone")});
    (void)site.integrate();
    CHECK(site.outbox().isEmpty());
    CHECK(site.data("Location", "gone").isEmpty());
}

TEST_CASE("Integration never overwrites a record that waits in the outbox and is this site's to write")
{
    Satellite site;
    const QByteArray ours = R"({"store_ID":"s2","ours":1})";
    SECTION("changed here and there")
    {
        site.put("Location", "l", ours);
        site.queued({upsert("Location", "l", R"({"store_ID":"s2","theirs":1})")});
        CHECK(site.integrate().integrated == 1);
    }
    SECTION("changed here, deleted there")
    {
        site.put("Location", "l", ours);
        site.queued({deletion("Location", "l")});
        CHECK(site.integrate().integrated == 1);
    }
    CHECK(site.data("Location", "l") == ours);
    CHECK(site.outbox() == Texts {"Location/l"});
    CHECK(site.quarantine().isEmpty());
}

TEST_CASE("A delete that waits in the outbox is not undone by what has landed")
{
    Satellite site;
    site.put("Location", "l", R"({"store_ID":"s2"})");
    site.remove("Location", "l");
    site.queued({upsert("Location", "l", R"({"store_ID":"s2","theirs":1})")});
    (void)site.integrate();
    CHECK(site.data("Location", "l").isEmpty());
    CHECK(site.outbox() == Texts {"-Location/l"});
}

TEST_CASE("A waiting change that this site may not make yields to what has landed, and is kept in quarantine")
{
    Satellite site;
    require(site->state().setInitialised(false));
    site.put("item", "i", R"({"ours":1})");
    site.put("Location", "l", R"({"store_ID":"s3","ours":1})");
    site.put("Location", "claimed", R"({"store_ID":"s2"})");
    site.queued({upsert("item", "i", R"({"theirs":1})"), upsert("Location", "l", R"({"store_ID":"s3"})"),
        upsert("Location", "claimed", R"({"store_ID":"s3"})")});
    CHECK(site.integrate().integrated == 3);
    CHECK(site.data("item", "i") == R"({"theirs":1})");
    CHECK(site.data("Location", "claimed") == R"({"store_ID":"s3"})");
    CHECK(site.outbox().isEmpty());
    CHECK(site.quarantine()
        == Texts {"2 item/i record_central", "2 Location/l record_not_owned", "2 Location/claimed record_not_owned"});
    CHECK(valueOf(site->quarantine().entries()).constFirst().record.data == R"({"ours":1})");
}

TEST_CASE("A record that cannot be taken goes to quarantine with its reason, the rest goes on, it can be retried")
{
    Satellite site;
    site.queued({upsert("unit", "a", "{}"), upsert("unit", "b", "[1]"), upsert("unit", "c", "nonsense"),
        upsert("", "d", "{}"), upsert("unit", "e", "{}")});
    const auto outcome = site.integrate();
    CHECK(outcome.integrated == 2);
    CHECK(outcome.quarantined == 3);
    CHECK(outcome.left == 0);
    CHECK_FALSE(site.data("unit", "e").isEmpty());
    CHECK(site.quarantine()
        == Texts {"1 unit/b record_data_not_object", "1 unit/c record_data_broken", "1 /d table_name_invalid"});
    const auto entry = valueOf(site->quarantine().entries()).constFirst();
    CHECK(entry.reason.values.value(QStringLiteral("table")).toString() == QStringLiteral("unit"));
    CHECK(entry.reason.values.value(QStringLiteral("id")).toString() == QStringLiteral("b"));
    CHECK(entry.since == site.clock().utcNow());
    CHECK(valueOf(retryQuarantined(*site)) == 0);
    CHECK(valueOf(site->quarantine().count()) == 3);
    // What the primary sends anew takes its place.
    site.queued({upsert("unit", "b", R"({"ok":1})"), upsert("unit", "c", "still nonsense")});
    (void)site.integrate();
    CHECK(site.quarantine() == Texts {"1 /d table_name_invalid", "1 unit/c record_data_broken"});
    require(site->quarantine().discard(valueOf(site->quarantine().entries()).constFirst().number));
    CHECK(valueOf(site->quarantine().count()) == 1);
}

TEST_CASE("A merge removes the record merged away, and keeps the other")
{
    Satellite site;
    site.central({upsert("item", "a", "{}"), upsert("item", "b", "{}"), upsert("clinician", "c", "{}"),
        upsert("clinician", "d", "{}"),
        {"item", "random", Action::Merge, R"({"mergeIdToKeep":"a","mergeIdToDelete":"b"})"},
        {"clinician", "random2", Action::Merge, R"({"mergeIdToKeep":"c","mergeIdToDelete":"d"})"},
        {"item", "self", Action::Merge, R"({"mergeIdToKeep":"a","mergeIdToDelete":"a"})"},
        {"unit", "no", Action::Merge, R"({"mergeIdToKeep":"a","mergeIdToDelete":"b"})"},
        {"item", "half", Action::Merge, R"({"mergeIdToKeep":"a"})"}});
    CHECK(site.integrate().quarantined == 2);
    CHECK(site.data("item", "a") == "{}");
    CHECK(site.data("item", "b").isEmpty());
    CHECK(site.data("clinician", "d").isEmpty());
    CHECK(site.data("item", "random").isEmpty());
    CHECK(site.quarantine() == Texts {"1 unit/no action_invalid", "1 item/half record_id_invalid"});
}

TEST_CASE("12.3: what a restored primary merges away is kept in quarantine, since it may be newer here")
{
    Satellite site;
    site.central({upsert("item", "a", "{}"), upsert("item", "b", R"({"n":1})")});
    (void)site.integrate();
    require(Unbrought(site->connection()).begin(Unbrought::Restored::Primary, {}));
    site.central({{"item", "m", Action::Merge, R"({"mergeIdToKeep":"a","mergeIdToDelete":"b"})"}});
    (void)site.integrate();
    CHECK(site.data("item", "b").isEmpty());
    CHECK(site.quarantine() == Texts {"1 item/b not_brought"});
}

TEST_CASE("A local change to a record that was merged away is kept in quarantine")
{
    Satellite site;
    site.put("clinician", "d", R"({"ours":1})");
    site.central({{"clinician", "m", Action::Merge, R"({"mergeIdToKeep":"c","mergeIdToDelete":"d"})"}});
    (void)site.integrate();
    CHECK(site.data("clinician", "d").isEmpty());
    CHECK(site.outbox().isEmpty());
    CHECK(site.quarantine() == Texts {"2 clinician/d record_missing"});
    CHECK(valueOf(retryQuarantined(*site)) == 1);
    CHECK(site.outbox() == Texts {"clinician/d"});
}

TEST_CASE("Integration goes in transactions of a size, in order of arrival, and one that fails changes nothing")
{
    Satellite site;
    QList<Record> batch;
    for (int i = 0; i < 450; ++i)
        batch.append(upsert("unit", QByteArray::number(i % 50), "{\"n\":" + QByteArray::number(i) + '}'));
    site.queued(batch);
    auto outcome = valueOf(site->integrator().step(300));
    CHECK(outcome.integrated == 300);
    CHECK(outcome.left == 150);
    CHECK(site.data("unit", "0") == R"({"n":250})");
    site.sql("CREATE TRIGGER no_record BEFORE UPDATE ON record WHEN NEW.data = '{\"n\":420}'"
             " BEGIN SELECT RAISE(ABORT, 'injected'); END");
    CHECK_FALSE(site->integrator().step(300));
    CHECK(valueOf(site->landing().waiting()) == 150);
    CHECK(site.data("unit", "0") == R"({"n":250})");
    site.sql("DROP TRIGGER no_record");
    CHECK(site.integrate().left == 0);
    CHECK(site.data("unit", "0") == R"({"n":400})");
    CHECK(site.integrate().integrated == 0);
}

TEST_CASE("Records of unknown tables that come back are this site's own again")
{
    Satellite site;
    site.queued({upsert("plugin_data", "x", "{}")});
    (void)site.integrate();
    site.put("plugin_data", "x", R"({"n":1})");
    CHECK(site.outbox() == Texts {"plugin_data/x"});
}

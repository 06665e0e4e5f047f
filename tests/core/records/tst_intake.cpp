// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/intake.h"
#include "core/store/firstload.h"
#include "core/store/quarantine.h"
#include "tests/support/failingdisk.h"
#include "tests/support/store/storesite.h"

#include <QFileInfo>

using namespace mailboat;
using namespace mailboat::test;

namespace {

/// A satellite that has never been initialised.
class NewSatellite : public StoreSite
{
public:
    NewSatellite()
        : StoreSite(2)
    {
        require((*this)->state().setInitialised(false));
    }
    Result<Intake::Taken> tryCentral(const QList<Record> &records)
    {
        QList<LoggedRecord> batch;
        const qint64 cursor = valueOf((*this)->state().cursor());
        for (const Record &record : records)
            batch.append({cursor + batch.size() + 1, record});
        return Intake(**this).takeCentral(batch, cursor, cursor + batch.size());
    }
    Result<Intake::Taken> tryQueued(const QList<Record> &records)
    {
        QList<QueuedRecord> batch;
        for (const Record &record : records)
            batch.append({QByteArray::number(++m_number), record});
        return Intake(**this).takeQueued(batch);
    }
    Intake::Taken central(const QList<Record> &records) { return valueOf(tryCentral(records)); }
    Intake::Taken queued(const QList<Record> &records) { return valueOf(tryQueued(records)); }
    void stores()
    {
        central({upsert("store", "s2", R"({"name_ID":"name_s2","sync_id_remote_site":2})"),
            upsert("store", "s3", R"({"name_ID":"name_s3","sync_id_remote_site":3})")});
    }
    bool isFirstLoad() { return valueOf(FirstLoad((*this)->connection()).isUnderWay()); }
    qint64 landed() { return valueOf((*this)->landing().waiting()); }
    qint64 records() { return valueOf((*this)->records().count()); }
    QList<QByteArray> toAcknowledge() { return valueOf((*this)->landing().toAcknowledge()); }
    /// All that is there, with what it was stored for.
    Texts everything()
    {
        Texts all;
        require((*this)->connection().each("SELECT {bytes table_name || '/' || record_id || ' ' || data || ' ' ||"
                                           " category || ' ' || COALESCE(store, '-') || ' ' || COALESCE(parent, '-') ||"
                                           " ' ' || COALESCE(name, '-') || ' ' || COALESCE(other, '-') || ' ' ||"
                                           " origin || ' ' || COALESCE(author, 0)} FROM record"
                                           " ORDER BY table_name, record_id"_sql,
            {}, [&all](const Row &row) -> Result<> {
                all.append(row.value(0).toByteArray());
                return {};
            }));
        return all;
    }

private:
    int m_number = 0;
};

QList<Record> mixedBatch()
{
    return {upsert("transact", "t", R"({"store_ID":"s2","name_ID":"name_s3"})"),
        upsert("trans_line", "l", R"({"transaction_ID":"t"})"),
        upsert("trans_line", "early", R"({"transaction_ID":"u"})"), upsert("unit", "u", R"({"n":1})"),
        upsert("unit", "u", R"({"n":2})"), upsert("unit", "gone", "{}"), deletion("unit", "gone"),
        deletion("unit", "never"), upsert("name", "p", R"({"type":"patient","last":"Ba"})"),
        upsert("item", "keep", "{}"), upsert("item", "away", "{}"),
        {"item", "m", Action::Merge, R"({"mergeIdToKeep":"keep","mergeIdToDelete":"away"})"},
        upsert("unit", "array", "[1]"), upsert("unit", "broken", "{"), upsert("", "x", "{}"),
        upsert("unit", "other", R"({"ID":"another"})"), upsert("unheard_of", "z", "{ \"a\" :\n0.10 }")};
}

} // namespace

TEST_CASE("13.3: a first load into an empty datafile goes straight into the records, with its place")
{
    NewSatellite site;
    CHECK(site.central({upsert("unit", "a", "{}"), upsert("unit", "b", "{}")}).integrated == 2);
    CHECK(site.isFirstLoad());
    CHECK(valueOf(site->state().cursor()) == 2);
    CHECK(site.queued({upsert("Location", "l", R"({"store_ID":"s2"})")}).integrated == 1);
    CHECK(site.toAcknowledge() == QList<QByteArray> {"1"});
    CHECK(site.landed() == 0);
    CHECK(site.records() == 3);
    CHECK(site.outbox().isEmpty());
}

TEST_CASE("13.3: straight or by way of landing, the records are the same")
{
    NewSatellite straight;
    straight.stores();
    CHECK(straight.queued(mixedBatch()).quarantined == 4);
    NewSatellite other;
    require(other->state().setInitialised(true));
    other.stores();
    other.queued(mixedBatch());
    CHECK_FALSE(other.isFirstLoad());
    CHECK(other.landed() == 19);
    CHECK(valueOf(other->integrator().step()).quarantined == 4);
    CHECK(straight.everything() == other.everything());
    CHECK(straight.quarantine() == other.quarantine());
    CHECK(straight.data("unheard_of", "z") == R"({ "a" :0.10 })");
}

TEST_CASE("13.3: a batch that comes again while the first load is under way changes nothing")
{
    NewSatellite site;
    site.stores();
    site.queued(mixedBatch());
    const Texts before = site.everything();
    const Texts refused = site.quarantine();
    site.queued(mixedBatch());
    CHECK(site.everything() == before);
    CHECK(site.quarantine().size() == refused.size());
}

TEST_CASE("13.3: a first load that broke off goes on straight, and ends when the site is initialised")
{
    NewSatellite site;
    site.stores();
    site.reopen();
    CHECK(site.isFirstLoad());
    CHECK(site.queued({upsert("unit", "a", "{}")}).integrated == 1);
    require(site->state().setInitialised(true));
    CHECK_FALSE(site.isFirstLoad());
    CHECK(site.queued({upsert("unit", "b", "{}")}).integrated == 0);
    CHECK(site.landed() == 1);
    CHECK(site.data("unit", "b").isEmpty());
}

TEST_CASE("13.3: what an earlier build has left is no empty datafile: it lands, behind what has landed")
{
    NewSatellite site;
    require(site->landing().landCentral({{1, upsert("unit", "a", R"({"n":1})")}}, 0, 1));
    CHECK(site.central({upsert("unit", "a", R"({"n":2})")}).integrated == 0);
    CHECK_FALSE(site.isFirstLoad());
    CHECK(site.landed() == 2);
    CHECK(valueOf(site->integrator().step()).integrated == 2);
    CHECK(site.data("unit", "a") == R"({"n":2})");
    CHECK(site.queued({upsert("unit", "b", "{}")}).integrated == 0);

    NewSatellite between; // an earlier build has gone on with a load that this one had begun
    between.stores();
    require(between->landing().landCentral({{3, upsert("unit", "a", R"({"n":1})")}}, 2, 3));
    CHECK(between.central({upsert("unit", "a", R"({"n":2})")}).integrated == 0);
    CHECK(valueOf(between->integrator().step()).integrated == 2);
    CHECK(between.data("unit", "a") == R"({"n":2})");
    CHECK(between.central({upsert("unit", "a", R"({"n":3})")}).integrated == 1);
}

TEST_CASE("13.3: what was put before the first load stays in the outbox, and is not overwritten")
{
    NewSatellite site;
    site.put("Location", "mine", R"({"store_ID":"s2","ours":1})");
    site.put("Location", "gone", R"({"store_ID":"s2"})");
    site.remove("Location", "gone");
    site.put("item", "i", R"({"ours":1})");
    site.stores();
    CHECK(site.isFirstLoad());
    site.put("Location", "meanwhile", R"({"store_ID":"s2","ours":1})");
    site.queued({upsert("Location", "mine", R"({"store_ID":"s2","theirs":1})"),
        upsert("Location", "gone", R"({"store_ID":"s2","theirs":1})"), upsert("item", "i", R"({"theirs":1})"),
        upsert("Location", "meanwhile", R"({"store_ID":"s2","theirs":1})")});
    CHECK(site.data("Location", "mine") == R"({"store_ID":"s2","ours":1})");
    CHECK(site.data("Location", "gone").isEmpty());
    CHECK(site.data("Location", "meanwhile") == R"({"store_ID":"s2","ours":1})");
    CHECK(site.data("item", "i") == R"({"theirs":1})"); // central: not this site's to write
    CHECK(site.outbox() == Texts {"Location/mine", "-Location/gone", "Location/meanwhile"});
    CHECK(site.quarantine() == Texts {"2 item/i record_central"});
}

TEST_CASE("13.3: a batch that was asked for before Retrieve is not taken straight after it")
{
    NewSatellite site;
    site.stores();
    require(site->state().resetForRetrieve(true));
    CHECK(codeOfFailure(Intake(*site).takeCentral({{3, upsert("unit", "a", "{}")}}, 2, 3)) == ErrorCode::StateChanged);
    CHECK(site.data("unit", "a").isEmpty());
    CHECK(valueOf(site->state().cursor()) == 0);
}

TEST_CASE("13.3: of a straight batch that fails nothing is kept, its place neither")
{
    NewSatellite site;
    site.sql("CREATE TRIGGER no_record BEFORE INSERT ON record WHEN NEW.record_id = 'b'"
             " BEGIN SELECT RAISE(ABORT, 'injected'); END");
    CHECK_FALSE(site.tryCentral({upsert("unit", "a", "{}"), upsert("unit", "b", "{}")}));
    CHECK_FALSE(site.isFirstLoad());
    CHECK(valueOf(site->state().cursor()) == 0);
    CHECK_FALSE(site.tryQueued({upsert("unit", "a", "{}"), upsert("unit", "b", "{}")}));
    CHECK(site.toAcknowledge().isEmpty());
    CHECK(site.records() == 0);
    site.sql("DROP TRIGGER no_record");
    CHECK(site.central({upsert("unit", "a", "{}"), upsert("unit", "b", "{}")}).integrated == 2);
}

TEST_CASE("13.3: whichever write of a straight batch the disk fails at, the batch is there whole or not at all")
{
    QList<Record> batch;
    for (int i = 0; i < 200; ++i)
        batch.append(upsert("unit", "u" + QByteArray::number(i), "{\"n\":\"" + QByteArray(300, 'x') + "\"}"));
    int failures = 0;
    for (int writes = 0;; writes += 7) {
        NewSatellite site;
        site.stores();
        site.close();
        bool isTaken = false;
        {
            FailingDisk disk(QFileInfo(site.path()).path());
            site.reopen();
            disk.fail(FailingDisk::Fault::Writing, writes);
            isTaken = site.tryQueued(batch).has_value();
            disk.fail(FailingDisk::Fault::None);
            site.close();
        }
        site.reopen();
        const bool isThere = site.records() == 202;
        CHECK((isThere || site.records() == 2));
        CHECK(site.toAcknowledge().size() == (isThere ? 200 : 0));
        CHECK((isThere || !isTaken));
        CHECK(site.isFirstLoad());
        failures += isTaken ? 0 : 1;
        if (isTaken)
            break;
    }
    CHECK(failures > 3);
}

TEST_CASE("13.7: what came without names beyond what is listed is counted once, in one entry, and acknowledged")
{
    const bool goesStraight = GENERATE(true, false);
    NewSatellite site;
    require(site->state().setInitialised(!goesStraight));
    const NamelessRecords further {900, {"item", "", Action::Update, {}}, {"n1", "n2"}};
    const QList<QueuedRecord> batch {{"q1", upsert("", "", "{}")}, {"q2", upsert("unit", "u", "[1]")}};
    for (int time = 0; time < 2; ++time) { // the second time as if it had not been acknowledged
        const qint64 listed = goesStraight ? 2 : 0;
        CHECK(valueOf(Intake(*site).takeQueued(batch, further)).quarantined == 900 + listed);
        CHECK(valueOf(site->integrator().step()).quarantined == 2 - listed);
        const QList<Quarantine::Entry> heads = valueOf(site->quarantine().heads());
        REQUIRE(heads.size() == 3);
        CHECK(heads.at(1).record.id == "u");
        const Quarantine::Entry &counted = heads.constLast();
        CHECK(counted.number == 0);
        CHECK(counted.records == 900);
        CHECK(counted.record.table == "item");
        CHECK(counted.source == primarySyncId);
        CHECK(counted.reason.code == ErrorCode::RecordIdInvalid);
        CHECK(valueOf(site->quarantine().count()) == 902);
    }
    CHECK(site.toAcknowledge().size() == 4);
    require(Intake(*site).takeQueued({}, {1000, {}, {}}).map([](const auto &) {}));
    CHECK(valueOf(site->quarantine().count()) == 1002);
    for (const Quarantine::Entry &entry : valueOf(site->quarantine().entries()))
        require(site->quarantine().discard(entry.number));
    CHECK(valueOf(site->quarantine().count()) == 0);
}

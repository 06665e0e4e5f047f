// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a push of one record costs a primary, by category, as the number of its sites and records grows. The floor is a small
// primary, measured in turn with the large one. Processor time, not time: the disk's patience is no matter here.
#include "core/domain/jsontext.h"
#include "core/domain/peer.h"
#include "core/records/recordstore.h"
#include "core/sample/sampledata.h"
#include "core/sql/connection.h"
#include "core/store/recordtable.h"
#include "core/store/settingstable.h"
#include "tests/bench/figures.h"
#include "tests/support/catch.h"
#include "tests/support/sites/testsite.h"
#include "tests/support/v5caller.h"

#include <algorithm>
#include <cstdio>
#include <ctime>

using namespace mailboat;
using namespace mailboat::test;

namespace {

constexpr int pushers = 40; // sites that push, spread over all
constexpr int rounds = 15;
constexpr int requests = 100; // by HTTP, a round

/// Microseconds of processor time: of this thread, or of the process.
double spent(clockid_t whose)
{
    timespec now {};
    clock_gettime(whose, &now);
    return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

void need(const Result<> &done)
{
    INFO((done ? QString() : describe(done.error())).toStdString());
    REQUIRE(done.has_value());
}

QByteArray field(const char *name, const QByteArray &value)
{
    return QByteArray(",\"") + name + "\":\"" + value + '"';
}

Record upsert(const QByteArray &table, const QByteArray &id, const QByteArray &fields, int version)
{
    const QByteArray filler(600, 'x'); // as large as records are
    return {table, id, Action::Update,
        "{\"ID\":\"" + id + '"' + fields + field("comment", filler) + ",\"version\":" + QByteArray::number(version)
            + '}'};
}

/// A record of each of the sites that push, which is pushed again and again.
struct Kind {
    const char *name = nullptr;
    QByteArray table {};
    std::function<QByteArray(int pusher)> fields {};
    bool goesEverywhere = false;
    QByteArray idOf(int pusher) const { return QByteArray(name) + QByteArray::number(pusher % pushers); }
    Record record(int pusher, int version) const { return upsert(table, idOf(pusher), fields(pusher), version); }
};

/// A primary whose satellites have all been initialised, with the sample's records; each of the sites that push has a record
/// of each kind besides, and all sites are joined to one supplier.
class CrowdedPrimary
{
public:
    CrowdedPrimary(int sites, qint64 records);
    QByteArray store(int pusher) const { return m_stores.at(pusher % pushers); }
    QByteArray storeName(int pusher) const { return m_names.at(pusher % pushers); }
    double pushEach(const Kind &kind, int version);
    double pushByHttp(const Kind &kind, int version);
    void start();

private:
    void take(const std::function<std::optional<Record>()> &next);
    SyncId site(int pusher) const { return SyncId {2 + pusher * (m_sites / pushers)}; }
    int m_sites;
    PrimarySite m_primary;
    QByteArrayList m_stores;
    QByteArrayList m_names;
};

CrowdedPrimary::CrowdedPrimary(int sites, qint64 records)
    : m_sites(sites)
{
    SampleData sample(sites, records, 1);
    take([&sample] { return sample.next(); });
    Datafile &datafile = m_primary.datafile();
    for (int i = 0; i < pushers; ++i) {
        m_stores.append(RecordTable(datafile.connection()).storesOf(site(i))->constFirst());
        m_names.append(topLevelValues((*datafile.records().get("store", m_stores.constLast()))->data, {"name_ID"})
                           .value("name_ID"));
    }
    int joined = 0;
    take([&]() -> std::optional<Record> {
        if (joined == sites)
            return {};
        const QByteArray id = RecordTable(datafile.connection()).storesOf(SyncId {2 + joined++})->constFirst();
        return upsert("name_store_join", "join-" + id, field("name_ID", "supplier") + field("store_ID", id), 0);
    });
    m_primary.put("name", "supplier", R"({"ID":"supplier","type":"facility"})");
    m_primary.addSatellite(2);
    SettingsChange change;
    for (int id = 3; id < sites + 2; ++id) {
        Peer peer;
        peer.syncId = SyncId {id};
        peer.userName = QStringLiteral("clinic-%1").arg(id);
        change.peers.append({{}, peer, {}, false});
    }
    need(datafile.settings().commit(change, {}, datafile.settings().read()->revision));
    need(datafile.connection().execute(
        QStringLiteral("UPDATE peer SET status = %1").arg(static_cast<int>(PeerStatus::Ready))));
}

void CrowdedPrimary::take(const std::function<std::optional<Record>()> &next)
{
    const auto done
        = m_primary.datafile().records().import([&next]() -> Result<std::optional<Record>> { return next(); });
    need(done.map([](qint64) {}));
}

void CrowdedPrimary::start()
{
    m_primary.start();
}

/// Microseconds a push, RecordStore::acceptPush() alone.
double CrowdedPrimary::pushEach(const Kind &kind, int version)
{
    double sum = 0;
    for (int i = 0; i < pushers; ++i) {
        const QList<Record> batch {kind.record(i, version)};
        const double before = spent(CLOCK_THREAD_CPUTIME_ID);
        const auto outcome = m_primary.datafile().primaryRecords().acceptPush(site(i), batch);
        sum += spent(CLOCK_THREAD_CPUTIME_ID) - before;
        REQUIRE((outcome && outcome->taken == 1));
    }
    return sum / pushers;
}

/// Microseconds a request, the test that asks included.
double CrowdedPrimary::pushByHttp(const Kind &kind, int version)
{
    V5Caller caller(m_primary.port(), QStringLiteral("site 2"), QStringLiteral("secret-2"));
    double sum = 0;
    for (int i = 0; i < requests; ++i) {
        const Record record = kind.record(0, version * requests + i);
        const QByteArray body = R"({"queueLength":2,"data":[{"syncOutId":"1","tableName":")" + record.table
            + R"(","recordId":")" + record.id + R"(","action":"Update","recordData":)" + record.data + "}]}";
        const double before = spent(CLOCK_PROCESS_CPUTIME_ID);
        const RawReply reply = caller.post("/sync/v5/queued_records", body);
        sum += spent(CLOCK_PROCESS_CPUTIME_ID) - before;
        REQUIRE(reply.status == 200);
    }
    return sum / requests;
}

QList<Kind> kindsOf(const CrowdedPrimary &primary)
{
    const auto store = [&primary](int i) { return field("store_ID", primary.store(i)); };
    const auto numbered = [](const char *name, int i) -> QByteArray { return name + QByteArray::number(i % pushers); };
    QList<Kind> kinds;
    kinds.append({"remote", "Location", store});
    kinds.append({"transfer", "transact",
        [&primary, store](int i) -> QByteArray { return store(i) + field("name_ID", primary.storeName(i + 1)); }});
    kinds.append(
        {"line", "trans_line", [numbered](int i) { return field("transaction_ID", numbered("transfer", i)); }});
    kinds.append(
        {"order", "transact", [store](int i) -> QByteArray { return store(i) + field("name_ID", "supplier"); }});
    kinds.append({"patient", "name", [&primary](int i) -> QByteArray {
                      return field("type", "patient") + field("supplying_store_id", primary.store(i));
                  }});
    kinds.append({"join of a patient", "name_store_join",
        [store, numbered](int i) -> QByteArray { return store(i) + field("name_ID", numbered("patient", i + 1)); }});
    kinds.append(
        {"document", "om_document", [numbered](int i) { return field("owner_name_ID", numbered("patient", i)); }});
    kinds.append({"join of the supplier", "name_store_join",
        [store](int i) -> QByteArray { return store(i) + field("name_ID", "supplier"); }});
    kinds.append({"clinician", "clinician", store});
    kinds.append({"unknown", "plugin_data", [](int) { return QByteArray(); }});
    kinds.append({"barcode", "barcode", [](int) { return field("itemID", "i"); }, true});
    return kinds;
}

struct Times {
    QList<double> small;
    QList<double> large;
    void add(double ofSmall, double ofLarge)
    {
        small.append(ofSmall);
        large.append(ofLarge);
    }
    double report(const char *what) const
    {
        const double ratio = median(large) / median(small);
        std::printf("%-28s %8.0f us, large %8.0f us, ratio %6.2f\n", what, median(small), median(large), ratio);
        return ratio;
    }
};

} // namespace

TEST_CASE("processor time of a push of one record: 4,000 sites and 200,000 records against 40 and 10,000", "[push]")
{
    CrowdedPrimary small(40, 10'000);
    CrowdedPrimary large(4'000, 200'000);
    const QList<Kind> ofSmall = kindsOf(small);
    const QList<Kind> ofLarge = kindsOf(large);
    QList<Times> times(ofSmall.size());
    Times together;
    for (int round = -1; round < rounds; ++round) { // the first brings the records
        double smallSum = 0;
        double largeSum = 0;
        for (int i = 0; i < ofSmall.size(); ++i) {
            const double smallTime = small.pushEach(ofSmall.at(i), round);
            const double largeTime = large.pushEach(ofLarge.at(i), round);
            if (round < 0)
                continue;
            times[i].add(smallTime, largeTime);
            smallSum += ofSmall.at(i).goesEverywhere ? 0 : smallTime;
            largeSum += ofSmall.at(i).goesEverywhere ? 0 : largeTime;
        }
        if (round >= 0)
            together.add(smallSum, largeSum);
    }
    for (int i = 0; i < ofSmall.size(); ++i)
        times.at(i).report(ofSmall.at(i).name);
    together.report("one of each, but the last:");

    small.start();
    large.start();
    Times byHttp;
    for (int round = 0; round < rounds; ++round)
        byHttp.add(small.pushByHttp(ofSmall.at(0), rounds + round), large.pushByHttp(ofLarge.at(0), rounds + round));
    byHttp.report("remote by HTTP, client too:");
    std::printf("(goal: at most 1.2; a barcode goes to every site)\n");
}

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/waitingestimate.h"

#include "core/store/changelog.h"
#include "core/store/syncqueue.h"
#include "tests/support/store/storesite.h"

using namespace mailboat;
using namespace mailboat::test;

namespace {

/// A primary whose change log has 50,000 entries, without records.
struct LongLog {
    StoreSite primary {1};

    LongLog()
    {
        primary.sql("WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 50000)"
                    " INSERT INTO change_log (serial, table_name, record_id) SELECT n, 'item', CAST(n AS TEXT) FROM n");
    }
    WaitingEstimate::Amount about(qint64 cursor = 0)
    {
        return valueOf(WaitingEstimate(primary->connection()).log(cursor));
    }
    qint64 count() { return valueOf(primary->changeLog().count()); }
};

} // namespace

TEST_CASE("13.6: of a change log without gaps it is known how much waits behind a cursor")
{
    LongLog log;
    CHECK(log.about().records == 50000);
    CHECK(log.about().bytes == 50000 * 100);
    CHECK(log.about(12345).records == 50000 - 12345);
    CHECK(log.about(49990).records == 10);
    CHECK(log.about(50000).records == 0);
    CHECK(log.about(60000).records == 0);
    StoreSite empty(1);
    CHECK(valueOf(WaitingEstimate(empty->connection()).log(0)).records == 0);
}

TEST_CASE("13.6: serials that edits have left behind are no records, wherever they lie")
{
    LongLog log;
    struct Edits {
        const char *sql;
        double tolerance;
    };
    const Edits edits = GENERATE(Edits {"DELETE FROM change_log WHERE serial % 10 <> 0", 0.1},
        Edits {"DELETE FROM change_log WHERE serial BETWEEN 2000 AND 30000", 0.1},
        Edits {"UPDATE change_log SET serial = serial + 16777216", 0.01}, // numbered anew
        Edits {"UPDATE change_log SET serial = serial * 20 WHERE serial > 45000", 0.1}, // the newest again and again
        Edits {"UPDATE change_log SET serial = 1000000 WHERE serial = 7", 0.1}, // and this one
        Edits {"DELETE FROM change_log WHERE serial / 500 % 2 = 0", 0.3}); // more places than it looks at
    CAPTURE(edits.sql);
    log.primary.sql(edits.sql);
    const auto count = static_cast<double>(log.count());
    CHECK(static_cast<double>(log.about().records) == Approx(count).epsilon(edits.tolerance));
}

TEST_CASE("13.6: bytes are those of the records that wait, as a few of them are large")
{
    StoreSite primary(1);
    primary.addPeer(2);
    qint64 bytes = 0;
    for (int at = 0; at < 300; ++at) {
        const QByteArray id = QByteArray::number(at);
        const QByteArray data = R"({"ID":")" + id + R"(","text":")" + QByteArray(at < 100 ? 100 : 1000, 'x') + R"("})";
        primary.put("item", id, data);
        require(primary->queue().add(SyncId {2}, {"item", id}));
        bytes += data.size() + 100;
    }
    const WaitingEstimate estimate(primary->connection());
    const WaitingEstimate::Amount queued = valueOf(estimate.queue(SyncId {2}));
    CHECK(queued.records == 300);
    CHECK(static_cast<double>(queued.bytes) == Approx(static_cast<double>(bytes)).epsilon(0.1));
    const WaitingEstimate::Amount logged = valueOf(estimate.log(0));
    CHECK(logged.records == valueOf(primary->changeLog().count()));
    CHECK(static_cast<double>(logged.bytes) == Approx(static_cast<double>(bytes)).epsilon(0.2));
    CHECK(valueOf(estimate.queue(SyncId {3})).records == 0);
}

TEST_CASE("13.6: of large records a few are read, and the rest is taken to be as large")
{
    StoreSite primary(1);
    primary.addPeer(2);
    constexpr int count = 400;
    constexpr int large = 10;
    constexpr qsizetype size = 512 * 1024;
    const QByteArray data = R"({"text":")" + QByteArray(size, 'x') + R"("})";
    for (int at = 0; at < count; ++at) {
        const QByteArray id = QByteArray::number(at);
        primary.put("item", id, at < large ? data : "{}");
        require(primary->queue().add(SyncId {2}, {"item", id}));
    }
    const WaitingEstimate estimate(primary->connection());
    const Approx all = Approx(static_cast<double>(count) * size).epsilon(0.01);
    CHECK(valueOf(estimate.log(0)).records == count);
    CHECK(static_cast<double>(valueOf(estimate.log(0)).bytes) == all);
    CHECK(static_cast<double>(valueOf(estimate.queue(SyncId {2})).bytes) == all);
}

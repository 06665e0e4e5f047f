// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/cancelscope.h"

#include "tests/support/store/storesite.h"

#include <thread>

using namespace mailboat;
using namespace mailboat::test;

namespace {

/// Counts for ever.
const Statement &endless()
{
    return "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n"_sql;
}

} // namespace

TEST_CASE("A statement without end is given up from another thread, and the connection goes on")
{
    StoreSite site(0);
    std::atomic<bool> asked = false;
    {
        const CancelScope scope(site->connection(), asked);
        std::thread other([&asked] { asked = true; });
        CHECK(codeOfFailure(site->connection().value(endless())) == ErrorCode::Cancelled);
        other.join();
        CHECK(codeOfFailure(scope.check()) == ErrorCode::Cancelled);
    }
    CHECK(valueOf(site->connection().value("SELECT 7"_sql)).toInt() == 7);
    site.put("unit", "u"); // what was asked then counts no more
}

TEST_CASE("A write that is given up in its middle is rolled back, with all of its transaction")
{
    StoreSite site(0);
    site.put("unit", "before");
    std::atomic<bool> asked = false;
    {
        const CancelScope scope(site->connection(), asked);
        CHECK(codeOfFailure(site->connection().transact([&] {
            site.put("unit", "within");
            std::thread other([&asked] { asked = true; });
            Result<> written = site->connection().apply(
                "INSERT INTO state (name, value) SELECT 'n' || c, c FROM"
                " (WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS c FROM n WHERE i > 0)"_sql);
            other.join();
            return written;
        })) == ErrorCode::Cancelled);
    }
    CHECK_FALSE(site->connection().isInTransaction());
    CHECK(valueOf(site->records().count()) == 1);
    site.put("unit", "after");
    CHECK(valueOf(site->records().count()) == 2);
}

TEST_CASE("What was given up before it began, or before it was committed, is not done")
{
    StoreSite primary(1);
    primary.addPeer(2);
    primary.addStore("a", 2);
    (void)primary.drain(2);
    std::atomic<bool> asked = true;
    {
        const CancelScope scope(primary->connection(), asked);
        CHECK(codeOfFailure(primary->primaryRecords().generate(SyncId {2})) == ErrorCode::Cancelled);
        asked = false;
        require(scope.check());
        CHECK(codeOfFailure(primary->connection().transact([&]() -> Result<> {
            CHECK(valueOf(primary->primaryRecords().generate(SyncId {2})) > 0);
            asked = true;
            return {};
        })) == ErrorCode::Cancelled);
    }
    CHECK(primary.queue(2).isEmpty());
    CHECK(valueOf(primary->primaryRecords().generate(SyncId {2})) > 0);
    CHECK_FALSE(primary.queue(2).isEmpty());
}

TEST_CASE("Other connections do not mind what is given up on this one")
{
    StoreSite site(0);
    const auto other = site.another();
    const std::atomic<bool> asked = true;
    const CancelScope scope(site->connection(), asked);
    require(other->records().put(upsert("unit", "u", "{}")));
    CHECK(valueOf(site->records().count()) == 1); // a short look is worth no giving up
}

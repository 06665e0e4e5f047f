// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What others do between the pieces in which a queue is filled.
#include "core/records/queuefill.h"
#include "tests/core/records/primarywithsites.h"

using namespace mailboat;
using namespace mailboat::test;

namespace {

using Kind = QueueFill::Kind;

/// Site 2 has lost everything: five preferences of its store, and a transfer of site 3 with a line.
class Wiped : public PrimaryWithSites
{
public:
    Wiped()
    {
        for (int i = 1; i <= 5; ++i)
            put("pref", "p" + QByteArray::number(i), R"({"store_ID":"s2"})");
        push(3,
            {upsert("transact", "t", R"({"store_ID":"s3","name_ID":"name_s2"})"),
                upsert("trans_line", "l", R"({"transaction_ID":"t"})")});
        drainAll();
    }
    QueueFill fill(Kind kind)
    {
        return kind == Kind::Initialise ? QueueFill(**this, SyncId {2}, SiteApp(), 1)
                                        : QueueFill(**this, SyncId {2}, 1);
    }
    /// Up to the first record.
    void begin(QueueFill &fill)
    {
        while (queue(2).isEmpty())
            REQUIRE(valueOf(fill.step()));
    }
    PeerStatus status() { return valueOf((*this)->peerStates().caller(QStringLiteral("site 2")))->status; }
    Texts sorted()
    {
        Texts texts = queue(2);
        std::sort(texts.begin(), texts.end());
        return texts;
    }
    void acknowledge()
    {
        QList<QByteArray> ids;
        for (const QueuedRecord &queued : valueOf((*this)->queue().first(SyncId {2}, 100)).records)
            ids.append(queued.syncOutId);
        (void)valueOf((*this)->queue().acknowledge(SyncId {2}, ids));
    }
    const Texts whole {"pref/p1", "pref/p2", "pref/p3", "pref/p4", "pref/p5", "trans_line/l", "transact/t"};
};

} // namespace

TEST_CASE("10.D2: between the pieces of an initialise others write; what they change is neither lost, nor doubled, nor "
          "undone")
{
    Wiped primary;
    QueueFill fill = primary.fill(Kind::Initialise);
    primary.begin(fill);
    CHECK(primary.status() == PeerStatus::Initialising);
    const std::unique_ptr<Datafile> other = primary.another();
    require(other->records().remove("pref", "p5"));
    require(other->records().put(upsert("pref", "p4", R"({"store_ID":"s3"})"))); // to another site
    require(other->records().put(upsert("pref", "p1", R"({"store_ID":"s2","x":1})")));
    require(other->records().put(upsert("pref", "new", R"({"store_ID":"s2"})")));
    primary.pushDelete(3, "trans_line", "l");
    while (valueOf(fill.step())) {}
    CHECK(primary.sorted()
        == Texts {"-pref/p4", "-pref/p5", "-trans_line/l", "pref/new", "pref/p1", "pref/p2", "pref/p3", "transact/t"});
    CHECK(fill.queueLength() == 8);
    CHECK(primary.status() == PeerStatus::Ready);
}

TEST_CASE("10.D2: a fill that has not come to its end leaves no queue that is taken for the whole")
{
    Wiped primary;
    {
        QueueFill fill = primary.fill(Kind::Initialise);
        primary.begin(fill);
    }
    primary.reopen(); // the process has ended
    CHECK(primary.status() == PeerStatus::Initialising);
    CHECK(primary.queue(2).size() == 1);
    require(primary->primaryRecords().finishInitialise(SyncId {2}));
    CHECK(primary.sorted() == primary.whole);
    CHECK(primary.status() == PeerStatus::Ready);
    primary.acknowledge();
    require(primary->primaryRecords().finishInitialise(SyncId {2}));
    CHECK(primary.queue(2).isEmpty());
}

TEST_CASE("10.D2: what is taken late of a site while its queue is filled comes back to it, for it has lost it")
{
    Wiped primary;
    primary.push(2, "om_document", "late", R"({"owner_name_ID":"patient"})"); // waits for its patient
    REQUIRE(primary.data("om_document", "late").isEmpty());
    QueueFill fill = primary.fill(Kind::Initialise);
    primary.begin(fill);
    primary.put("name", "patient", R"({"type":"patient","supplying_store_id":"s3"})");
    primary.put("name_store_join", "j", R"({"store_ID":"s2","name_ID":"patient"})");
    REQUIRE_FALSE(primary.data("om_document", "late").isEmpty());
    while (valueOf(fill.step())) {}
    CHECK(primary.queue(2).count("om_document/late") == 1);
    CHECK(primary.queue(2).count("name/patient") == 1);
    // As ever, once that is over: what it has sent it has.
    primary.acknowledge();
    primary.push(2, "om_document", "another", R"({"owner_name_ID":"patient"})");
    CHECK(primary.queue(2).isEmpty());
}

TEST_CASE("10.D2: a site that goes, or whose number another one gets, is filled no further")
{
    Wiped primary;
    QueueFill fill = primary.fill(Kind::Initialise);
    primary.begin(fill);
    primary.sql("UPDATE peer SET site_uuid = 'another' WHERE sync_id = 2");
    CHECK(codeOfFailure(fill.step()) == ErrorCode::PeerUnknown);
    CHECK(primary.queue(2).size() == 1);
    QueueFill generated = primary.fill(Kind::Generate);
    while (primary.queue(2).size() == 1)
        REQUIRE(valueOf(generated.step()));
    primary.sql("DELETE FROM peer WHERE sync_id = 2");
    CHECK(codeOfFailure(generated.step()) == ErrorCode::PeerUnknown);
}

TEST_CASE("10.D2: Generate in pieces: what the site has been told to delete meanwhile, and has, does not come again")
{
    Wiped primary;
    QueueFill fill = primary.fill(Kind::Generate);
    primary.begin(fill);
    primary.put("pref", "p5", R"({"store_ID":"s3"})"); // to another site: gone here
    primary.acknowledge();
    primary.put("pref", "p4", R"({"store_ID":"s3"})");
    while (valueOf(fill.step())) {}
    CHECK_FALSE(primary.queue(2).contains("pref/p5"));
    CHECK(primary.queue(2).count("-pref/p4") == 1);
    CHECK(primary.queue(2).count("pref/p3") == 1);
}

TEST_CASE("10.D2: a site that takes without end what it is told to delete does not keep Generate for ever")
{
    Wiped primary;
    QueueFill fill = primary.fill(Kind::Generate);
    Result<bool> more = true;
    for (int i = 0; more && *more && i < 200; ++i) {
        require(primary->queue().add(SyncId {2}, {"pref", "x"}, true));
        primary.acknowledge();
        more = fill.step();
    }
    CHECK(codeOfFailure(more) == ErrorCode::DatafileBusy);
}

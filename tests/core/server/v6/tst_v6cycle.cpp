// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whole synchronisations of Open mSupply, call by call as its client makes them (protocol.md §3.2).
#include "core/prefs/draft.h"
#include "tests/core/server/v6/v6records.h"
#include "tests/support/strictsite.h"

#include <QUrl>

using namespace mailboat;
using namespace mailboat::test;

namespace {

/// An Open mSupply site: both versions, its two cursors, and whether its first synchronisation has ended.
class ScriptedSite
{
public:
    explicit ScriptedSite(const V5Caller &caller)
        : m_caller(caller.port(), caller.user, caller.password)
        , m_five(V5Caller(caller.port(), caller.user, caller.password))
        , m_six(caller)
    {
    }

    /// What was written there since; pushed by the version that it belongs to.
    QList<Record> changes;

    /// Throws where the client would end with an error.
    void synchronise()
    {
        const QJsonObject site = jsonOf(m_caller.get(siteCall));
        need(site.value(QStringLiteral("siteId")).isDouble(), "site");
        // Without a URL, or by one where nobody answers, it ends here.
        const QUrl central(site.value(QStringLiteral("omSupplyCentralServerUrl")).toString());
        need(central.isValid() && central.port() == m_caller.port(), "the URL of version 6");
        need(!site.value(QStringLiteral("isOmSupplyCentralServer")).toBool(true), "it is no central server itself");
        if (m_isInitialised)
            push();
        if (m_isInitialised)
            m_five.pull();
        else
            m_five.initialise();
        pulled = m_six.pull(m_isInitialised);
        m_isInitialised = true;
        changes.clear();
    }
    QByteArrayList pulled; ///< by version 6, in the last one
    StrictSite &five() { return m_five; }
    V6Caller &six() { return m_six; }

private:
    static void need(bool holds, const char *what)
    {
        if (!holds)
            throw std::runtime_error(what);
    }

    void push()
    {
        QList<Record> sixth;
        QByteArrayList fifth;
        for (const Record &record : std::as_const(changes)) {
            const bool isSixth = !record.data.contains("\"ID\"");
            if (isSixth || record.table == "name" || record.table == "name_store_join")
                sixth.append(record);
            if (!isSixth)
                fifth.append(R"({"syncOutId":"9","tableName":")" + record.table + R"(","recordId":")" + record.id
                    + R"(","action":"Update","recordData":)" + record.data + '}');
        }
        if (!sixth.isEmpty())
            need(outcomeOfV6(m_six.push(sixth)) == "data", "push of version 6");
        need(m_six.call("site_status", "").body == R"({"data":{"is_integrating":false}})", "status of version 6");
        if (!fifth.isEmpty())
            need(
                m_caller.post(queueCall,
                            R"({"queueLength":)" + QByteArray::number(fifth.size()) + R"(,"data":[)" + fifth.join(',')
                                + "]}")
                        .status
                    == 200,
                "push");
        const RawReply last = m_caller.post(queueCall, R"({"queueLength":0,"data":[]})");
        need(jsonOf(last).value(QStringLiteral("integrationStarted")).toBool(), "end of the push");
        need(jsonOf(m_caller.get(statusCall)).value(QStringLiteral("code")) == QLatin1String("idle"), "status");
    }

    V5Caller m_caller;
    StrictSite m_five;
    V6Caller m_six;
    bool m_isInitialised = false;
};

Record ofFive(const QByteArray &table, const QByteArray &id, const QByteArray &fields)
{
    return {table, id, Action::Update, R"({"ID":")" + id + "\"," + fields + '}'};
}

} // namespace

TEST_CASE("11.2: an Open mSupply initialises and goes on with our primary alone, by both versions")
{
    ServedPrimary primary;
    primary.put("unit", "u1", R"({"ID":"u1","units":"tablet"})");
    primary.put("asset_class", "c1", R"({"id":"c1","name":"Cold chain"})");
    primary.start();
    ScriptedSite hill(primary.hill());
    ScriptedSite valley(primary.valley());
    hill.synchronise();
    valley.synchronise();
    CHECK(hill.pulled == Names {"asset_class/c1"});
    CHECK(hill.five().records("unit/") == Names {"unit/u1"});

    hill.changes = {ofFive("Location", "shelf", R"("store_ID":"store_a","code":"S")"), assetRecord("fridge"),
        assetLogRecord("log", "fridge"), fileReference("photo", "fridge"),
        ofFive("name", "amy", R"("name":"Amy","type":"patient","supplying_store_id":"store_a")"),
        v6Record("vaccination", "dose", R"("patient_id":"amy","store_id":"store_a")")};
    hill.synchronise();
    CHECK(hill.pulled.isEmpty());
    CHECK(refusedAt(primary).isEmpty());
    CHECK(outcomeOfV6(hill.six().upload("photo", "bytes")) == "data");
    valley.synchronise();
    CHECK(valley.pulled.isEmpty());

    valley.changes = {ofFive("name_store_join", "join", R"("name_ID":"amy","store_ID":"store_b","inactive":false)")};
    valley.synchronise();
    CHECK(valley.pulled == Names {"vaccination/dose"});
    CHECK(valley.five().records("name/amy") == Names {"name/amy"});

    // A new machine in its place, and everything is there again.
    primary.edit([](Draft &draft) { return draft.peers.clearHardwareId(SyncId {2}); });
    V5Caller other = primary.hill();
    ScriptedSite again(other);
    again.synchronise();
    CHECK(again.pulled
        == Names {"asset_class/c1", "asset/fridge", "asset_log/log", "sync_file_reference/photo", "vaccination/dose"});
    CHECK(again.five().records("Location/") == Names {"Location/shelf"});
    CHECK(again.six().download("photo").body == "bytes");
    for (int cycle = 0; cycle < 3; ++cycle) {
        again.changes = {assetRecord("fridge", "store_a", "cycle " + QByteArray::number(cycle))};
        again.synchronise();
        CHECK(again.pulled.isEmpty());
    }
    CHECK(primary.dataOf("asset", "fridge") == assetRecord("fridge", "store_a", "cycle 2").data);
}

TEST_CASE("11.2: a site with another Sync ID, and one that is no more, leave what they wrote in order")
{
    V6Central central;
    CHECK(outcomeOfV6(central.hill->push({assetRecord("a1"), v6Record("plugin_data", "d1", R"("store_id":null)")}))
        == "data");
    central.primary.putStore("store_a", 0); // a site with stores keeps its number
    central.primary.edit([](Draft &draft) {
        Peer peer = *draft.peers.find(SyncId {2});
        peer.syncId = SyncId {12};
        return draft.peers.edit(SyncId {2}, peer, {});
    });
    central.primary.putStore("store_a", 12);
    CHECK(central.hill->pull().isEmpty());
    V6Caller again(central.primary.hill());
    CHECK(again.pull(false) == Names {"plugin_data/d1", "asset/a1"});
    central.primary.putStore("store_a", 3);
    central.primary.edit([](Draft &draft) { return draft.peers.remove({SyncId {12}}); });
    CHECK(central.valley->pull() == Names {"plugin_data/d1", "asset/a1"});
}

TEST_CASE("11.2: while a URL in the list has synchronisation off, version 6 moves nothing either")
{
    V6Central central;
    central.primary.edit([](Draft &draft) {
        Peer peer = *draft.peers.find(SyncId {4});
        peer.url = QStringLiteral("http://other.example:1");
        return draft.peers.edit(SyncId {4}, peer, {});
    });
    const RawReply reply = central.hill->push({assetRecord("a1")});
    CHECK(outcomeOfV6(reply) == "otherServerError");
    CHECK(reply.body.contains("Sync ID 4"));
    CHECK_FALSE(central.primary.dataOf("asset", "a1"));
    CHECK(outcomeOfV6(central.hill->call("pull", R"("cursor":0,"batchSize":5)")) == "otherServerError");
    V5Caller hill = central.primary.hill();
    CHECK(hill.get(siteCall).status == 200);
}

TEST_CASE("11.2: records of version 6 that are here when a site becomes a primary are given to its sites")
{
    ServedPrimary primary;
    primary.putStore("store_a", 0);
    primary.putStore("store_b", 0);
    primary.edit([](Draft &draft) {
        for (const int id : {2, 3, 4}) {
            if (const Result<> removed = draft.peers.remove({SyncId {id}}); !removed)
                return removed;
        }
        return draft.setPreference(QStringLiteral("sync-id"), QStringLiteral("0"));
    });
    primary.put("asset_class", "c1", R"({"id":"c1"})");
    primary.put("asset", "a1", assetRecord("a1").data);
    primary.edit([](Draft &draft) { return draft.setPreference(QStringLiteral("sync-id"), QStringLiteral("1")); });
    primary.putStore("store_a", 2);
    primary.edit([](Draft &draft) {
        Peer peer;
        peer.syncId = SyncId {2};
        peer.userName = QStringLiteral("hill");
        return draft.peers.add(peer, QStringLiteral("secret-2"));
    });
    primary.start();
    V6Caller hill(primary.hill());
    Names all = hill.pull();
    std::sort(all.begin(), all.end());
    CHECK(all == Names {"asset/a1", "asset_class/c1"});
}

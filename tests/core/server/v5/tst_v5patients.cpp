// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Patients as clients of protocol.md §3 and §4.8 work with them: what is made, joined, edited and pushed in the order of their
// logs goes where it should, and nothing of it stays behind.
#include "core/domain/dialect.h"
#include "core/store/quarantine.h"
#include "tests/support/catch.h"
#include "tests/support/servedprimary.h"

#include <QJsonDocument>

using namespace mailboat;
using namespace mailboat::test;

namespace {

using Held = QMap<QByteArray, QByteArray>; ///< data by "table/id"

QByteArray compact(const QJsonValue &data)
{
    return QJsonDocument(data.toObject()).toJson(QJsonDocument::Compact);
}

/// A site as Open mSupply works: a log of changes that is pushed in order, then what waits is pulled and acknowledged.
class Clinic
{
public:
    explicit Clinic(V5Caller caller)
        : m_caller(std::move(caller))
    {
        REQUIRE(m_caller.post(initialiseCall, "{}").status == 200);
        pull();
    }
    void change(const QByteArray &table, const QByteArray &id, QJsonObject data)
    {
        data.insert(QStringLiteral("ID"), QString::fromUtf8(id));
        const QByteArray whole = withDefaults(table, compact(data)); // so that it comes back as it went
        m_held.insert(table + '/' + id, compact(QJsonDocument::fromJson(whole).object()));
        log(table, id, "Update", whole);
    }
    void remove(const QByteArray &table, const QByteArray &id)
    {
        m_held.remove(table + '/' + id);
        log(table, id, "Delete", "null");
    }
    /// Pushes the log, `batch` records at a time, then the empty push that ends it, then pulls.
    void synchronise(qsizetype batch = 1024)
    {
        while (!m_log.isEmpty()) {
            const QByteArrayList records = m_log.mid(0, batch);
            send(m_log.size(), records);
            m_log.remove(0, records.size());
        }
        send(0, {});
        pull();
    }
    const Held &held() const { return m_held; }
    QJsonObject at(const QByteArray &key) const { return QJsonDocument::fromJson(m_held.value(key)).object(); }
    /// All that the primary would give it now, were it to begin again.
    Held initialised()
    {
        REQUIRE(m_caller.post(initialiseCall, "{}").status == 200);
        Held mine;
        mine.swap(m_held);
        pull();
        mine.swap(m_held);
        return mine;
    }

private:
    void log(const QByteArray &table, const QByteArray &id, const QByteArray &action, const QByteArray &data)
    {
        m_log.append(R"({"syncOutId":")" + QByteArray::number(++m_cursor) + R"(","tableName":")" + table
            + R"(","recordId":")" + id + R"(","action":")" + action + R"(","recordData":)" + data + '}');
    }
    void send(qsizetype left, const QByteArrayList &records)
    {
        const QByteArray body
            = R"({"queueLength":)" + QByteArray::number(left) + R"(,"data":[)" + records.join(',') + "]}";
        CHECK(m_caller.post(queueCall, body).status == 200);
    }
    void pull()
    {
        for (;;) {
            const QJsonArray records
                = jsonOf(m_caller.get(queueCall + "?limit=3")).value(QStringLiteral("data")).toArray();
            if (records.isEmpty())
                return;
            QJsonArray ids;
            for (const auto &value : records) {
                const QJsonObject record = value.toObject();
                const QByteArray key = record.value(QStringLiteral("tableName")).toString().toUtf8() + '/'
                    + record.value(QStringLiteral("recordId")).toString().toUtf8();
                if (record.value(QStringLiteral("action")) == QStringLiteral("delete"))
                    m_held.remove(key);
                else
                    m_held.insert(key, compact(record.value(QStringLiteral("recordData"))));
                ids.append(record.value(QStringLiteral("syncOutId")));
            }
            const QJsonObject acknowledged {{QStringLiteral("syncIDs"), ids}};
            CHECK(m_caller.post(acknowledgeCall, QJsonDocument(acknowledged).toJson()).status == 204);
        }
    }

    V5Caller m_caller;
    QByteArrayList m_log;
    int m_cursor = 0;
    Held m_held;
};

struct Country {
    ServedPrimary primary;
    std::unique_ptr<Clinic> hill; ///< store_a
    std::unique_ptr<Clinic> valley; ///< store_b

    Country()
    {
        primary.start();
        hill = std::make_unique<Clinic>(primary.hill());
        valley = std::make_unique<Clinic>(primary.valley());
    }
    qint64 quarantined() { return primary.datafile().quarantine().count().value(); }
    /// Until nothing is on its way any more.
    void synchroniseAll(qsizetype batch = 1024)
    {
        for (int round = 0; round < 3; ++round) {
            hill->synchronise(batch);
            valley->synchronise(batch);
        }
    }
};

QJsonObject patient(const char *first, const char *home = "store_a")
{
    return {{QStringLiteral("type"), QStringLiteral("patient")}, {QStringLiteral("first"), QString::fromLatin1(first)},
        {QStringLiteral("supplying_store_id"), QString::fromLatin1(home)}};
}

QJsonObject joinOf(const char *store, const char *patient)
{
    return {{QStringLiteral("store_ID"), QString::fromLatin1(store)},
        {QStringLiteral("name_ID"), QString::fromLatin1(patient)}, {QStringLiteral("inactive"), false}};
}

QJsonObject documentOf(const char *patient, const char *text = "")
{
    return {{QStringLiteral("owner_name_ID"), QString::fromLatin1(patient)},
        {QStringLiteral("name"), QStringLiteral("visit")}, {QStringLiteral("type"), QStringLiteral("Visit")},
        {QStringLiteral("datetime"), QStringLiteral("2024-03-09T13:04:06")},
        {QStringLiteral("data"), QString::fromLatin1(text)}};
}

QJsonObject visitOf(const char *store, const char *patient)
{
    return {{QStringLiteral("store_ID"), QString::fromLatin1(store)},
        {QStringLiteral("name_ID"), QString::fromLatin1(patient)}};
}

/// Patient p, made in store_a, joined there and in store_b.
void share(Country &country)
{
    country.hill->change("name", "p", patient("Ada"));
    country.hill->change("name_store_join", "ja", joinOf("store_a", "p"));
    country.hill->synchronise();
    country.valley->change("name_store_join", "jb", joinOf("store_b", "p"));
    country.valley->synchronise();
    REQUIRE(country.valley->held().contains("name/p"));
}

} // namespace

TEST_CASE("B3: a patient made at one site is joined and edited at another, then at home again, with its home's store")
{
    Country country;
    share(country);
    QJsonObject edited = country.valley->at("name/p");
    edited.insert(QStringLiteral("first"), QStringLiteral("Ada of the valley"));
    country.valley->change("name", "p", edited);
    country.synchroniseAll();
    CHECK(country.hill->at("name/p") == edited);
    edited.insert(QStringLiteral("first"), QStringLiteral("Ada of the hill"));
    country.hill->change("name", "p", edited);
    country.synchroniseAll();
    CHECK(country.valley->at("name/p") == edited);
    CHECK(country.quarantined() == 0);
}

TEST_CASE(
    "B3: vaccinations, encounters, documents and insurances of a shared patient are made at both sites, in any order")
{
    Country country;
    const qsizetype batch = GENERATE(1, 4, 1024);
    // Only the last change of each record is in a log: here everything else comes before the patient and the joins.
    for (const auto &[clinic, store, prefix] :
        {std::tuple(country.hill.get(), "store_a", "a"), std::tuple(country.valley.get(), "store_b", "b")}) {
        const QByteArray id(prefix);
        clinic->change("om_document", id + "-document", documentOf("p"));
        clinic->change("nameInsuranceJoin", id + "-insurance",
            {{QStringLiteral("nameID"), QStringLiteral("p")},
                {QStringLiteral("insuranceProviderID"), QStringLiteral("i")},
                {QStringLiteral("type"), QStringLiteral("personal")},
                {QStringLiteral("expiryDate"), QStringLiteral("2027-01-01")}});
        clinic->change("om_vaccination", id + "-vaccination", visitOf(store, "p"));
        clinic->change("om_encounter", id + "-encounter", visitOf(store, "p"));
    }
    country.valley->synchronise(batch);
    country.hill->synchronise(batch);
    CHECK(country.quarantined() == 8);
    for (const char *key : {"om_document/b-document", "om_vaccination/b-vaccination"})
        CHECK_FALSE(country.hill->held().contains(key)); // nobody is given what nobody may see yet
    country.valley->change("name_store_join", "jb", joinOf("store_b", "p"));
    country.valley->synchronise(batch);
    country.hill->change("name_store_join", "ja", joinOf("store_a", "p"));
    country.hill->change("name", "p", patient("Ada"));
    country.synchroniseAll(batch);
    CHECK(country.quarantined() == 0);
    Held hill = country.hill->held();
    Held valley = country.valley->held();
    hill.remove("name_store_join/ja");
    valley.remove("name_store_join/jb");
    CHECK(hill.size() == 9);
    CHECK((hill == valley));
    CHECK((country.hill->initialised() == country.hill->held()));
    CHECK((country.valley->initialised() == country.valley->held()));
}

TEST_CASE("B3: a patient that is fetched: edited before its join stands in the log")
{
    Country country;
    country.hill->change("name", "p", patient("Ada"));
    country.hill->change("om_document", "d", documentOf("p", "from the hill"));
    country.hill->synchronise();
    country.valley->change("name", "p", patient("Ada, fetched"));
    country.valley->change("om_document", "e", documentOf("p", "from the valley"));
    country.valley->synchronise(1);
    CHECK(country.primary.dataOf("name", "p")->contains("\"Ada\""));
    CHECK_FALSE(country.valley->held().contains("om_document/d"));
    country.valley->change("name_store_join", "jb", joinOf("store_b", "p"));
    country.synchroniseAll(1);
    CHECK(country.hill->at("name/p") == country.valley->at("name/p"));
    CHECK(country.hill->at("name/p").value(QStringLiteral("first")) == QStringLiteral("Ada, fetched"));
    CHECK(country.valley->held().contains("om_document/d"));
    CHECK(country.hill->held().contains("om_document/e"));
    CHECK(country.quarantined() == 0);
}

TEST_CASE(
    "B3: two patients that are one: what belonged to one is given to the other, and a pushed merge holds up nothing")
{
    Country country;
    share(country);
    country.hill->change("name", "double", patient("Ada twice"));
    country.hill->change("om_document", "d", documentOf("double"));
    country.synchroniseAll();
    CHECK_FALSE(country.valley->held().contains("om_document/d"));
    country.hill->change("om_document", "d", documentOf("p"));
    country.hill->remove("name", "double");
    country.synchroniseAll();
    CHECK(country.valley->held().contains("om_document/d"));
    CHECK_FALSE(country.primary.dataOf("name", "double"));
    CHECK(country.quarantined() == 0);
    V5Caller hill = country.primary.hill();
    const RawReply answer = hill.post(queueCall,
        R"({"queueLength":2,"data":[{"syncOutId":"1","tableName":"name","recordId":"m","action":"Merge",)"
        R"("recordData":{"mergeIdToKeep":"x","mergeIdToDelete":"p"}},{"syncOutId":"2","tableName":"om_document",)"
        R"("recordId":"after","action":"Update","recordData":{"ID":"after","owner_name_ID":"p"}}]})");
    CHECK(answer.status == 200);
    CHECK(country.primary.dataOf("name", "p"));
    CHECK(country.primary.dataOf("om_document", "after"));
    CHECK(country.quarantined() == 1);
}

TEST_CASE("B3: a clinician is made without a store, joined at two sites and edited at both")
{
    Country country;
    const auto clinician = [](const char *name) {
        return QJsonObject {
            {QStringLiteral("last_name"), QString::fromLatin1(name)}, {QStringLiteral("store_ID"), QJsonValue::Null}};
    };
    const auto join = [](const char *store) {
        return QJsonObject {{QStringLiteral("store_ID"), QString::fromLatin1(store)},
            {QStringLiteral("prescriber_ID"), QStringLiteral("c")}};
    };
    country.hill->change("clinician_store_join", "ja", join("store_a"));
    country.hill->change("clinician", "c", clinician("Hopper"));
    country.hill->synchronise(1);
    country.valley->change("clinician_store_join", "jb", join("store_b"));
    country.synchroniseAll();
    REQUIRE(country.valley->held().contains("clinician/c"));
    country.valley->change("clinician", "c", clinician("Hopper, Grace"));
    country.synchroniseAll();
    CHECK(country.hill->at("clinician/c").value(QStringLiteral("last_name")) == QStringLiteral("Hopper, Grace"));
    country.hill->change("clinician", "c", clinician("Hopper, G."));
    country.synchroniseAll();
    CHECK(country.valley->at("clinician/c") == country.hill->at("clinician/c"));
    CHECK(country.quarantined() == 0);
}

TEST_CASE(
    "B3: a patient that was deleted at a site where it is not at home comes back there, and stays everywhere else")
{
    Country country;
    share(country);
    country.valley->remove("name", "p");
    CHECK_FALSE(country.valley->held().contains("name/p"));
    country.synchroniseAll();
    CHECK(country.valley->at("name/p") == country.hill->at("name/p"));
    CHECK(country.primary.dataOf("name", "p"));
    country.hill->remove("name", "p");
    country.synchroniseAll();
    CHECK_FALSE(country.valley->held().contains("name/p"));
    CHECK_FALSE(country.primary.dataOf("name", "p"));
}

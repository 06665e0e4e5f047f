// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What several sites write, where they do not know of each other's changes, and where the primary is restored meanwhile.
#include "tests/support/catch.h"
#include "tests/support/sites/expected.h"

#include <QFile>

#include <array>

using namespace mailboat;
using namespace mailboat::test;

namespace {

const QByteArray patientOfA = R"({"ID":"P","name":"%","type":"patient","supplying_store_id":"A"})";
const QByteArray insuranceOfPatient = R"({"ID":"I","nameID":"P","policyNumberFull":"%"})";
const QByteArray joinOfB = R"({"ID":"J","name_ID":"P","store_ID":"B"})";
const QByteArray barcodeOfAll = R"({"ID":"C","itemID":"i","barcode":"%"})";

QByteArray form(QByteArray record, const QByteArray &text)
{
    return record.replace('%', text);
}

/// A primary and two satellites with stores A and B; the patient P is at home in A, and B sees him.
struct TwoClinics {
    PrimarySite primary;
    std::unique_ptr<SatelliteSite> a;
    std::unique_ptr<SatelliteSite> b;

    TwoClinics()
    {
        for (const auto &[id, store] : {std::pair(2, "A"), std::pair(3, "B")}) {
            primary.addSatellite(id);
            addStore(primary, store, id);
        }
        primary.start();
        a = std::make_unique<SatelliteSite>(2, primary.url());
        b = std::make_unique<SatelliteSite>(3, primary.url());
        synchronise(*a);
        synchronise(*b);
    }
    static void synchronise(SatelliteSite &site)
    {
        const CycleReport report = site.synchronise();
        INFO((report.error ? describe(*report.error).toStdString() : std::string()));
        REQUIRE(report.ok);
    }
    void synchroniseBoth(int rounds)
    {
        for (int round = 0; round < rounds; ++round) {
            synchronise(*a);
            synchronise(*b);
        }
    }
    void putShared()
    {
        a->put("name", "P", form(patientOfA, "of A"));
        a->put("nameInsuranceJoin", "I", form(insuranceOfPatient, "of A"));
        a->put("barcode", "C", form(barcodeOfAll, "of A"));
        b->put("name_store_join", "J", joinOfB);
        synchroniseBoth(2);
    }
    void checkEqual()
    {
        for (SatelliteSite *site : {a.get(), b.get()})
            CHECK(difference(expectedAt(site->id(), primary.holdings()), site->holdings()) == QByteArray());
    }
};

} // namespace

TEST_CASE("12: what a site has changed, and another one has deleted meanwhile, stays at all ends")
{
    TwoClinics clinics;
    clinics.putShared();
    const std::array<Record, 3> changed {Record {"barcode", "C", Action::Update, form(barcodeOfAll, "of B")},
        Record {"nameInsuranceJoin", "I", Action::Update, form(insuranceOfPatient, "of B")},
        Record {"name_store_join", "J", Action::Update, R"({"ID":"J","name_ID":"P","store_ID":"B","inactive":false})"}};
    const size_t which = GENERATE(size_t(0), size_t(1), size_t(2));
    const auto &[table, id, action, data] = changed.at(which);
    CAPTURE(table.toStdString());
    clinics.primary.remove(table, id);
    clinics.b->put(table, id, data);
    clinics.synchroniseBoth(2);
    CHECK(clinics.b->dataOf(table, id).has_value());
    CHECK(clinics.primary.dataOf(table, id) == clinics.b->dataOf(table, id));
    clinics.checkEqual();
}

TEST_CASE(
    "12.3: what several sites write, and the one that wrote it first alone may send, comes back to a restored primary")
{
    TwoClinics clinics;
    clinics.primary.stop();
    clinics.primary.close();
    const QString backup = clinics.primary.path() + QStringLiteral(".backup");
    REQUIRE(QFile::copy(clinics.primary.path(), backup));
    clinics.primary.reopen();
    clinics.primary.start();
    for (SatelliteSite *site : {clinics.a.get(), clinics.b.get()})
        site->editPeerUrl(primarySyncId, clinics.primary.url().toString());
    clinics.putShared();
    for (const auto &[table, id, record] : {std::tuple("name", "P", patientOfA),
             std::tuple("nameInsuranceJoin", "I", insuranceOfPatient), std::tuple("barcode", "C", barcodeOfAll)})
        clinics.b->put(table, id, form(record, "of B"));
    clinics.primary.put("name_store_join", "J", joinOfB + ' '); // as by hand: another origin
    clinics.synchroniseBoth(2);
    clinics.synchronise(*clinics.b);

    PrimarySite restored(backup);
    clinics.primary.stop();
    restored.start();
    for (SatelliteSite *site : {clinics.a.get(), clinics.b.get()}) {
        site->editPeerUrl(primarySyncId, restored.url().toString());
        REQUIRE_FALSE(site->synchronise().ok);
    }
    restored.recover(Recovery::Choice::Collect);
    const bool isHomeFirst = GENERATE(true, false);
    CAPTURE(isHomeFirst);
    clinics.synchronise(isHomeFirst ? *clinics.a : *clinics.b);
    clinics.synchronise(isHomeFirst ? *clinics.b : *clinics.a);
    clinics.synchroniseBoth(2);
    for (const auto &[table, id] : {std::pair("name", "P"), std::pair("nameInsuranceJoin", "I"),
             std::pair("barcode", "C"), std::pair("name_store_join", "J")}) {
        CAPTURE(std::string(table));
        CHECK(restored.dataOf(table, id).has_value());
    }
    for (SatelliteSite *site : {clinics.a.get(), clinics.b.get()})
        CHECK(difference(expectedAt(site->id(), restored.holdings()), site->holdings()) == QByteArray());
    CHECK(clinics.b->dataOf("name", "P").has_value());
}

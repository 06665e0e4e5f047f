// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How long a search among very many patients takes, beside reading all their records; and what their index costs when they come.
#include "core/records/lookup.h"
#include "core/sql/connection.h"
#include "core/store/recordtable.h"
#include "tests/support/catch.h"
#include "tests/support/sites/testsite.h"

#include <QElapsedTimer>

#include <algorithm>

using namespace mailboat;
using namespace mailboat::test;

namespace {

constexpr int patients = 200'000;
constexpr qint64 mostBytes = 16 << 20;
constexpr double goal = 250; // ms, of one search

QByteArray namePart(int number, int of)
{
    static const QByteArrayList parts {"ta", "mo", "rin", "gal", "ste", "wu", "ke", "sar", "bel", "ngo", "ri", "fen"};
    QByteArray name;
    for (int i = 0; i < 3; ++i) {
        name += parts.at(number % parts.size());
        number = number / of + 7 * i + number % 5;
    }
    name[0] = static_cast<char>(name.at(0) - 32);
    return name;
}

StoredRecord patientRecord(const QByteArray &table, int number)
{
    const QByteArray id = "P" + QByteArray::number(number) + "-8C7E4B0A9F1D4E5C";
    const QByteArray birth = QDate(1940, 1, 1).addDays(number % 29000).toString(Qt::ISODate).toLatin1();
    return storedForm({table, id, Action::Update,
                          R"({"ID":")" + id + R"(","type":"patient","last":")" + namePart(number, 12) + R"(","first":")"
                              + namePart(number / 7, 9) + R"(","code":"C)" + QByteArray::number(number)
                              + R"(","date_of_birth":")" + birth + R"(","comment":")" + QByteArray(600, 'x') + R"("})"},
        SyncId {2});
}

/// Milliseconds.
qint64 putAll(Connection &connection, const QByteArray &table)
{
    constexpr int atOnce = 5000;
    QElapsedTimer timer;
    timer.start();
    for (int from = 0; from < patients; from += atOnce) {
        REQUIRE(connection.transact([&]() -> Result<> {
            RecordTable records(connection);
            for (int number = from; number < from + atOnce; ++number) {
                if (const auto put = records.put(patientRecord(table, number)); !put)
                    return failure(put.error());
            }
            return {};
        }));
    }
    return timer.elapsed();
}

template<class Work>
double milliseconds(const Work &work)
{
    double best = 0;
    for (int round = 0; round < 3; ++round) {
        QElapsedTimer timer;
        timer.start();
        work();
        const double spent = static_cast<double>(timer.nsecsElapsed()) / 1e6;
        best = round == 0 ? spent : std::min(best, spent);
    }
    return best;
}

} // namespace

TEST_CASE("time of a search among 200,000 patients", "[lookups]")
{
    TestSite primary(primarySyncId);
    Connection &connection = primary.datafile().connection();
    WARN("put " << patients << " records that nobody looks for: " << putAll(connection, "Location") << " ms");
    WARN("put " << patients << " patients: " << putAll(connection, "name") << " ms");
    QElapsedTimer timer;
    timer.start();
    REQUIRE(connection.transact([&connection] { return PersonTable(connection).fill(); }));
    WARN("their index made anew, as an upgrade makes it: " << timer.elapsed() << " ms");

    const auto term = [](const char *text) { return *SearchTerm::fromText(QString::fromLatin1(text)); };
    const std::initializer_list<std::pair<const char *, PersonTable::Search>> searches {
        {"part of a last name, found", {.last = term("@rin@")}},
        {"part of a last name, found nowhere", {.last = term("@zzz@")}},
        {"parts of both names, found nowhere", {.last = term("@rin@"), .first = term("@zzz@")}},
        {"the last page", {.last = term("@a@"), .offset = 60'000}},
        {"a code", {.code = term("C123456")}},
        {"part of a code", {.code = term("@C123@")}},
        {"a day of birth and part of a name", {.first = term("@ta@"), .birth = QDate(1960, 6, 1)}},
        {"a policy that nobody has", {.policy = term("@FAM@")}},
    };
    for (const auto &[what, search] : searches) {
        PersonTable::Search one = search;
        one.limit = Lookup::mostFound;
        qsizetype bytes = 0;
        const double spent = milliseconds([&] {
            const Result<QByteArray> found = Lookup(primary.datafile()).patients(one, mostBytes);
            REQUIRE(found);
            bytes = found->size();
        });
        WARN(what << ": " << spent << " ms, " << bytes << " bytes");
        CHECK(spent < goal);
    }
    const double all = milliseconds([&] {
        qint64 count = 0;
        REQUIRE(RecordTable(connection).forEach(QByteArray("name"), [&count](const StoredRecord &) -> Result<> {
            ++count;
            return {};
        }));
        REQUIRE(count == patients);
    });
    WARN("reading all of them instead: " << all << " ms");
}

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/dialect.h"
#include "core/domain/strictreader.h"
#include "tests/support/catch.h"

#include <QElapsedTimer>

using namespace mailboat;

namespace {

/// About as many keys as the original exports of an invoice.
QByteArray longInvoice(const QByteArray &entryDate)
{
    QByteArray data = R"({"ID":"t-1","name_ID":"n","store_ID":"s","type":"ci","status":"cn","entry_date":)" + entryDate;
    for (int number = 0; number < 60; ++number)
        data += ",\"field_" + QByteArray::number(number) + "\":\"some text\"";
    return withDefaults("transact", data + '}');
}

template<class Work>
void measure(const char *what, const QByteArray &data, const Work &work)
{
    constexpr int rounds = 200'000;
    QElapsedTimer timer;
    timer.start();
    for (int round = 0; round < rounds; ++round)
        REQUIRE(work(data));
    const qint64 spent = timer.nsecsElapsed();
    WARN(what << ", " << data.size() << " bytes: " << spent / rounds << " ns a record, "
              << data.size() * rounds * 1000 / spent << " MB/s");
}

} // namespace

/// Every record that a reader of another make is given goes through adapted(), beside strictFault().
TEST_CASE("time a record: what is served to Open mSupply is adapted, beside being judged", "[dialect]")
{
    const auto adapt = [](const QByteArray &data) {
        return adapted({"transact", "t-1", Action::Update, data}, [] { return QTimeZone::utc(); }).has_value();
    };
    const QByteArray plain = longInvoice(R"("2024-03-09")");
    measure("judged alone", plain, [](const QByteArray &data) { return !strictFault(data); });
    measure("nothing to adapt", plain, adapt);
    measure("a date to adapt", longInvoice(R"("2024-03-09T00:00:00")"), adapt);
}

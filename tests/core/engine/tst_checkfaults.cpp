// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/engine/checkfault.h"
#include "tests/core/engine/ownnetwork.h"
#include "tests/support/catch.h"

#include <cstdio>
#include <memory>

using namespace mailboat;
using namespace mailboat::test;

namespace {

void print(const QList<FaultRow> &rows)
{
    std::puts("| fault | step | code | ms | advice |\n|---|---|---|---|---|");
    for (const FaultRow &row : rows)
        std::printf("| %s | %s | %s | %lld | %s |\n", qPrintable(row.fault), qPrintable(row.step), qPrintable(row.code),
            static_cast<long long>(row.ms), qPrintable(row.advice));
    std::fflush(stdout);
}

} // namespace

TEST_CASE("Each fault of a connection has a finding of its own, and a check changes nothing")
{
    FaultySite site;
    QList<Fault> here;
    std::vector<std::unique_ptr<OwnNetwork>> networks; // all at once: some of them take their time
    for (const Fault &fault : allFaults()) {
        if (fault.network)
            networks.push_back(std::make_unique<OwnNetwork>(fault));
        else
            here += fault;
    }
    QList<FaultRow> rows;
    for (const Fault &fault : std::as_const(here))
        rows += findFault(fault, site);
    for (const auto &network : networks)
        rows += network->row();
    print(rows);

    QMap<QString, QString> faultByCode;
    for (const FaultRow &row : std::as_const(rows)) {
        INFO(row.fault.toStdString());
        CHECK(faultByCode.value(row.code) == QString());
        faultByCode.insert(row.code, row.fault);
        CHECK_FALSE(row.advice.isEmpty());
    }
    CHECK(rows.size() == allFaults().size());
}

TEST_CASE("A fault in a network of its own", "[.network]")
{
    FaultySite site;
    const QString wanted = OwnNetwork::wantedFault();
    for (const Fault &fault : allFaults()) {
        if (QString::fromUtf8(fault.name) == wanted)
            OwnNetwork::report(findFault(fault, site));
    }
}

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sample/sampledata.h"

#include "core/store/quarantine.h"
#include "tests/support/catch.h"
#include "tests/support/mobilecaller.h"
#include "tests/support/servedprimary.h"

using namespace mailboat;
using namespace mailboat::test;

TEST_CASE("11.6: a device initialises from the sample and passes nothing over, nor does anything stop it")
{
    ServedPrimary primary;
    SampleData sample(3, 3000, 7);
    while (const auto record = sample.next())
        primary.put(record->table, record->id, record->data);
    // The third store of the sample is the only one at Sync ID 4; the others have one of this primary's own besides.
    primary.start();
    MobileCaller tablet(primary.port(), QStringLiteral("empty"), QStringLiteral("secret-4"));
    tablet.batchSize = 500;
    tablet.initialise();
    const QStringList none;
    CHECK(tablet.passedOver.mid(0, 5) == none);
    CHECK(tablet.held.size() > 500);
    CHECK(primary.datafile().quarantine().isEmpty().value());
}

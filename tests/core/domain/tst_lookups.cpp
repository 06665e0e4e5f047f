// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/lookups.h"

#include "tests/support/catch.h"

using namespace mailboat;

TEST_CASE("11.3: what is looked for, and how it is answered, is data that is whole")
{
    const Lookups &lookups = Lookups::builtIn();
    CHECK(lookups.searchedTables().size() == 3);
    const SearchedKeys *const patients = lookups.searched(lookups.patient.table);
    REQUIRE(patients);
    CHECK(patients->owner.isEmpty());
    const SearchedKeys *const policies = lookups.searched(lookups.patient.policies);
    REQUIRE(policies);
    CHECK_FALSE(policies->owner.isEmpty());
    CHECK(lookups.searched(lookups.prescriber.table));
    CHECK(lookups.searched("no such table") == nullptr);
    for (const char *broken : {"", "{}", R"({"searched":[{"table":""}]})",
             R"({"answers":{"patient":{"table":"a","keys":[["ID","colour"]]}}})"})
        CHECK_FALSE(Lookups::fromJson(broken));
}

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prefs/appusercsv.h"
#include "tests/support/catch.h"

using namespace mailboat;

TEST_CASE("11.4: a list of people is read by the names of its columns, and an empty field says nothing")
{
    const Result<AppUserRows> read = appUserRows(
        "Permissions;NAME;password;stores;firstName\r\nall,-157;amy; s p ;st-1  st-2;Amy\r\n;ben;;;\r\n\r\n");
    REQUIRE(read);
    REQUIRE(read->rows.size() == 2);
    CHECK(read->reasons.isEmpty());
    CHECK(read->lines == QList<int> {2, 3});
    const AppUserEdit &amy = read->rows.first();
    CHECK(amy.name == QStringLiteral("amy"));
    CHECK(amy.password == QStringLiteral(" s p "));
    REQUIRE(amy.places.size() == 2);
    CHECK(amy.places.last().store == "st-2");
    CHECK(amy.permissions == AppPermissions::fromText(QStringLiteral("all,-157")).value());
    CHECK(amy.firstName == QStringLiteral("Amy"));
    const AppUserEdit &ben = read->rows.last();
    CHECK_FALSE(ben.password);
    CHECK(ben.places.isEmpty());
    CHECK_FALSE(ben.permissions);
    CHECK_FALSE(ben.firstName);
    CHECK_FALSE(ben.email);
}

TEST_CASE("11.4: what cannot be read of a list of people is named by its line, and repeats nothing of it")
{
    const Result<AppUserRows> read = appUserRows(
        "name,password,permissions\namy,pw,SECRET\nben,pw,all,SECRET\n\"cy\"SECRET,pw,\ndee,pw,view\nEd\n");
    REQUIRE(read);
    CHECK(read->rows.size() == 1);
    REQUIRE(read->reasons.size() == 4);
    CHECK(read->reasons.at(0).line == 2);
    CHECK(read->reasons.at(3).line == 6);
    for (const CsvTable::Reason &reason : read->reasons)
        CHECK_FALSE(reason.text.contains(QStringLiteral("SECRET")));
    for (const char *header : {"", "name\n", "name,password,colour\n", "name,name,password\n", "amy,pw\n"}) {
        CAPTURE(header);
        const Result<AppUserRows> refused = appUserRows(header);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().code == ErrorCode::ImportRowsBad);
    }
}

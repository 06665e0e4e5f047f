// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// People who sign in at mSupply Mobile (protocol.md §6.2): the same whom Open mSupply asks for.
#include "tests/core/server/login/people.h"
#include "tests/support/mobilecaller.h"

using namespace mailboat;
using namespace mailboat::test;

namespace {

RawReply signInAtMobile(ServedPrimary &primary, const QString &name, const QString &password, const QByteArray &store)
{
    MobileCaller device(primary.port(), name, password);
    return device.http.get("/sync/v3/user" + (store.isNull() ? QByteArray() : "?store=" + store));
}

/// Mobile shows what stands there, whatever the status is; it has to be a text.
bool isToldWords(const RawReply &reply)
{
    const QJsonValue words = jsonOf(reply).value(QStringLiteral("error"));
    return words.isString() && !words.toString().isEmpty() && !jsonOf(reply).contains(QStringLiteral("UserID"));
}

} // namespace

TEST_CASE("11.4: whoever may sign in at a store does so at Mobile, under the ID that records have")
{
    ServedPrimary primary;
    primary.put("user", "u-1", R"({"ID":"u-1","name":"amy"})");
    addPerson(primary, amy);
    primary.start();
    const RawReply in = signInAtMobile(primary, QStringLiteral("Amy "), amysPassword, "store_a");
    CHECK(in.status == 200);
    CHECK(in.body == R"({"UserID":"u-1","isAdmin":false})");
    CHECK(signInAtMobile(primary, amy, amysPassword, {}).body == in.body); // wherever that may be
    CHECK(isToldWords(signInAtMobile(primary, amy, QStringLiteral("wrong"), "store_a")));
    CHECK(isToldWords(signInAtMobile(primary, QStringLiteral("nobody"), amysPassword, "store_a")));
    CHECK(isToldWords(signInAtMobile(primary, amy, amysPassword, "store_b")));
    CHECK(isToldWords(signInAtMobile(primary, amy, amysPassword, "")));
}

TEST_CASE("11.4: a site does not sign in at Mobile as a person, nor a person as a site")
{
    ServedPrimary primary;
    addPerson(primary, amy);
    primary.start();
    CHECK(isToldWords(signInAtMobile(primary, QStringLiteral("hill"), QStringLiteral("secret-2"), "store_a")));
    CHECK(outcome(V5Caller(primary.port(), amy, amysPassword).get("/sync/v5/site")) == "401 site_name_not_found");
}

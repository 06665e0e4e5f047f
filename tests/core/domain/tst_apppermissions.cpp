// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/apppermissions.h"
#include "tests/support/catch.h"

using namespace mailboat;

namespace {

AppPermissions of(const char *text)
{
    const Result<AppPermissions> read = AppPermissions::fromText(QString::fromUtf8(text));
    REQUIRE(read);
    return *read;
}

std::string shortest(const char *text)
{
    return of(text).names().join(u' ').toStdString();
}

} // namespace

TEST_CASE("11.4: permissions are given by names, numbers and sets, and taken away again")
{
    CHECK(of("view-stock") == of("156"));
    CHECK(of(" VIEW-stock,, 147\n1 ").has(147));
    CHECK(of("1,515").has(1));
    CHECK(of("1,515").has(515));
    CHECK_FALSE(of("1,515").has(2));
    CHECK_FALSE(of("all,-server-administration").has(157));
    CHECK(of("all,-server-administration").has(156));
    CHECK_FALSE(of("-1,1,-1").has(1));
    CHECK(of("") == AppPermissions());
    CHECK_FALSE(of("all").has(0));
    CHECK_FALSE(of("all").has(516));
    CHECK_FALSE(of("all").has(-1));
    for (const char *bad :
        {"0", "516", "-0", "99999999999999999999", "view stock", "1.0", "all;view", "--all", "\xc3\xa9"}) {
        CAPTURE(bad);
        const Result<AppPermissions> read = AppPermissions::fromText(QString::fromUtf8(bad));
        REQUIRE_FALSE(read);
        CHECK(read.error().code == ErrorCode::AppUserInvalid);
    }
}

TEST_CASE("11.4: \"all\" has nothing that takes away from whoever has it")
{
    CHECK(of("hide-prices").has(5));
    CHECK_FALSE(of("all").has(5));
    int count = 0;
    for (int number = 1; number <= AppPermissions::highest; ++number)
        count += of("all").has(number) ? 1 : 0;
    CHECK(count == AppPermissions::highest - 1);
}

TEST_CASE("11.4: permissions are shown in as few words as possible, which give the same again")
{
    CHECK(shortest("").empty());
    CHECK(shortest("156") == "view-stock");
    CHECK(shortest("7,156") == "7 view-stock");
    CHECK(shortest("all") == "all");
    CHECK(shortest("all,-157") == "all -server-administration");
    CHECK(shortest("view,repack") == "view repack");
    CHECK(AppPermissions::usual().names() == QStringList {QStringLiteral("store-keeper")});
    for (const char *text : {"", "all", "all,-157,-3", "view,7", "1,3,515", "store-keeper,-76"}) {
        CHECK(of(shortest(text).c_str()) == of(text));
        CHECK(AppPermissions::fromStored(of(text).stored()) == of(text));
    }
    CHECK(of("all").stored() == QStringLiteral("1-4,6-515"));
    CHECK(AppPermissions::fromStored(QStringLiteral("x,0,516,7-x,-3,9-2,4")) == of("4"));
}

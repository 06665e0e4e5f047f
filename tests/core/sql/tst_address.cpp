// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/error.h"
#include "core/sql/address.h"
#include "tests/support/store/storesite.h"

#include <QDir>

using namespace mailboat;
using namespace mailboat::test;

TEST_CASE("A database server's URL is no address yet, and its password is not repeated")
{
    for (const char *url : {"postgresql://amy:hush@db.example:5432/mailboat?password=hush",
             "postgres://a:hush@[::bad/x", "postgresql:hush", "PostgreSQL://x:hush@y/z"}) {
        const Result<DatafileAddress> address = DatafileAddress::fromText(QString::fromLatin1(url));
        CHECK(codeOfFailure(address) == ErrorCode::DatafileUnsupported);
        CHECK_FALSE(describe(address.error()).contains(QLatin1String("hush")));
        CHECK_FALSE(address.error().detail.contains(QLatin1String("hush")));
    }
}

TEST_CASE("Addresses that lead to one datafile have one identity, before it is there and afterwards")
{
    const QTemporaryDir folder;
    REQUIRE(QFile::link(folder.path(), folder.filePath(QStringLiteral("link"))));
    const auto straight = DatafileAddress::ofFile(folder.filePath(QStringLiteral("site.mailboat")));
    const auto around = DatafileAddress::ofFile(folder.filePath(QStringLiteral("link/../link/site.mailboat")));
    const auto relative
        = DatafileAddress::ofFile(QDir::current().relativeFilePath(folder.filePath(QStringLiteral("site.mailboat"))));
    for (const bool isThere : {false, true}) {
        if (isThere)
            REQUIRE(QFile(straight.path()).open(QFile::WriteOnly));
        CHECK(around.identity() == straight.identity());
        CHECK(relative.identity() == straight.identity());
    }
    CHECK_FALSE(around == straight);
    CHECK(relative.shown() != relative.path());
    CHECK(QDir::isAbsolutePath(relative.path()));
}

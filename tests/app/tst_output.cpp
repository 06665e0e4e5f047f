// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/declare.h"
#include "app/commands/table.h"
#include "app/output.h"
#include "app/progressline.h"
#include "tests/support/catch.h"

using namespace mailboat;

TEST_CASE("Progress: title, done of total, rate, what remains")
{
    Progress progress;
    progress.done = 1200;
    progress.total = 20000;
    progress.rate = 340.2;
    progress.remaining = std::chrono::seconds(55);
    CHECK(progressText(QStringLiteral("Sending"), progress, 0)
        == QStringLiteral("Sending  1,200/20,000  340/s  55 s left"));
    CHECK(progressText(QStringLiteral("Sending"), progress, 10)
              .startsWith(QStringLiteral("Sending  [#---------]  1,200")));
    progress.remaining = std::chrono::seconds(600);
    CHECK(progressText(QStringLiteral("Sending"), progress, 0).endsWith(QStringLiteral("10 min left")));
}

TEST_CASE("Progress: the bar of a first load goes by its bytes, as in the window")
{
    Progress load;
    load.isFirstLoad = true;
    load.done = 10;
    load.total = 100;
    load.bytes = 80;
    load.bytesTotal = 100;
    CHECK(progressText(QStringLiteral("Receiving"), load, 10).contains(QStringLiteral("[########--]")));
    load.done = 100; // the bytes are about as many
    CHECK(progressText(QStringLiteral("Receiving"), load, 10).contains(QStringLiteral("[##########]")));
}

TEST_CASE("Progress: what is not known is left out")
{
    Progress progress;
    CHECK(progressText(QStringLiteral("Waiting"), progress, 20) == QStringLiteral("Waiting"));
    progress.done = 7;
    CHECK(progressText(QStringLiteral("Waiting"), progress, 20) == QStringLiteral("Waiting  7"));
    progress.done = 30;
    progress.total = 20; // the other side said less than it sent
    CHECK(progressText(QStringLiteral("Waiting"), progress, 4).contains(QStringLiteral("[####]")));
}

TEST_CASE("Columns are aligned and have no spaces at the end")
{
    CHECK(inColumns(
              {{QStringLiteral("a"), QStringLiteral("bcd"), QString()}, {QStringLiteral("long"), QStringLiteral("x")}})
        == QStringLiteral("a     bcd\nlong  x\n"));
    CHECK(twoColumns({{QStringLiteral("Sync ID"), QStringLiteral("2")}, {QStringLiteral("URL"), QStringLiteral("x")}})
        == QStringLiteral("Sync ID:  2\nURL:      x\n"));
}

TEST_CASE("Help is wrapped at words, paragraphs and indents are kept")
{
    CHECK(wrapped(QStringLiteral("one two three"), 7) == "one two\nthree");
    CHECK(wrapped(QStringLiteral("  one two three\nfour"), 9) == "  one two\n  three\nfour");
    CHECK(wrapped(QStringLiteral("averylongword x"), 5) == "averylongword\nx");
}

TEST_CASE("Times: ISO 8601 in UTC, null for never")
{
    CHECK(orNull(QDateTime()).isNull());
    CHECK(orNull(QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5), Qt::OffsetFromUTC, 3600))
        == QStringLiteral("2026-01-02T02:04:05.000Z"));
    CHECK(orNull(QString()).isNull());
    CHECK(orNull(QStringLiteral("x")) == QStringLiteral("x"));
}

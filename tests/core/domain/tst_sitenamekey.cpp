// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/sitenamekey.h"

#include "tests/support/catch.h"

#include <QElapsedTimer>

using namespace mailboat;

TEST_CASE("D6: names that differ in case, Unicode form or blanks at the ends alone have one key")
{
    const auto [name, other] = GENERATE(table<const char *, const char *>({
        {"Huff", "HUFF "}, {"Huff", "\t huff\n"}, {"Caf\u00e9", "CAFE\u0301"}, // composed and not
        {"\u00c5land", "\u212bland"}, // the sign of the ångström
        {"Stra\u00dfe", "STRASSE"},
        {"\u03a3\u03af\u03c3\u03c5\u03c6\u03bf\u03c2", "\u03a3\u038a\u03a3\u03a5\u03a6\u039f\u03a3"}, // final sigma
        {"clinic 7", "\uff23\uff2c\uff29\uff2e\uff29\uff23\u3000\uff17"}, // full width
        {"of\ufb01ce", "Office"}, // a ligature
        {"\u0639\u064a\u0627\u062f\u0629", "\ufecb\ufef4\ufe8e\ufea9\ufe93"}, // Arabic presentation forms
        {"a\u00a0b", "a b"}, // no-break space
        {"\u00a0huff\u3000", "huff"},
        {"\u1fb3\u0301", "\u0391\u0301\u0345"}, // iota subscript: case folding alone is not enough
        {"\ud55c\uad6d", "\u1112\u1161\u11ab\u1100\u116e\u11a8"}, // Hangul by syllable and by letter
    }));
    CAPTURE(name, other);
    const QString key = siteNameKey(QString::fromUtf8(name));
    CHECK(key == siteNameKey(QString::fromUtf8(other)));
    CHECK(siteNameKey(key) == key);
    CHECK_FALSE(key.isEmpty());
}

TEST_CASE("D6: other names have other keys")
{
    CHECK(siteNameKey(QStringLiteral("hill")) != siteNameKey(QStringLiteral("hills")));
    CHECK(siteNameKey(QStringLiteral("cafe")) != siteNameKey(QStringLiteral("caf\u00e9")));
    CHECK(siteNameKey(QStringLiteral("a  b")) != siteNameKey(QStringLiteral("a b")));
    CHECK(siteNameKey(QString()).isEmpty());
}

TEST_CASE("D6: no stranger makes a key take long")
{
    QString marks;
    for (int i = 0; i < 10000; ++i)
        marks += QStringLiteral("\u0301\u0323"); // out of order, each of them
    QElapsedTimer timer;
    timer.start();
    CHECK(siteNameKey(marks) == marks);
    CHECK(siteNameKey(marks.left(1000)).size() <= 1000);
    CHECK(timer.elapsed() < 500);
}

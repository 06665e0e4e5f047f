// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/plaintext.h"
#include "tests/support/catch.h"

using namespace mailboat;

TEST_CASE("Names of any script are plain text")
{
    for (const QString &text : {QString(), QStringLiteral("clinic 7"), QStringLiteral("Santé-Nord"),
             QStringLiteral("诊所"), QStringLiteral("می‌خواهم"), QStringLiteral("😀")}) {
        CAPTURE(text);
        CHECK(isPlainText(text));
    }
}

TEST_CASE("What cannot be seen is no plain text")
{
    const QString brokenPair = QString(QChar(0xD800)) + u'x';
    for (const QString &text : {QStringLiteral("a\nb"), QStringLiteral("a\tb"), QStringLiteral("a\u0000b"),
             QStringLiteral("a\u007Fb"), QStringLiteral("a\u202Eb"), QStringLiteral("a\u2066b"),
             QStringLiteral("a\u2028b"), QStringLiteral("\uFEFFa"), QStringLiteral("a\uFFFFb"), brokenPair}) {
        CAPTURE(text.toUtf8().toHex());
        CHECK_FALSE(isPlainText(text));
    }
}

TEST_CASE("The plain form is trimmed and composed")
{
    CHECK(plainForm(QStringLiteral(" \tcafe\u0301\n")) == QStringLiteral("café"));
    CHECK(plainForm(QStringLiteral("two  words")) == QStringLiteral("two  words"));
}

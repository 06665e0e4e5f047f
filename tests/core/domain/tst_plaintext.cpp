// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/error.h"
#include "core/domain/plaintext.h"
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

TEST_CASE("E1: text from outside is made plain where it enters an Error, in lists and after it was made, too")
{
    CHECK(plain(QStringLiteral("a\u001b[31m\u202Eb\r\nc\u2028d\u009b"))
        == QStringLiteral("a\uFFFD[31m\uFFFDb  c d\uFFFD"));
    CHECK(plain(QStringLiteral("one\ntwo\t\u001b"), Breaks::Lines) == QStringLiteral("one\ntwo \uFFFD"));
    CHECK(plain(QString(QChar(0xD800)) + u'x') == QStringLiteral("\uFFFDx"));
    CHECK(plain(QStringLiteral("Santé 诊所 می‌خواهم 😀"))
        == QStringLiteral("Santé 诊所 می‌خواهم 😀"));
    const QString evil = QStringLiteral("x\u001b\u202Ey");
    const QString shown = QStringLiteral("x\uFFFD\uFFFDy");
    Error error {
        ErrorCode::OtherSide, {{QStringLiteral("text"), evil}, {QStringLiteral("list"), QStringList {evil}}}, evil};
    error.values.insert(QStringLiteral("later"), evil.toUtf8());
    CHECK(error.values.value(QStringLiteral("text")) == shown);
    CHECK(error.values.value(QStringLiteral("list")) == QStringList {shown});
    CHECK(error.values.value(QStringLiteral("later")) == shown);
    CHECK(error.detail == shown);
    error.detail = evil;
    CHECK(error.detail == shown);
}

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/ctlsite.h"
#include "tests/app/words.h"
#include "tests/support/catch.h"
#include "tests/support/child.h"
#include "tests/support/paths.h"

#include <QDate>

using namespace mailboat::test;

TEST_CASE("code add: makes a new code, prints it once, and it unlocks")
{
    const CtlSite site(1);
    const Answer made = site.must(words("code add --label Asha --expires 2199-12-31"));
    CHECK(made.object.value(QStringLiteral("label")) == QStringLiteral("Asha"));
    CHECK(made.object.value(QStringLiteral("expires"))
        == QDateTime(QDate(2199, 12, 31), QTime(23, 59, 59)).toUTC().toString(Qt::ISODateWithMs));
    const QString code = made.object.value(QStringLiteral("code")).toString();
    REQUIRE_FALSE(code.isEmpty());
    CHECK(site.ask(QStringList {QStringLiteral("--code"), code} + words("prefs set request-size 7")).status == 0);
    CHECK_FALSE(site.ask(words("code list")).output.contains(code.toUtf8()));
    CHECK_FALSE(site.datafileBytes().contains(code.toUtf8()));
}

TEST_CASE("code list: needs no code, label, created, expires")
{
    const CtlSite site(1);
    const Answer list = site.ask(words("code list"));
    REQUIRE(list.status == 0);
    REQUIRE(list.array.size() == 1);
    const QJsonObject first = list.array.first().toObject();
    CHECK(first.value(QStringLiteral("label")).isString());
    CHECK(first.value(QStringLiteral("created")).toString().endsWith(QLatin1Char('Z')));
    CHECK(first.value(QStringLiteral("expires")).isNull());
    CHECK(first.keys() == QStringList {QStringLiteral("created"), QStringLiteral("expires"), QStringLiteral("label")});
}

TEST_CASE("code add, code revoke: need a code, and its lack comes before any rule")
{
    const CtlSite site(1);
    for (const char *line : {"code add --label x --expires 2001-01-01", "code add --label x --expires nonsense",
             "code revoke no-such-label"}) {
        INFO(line);
        CHECK(site.ask(words(line)).status == 3);
        CHECK(site.askWithCode(words(line)).status == 2);
    }
}

TEST_CASE("C2: a new code that cannot be shown is revoked again")
{
    const CtlSite site(1);
    const QJsonArray before = site.ask(words("code list")).array;
    const QStringList line
        = site.withDatafile(QStringList {QStringLiteral("--code"), rightCode} + words("code add --label field"));
    Child child(QStringLiteral("/bin/sh"),
        QStringList {QStringLiteral("-c"), QStringLiteral("exec \"$0\" \"$@\" > /dev/full"), mailboatctlProgram()}
            + line,
        site.environment());
    const Ran lost = ranToEnd(child);
    CHECK(lost.status == 1);
    INFO(lost.errors.toStdString());
    CHECK(lost.errors.contains("revoked again"));
    CHECK(site.ask(words("code list")).array == before);
}

TEST_CASE("code add: a date in the past, no date, a label in use are refused")
{
    const CtlSite site(1);
    const QString yesterday = QDateTime::currentDateTimeUtc().date().addDays(-1).toString(Qt::ISODate);
    const QString today = QDateTime::currentDateTimeUtc().date().toString(Qt::ISODate);
    const auto add = [&site](const QString &date) {
        return site.askWithCode(words("code add --label x --expires") + QStringList {date});
    };
    CHECK(add(yesterday).errorCode() == QStringLiteral("code_expiry_past"));
    for (const char *nonsense : {"2030-13-01", "2030-02-30", "soon", "2030", "12:00", ""})
        CHECK(add(QString::fromUtf8(nonsense)).errorCode() == QStringLiteral("usage_wrong"));
    CHECK(site.ask(words("code list")).array.size() == 1);
    CHECK(add(today).status == 0);
    CHECK(add(today).errorCode() == QStringLiteral("code_label_in_use"));
}

TEST_CASE("code revoke: a revoked code is worthless, the last one stays")
{
    const CtlSite site(1);
    const QString code = site.must(words("code add --label Asha")).object.value(QStringLiteral("code")).toString();
    const QString first
        = site.ask(words("code list")).array.first().toObject().value(QStringLiteral("label")).toString();
    CHECK(site.must({QStringLiteral("code"), QStringLiteral("revoke"), first}).object.value(QStringLiteral("ok"))
        == true);
    const Answer locked = site.askWithCode(words("prefs set request-size 7"));
    CHECK(locked.status == 3);
    CHECK(locked.errorCode() == QStringLiteral("code_wrong"));
    const Answer last = site.ask(QStringList {QStringLiteral("--code"), code} + words("code revoke Asha"));
    CHECK(last.status == 2);
    CHECK(last.errorCode() == QStringLiteral("code_last_one"));
}

TEST_CASE("Many commands with the right code may run at once")
{
    const CtlSite site(1);
    const QString password = site.write(QStringLiteral("password"), "secret\n");
    std::vector<std::unique_ptr<Child>> children;
    for (int id = 2; id < 14; ++id) {
        const QString number = QString::number(id);
        children.push_back(std::make_unique<Child>(
            site.withDatafile({QStringLiteral("--code"), rightCode, QStringLiteral("peers"), QStringLiteral("add"),
                number, QStringLiteral("--user"), QStringLiteral("clinic") + number, QStringLiteral("--password-file"),
                password}),
            site.environment()));
    }
    for (const auto &child : children)
        CHECK(child->exitStatus() == 0);
}

TEST_CASE("Five wrong tries are free, then every try has to wait, the right code too, a missing code is no try")
{
    const CtlSite site(1);
    for (int tries = 0; tries < 5; ++tries) {
        CHECK(site.ask(words("prefs set request-size 7")).errorCode() == QStringLiteral("code_missing"));
        CHECK(site.ask(words("--code WRONG-WRONG-WRONG prefs set request-size 7")).errorCode()
            == QStringLiteral("code_wrong"));
    }
    const Answer sixth = site.ask(words("--code WRONG-WRONG-WRONG prefs set request-size 7"));
    CHECK(sixth.status == 3);
    const Answer right = site.askWithCode(words("prefs set request-size 7"));
    CHECK(right.status == 3);
    CHECK(right.errorCode() == QStringLiteral("code_too_many_tries"));
    CHECK(site.ask(words("prefs get request-size")).object.value(QStringLiteral("request-size")) == 0);
}

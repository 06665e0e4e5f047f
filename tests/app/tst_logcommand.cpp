// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/ctlsite.h"
#include "tests/app/words.h"
#include "tests/support/catch.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QJsonDocument>

using namespace mailboat::test;

TEST_CASE("log: newest last, as many as asked for, with the audit entries")
{
    const CtlSite site(1);
    site.addPeer(2, QStringLiteral("a"));
    site.must(words("prefs set request-size 77"));
    const Answer all = site.ask(words("log"));
    REQUIRE(all.status == 0);
    REQUIRE(all.array.size() > 2);
    qint64 before = 0;
    for (const auto &value : all.array) {
        const QJsonObject entry = value.toObject();
        for (const char *key : {"number", "time", "kind", "who", "what", "details"})
            CHECK(entry.contains(QString::fromUtf8(key)));
        CHECK(entry.value(QStringLiteral("number")).toInteger() > before);
        before = entry.value(QStringLiteral("number")).toInteger();
    }
    CHECK(QJsonDocument(all.array.last().toObject()).toJson().contains("request-size"));
    const Answer two = site.ask(words("log -n 2"));
    REQUIRE(two.array.size() == 2);
    CHECK(two.array.last() == all.array.last());
    CHECK(site.ask(words("log -n 0")).output == "[]\n");
    CHECK(site.run(words("log -n 1")).output.contains("request-size"));
}

TEST_CASE("log: failed cycles stand in it with their report")
{
    const CtlSite site(2);
    site.addPeer(1, QStringLiteral("x"), QStringLiteral("http://127.0.0.1:1"));
    site.must(words("prefs set sync-interval 0"));
    Child child(site.withDatafile(words("sync --progress --json")), site.environment());
    child.lineAfter("{");
    child.interrupt();
    CHECK(child.exitStatus() == 130);
    const QJsonObject last = site.ask(words("log -n 1")).array.last().toObject();
    CHECK(last.value(QStringLiteral("kind")) == QStringLiteral("cycle"));
    CHECK(last.value(QStringLiteral("details")).toObject().value(QStringLiteral("ok")) == false);
}

TEST_CASE("log --follow: shows what other processes add, one JSON object a line, until Ctrl-C")
{
    const CtlSite site(1);
    Child follower(site.withDatafile(words("--json log -n 1 --follow")), site.environment());
    follower.lineAfter("{");
    site.addPeer(2, QStringLiteral("followed-name"));
    while (!follower.output().contains("followed-name"))
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    follower.interrupt();
    CHECK(follower.exitStatus() == 130);
    for (const QByteArray &line : follower.output().trimmed().split('\n'))
        CHECK(QJsonDocument::fromJson(line).isObject());
}

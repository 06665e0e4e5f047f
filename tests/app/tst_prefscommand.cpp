// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/ctlsite.h"
#include "tests/app/words.h"
#include "tests/support/catch.h"

using namespace mailboat::test;

namespace {

QJsonValue preference(const CtlSite &site, const char *name)
{
    const QString key = QString::fromUtf8(name);
    return site.ask({QStringLiteral("prefs"), QStringLiteral("get"), key}).object.value(key);
}

} // namespace

TEST_CASE("prefs: one JSON object with every preference, numbers and truths as such")
{
    const CtlSite site(2);
    const Answer all = site.ask(words("prefs"));
    REQUIRE(all.status == 0);
    CHECK(all.object.value(QStringLiteral("sync-id")) == 2);
    CHECK(all.object.value(QStringLiteral("sync-interval")) == 1);
    CHECK(all.object.value(QStringLiteral("request-size")) == 0);
    CHECK(all.object.value(QStringLiteral("node-http-client")) == false);
    CHECK(all.object.value(QStringLiteral("listen")) == QStringLiteral("127.0.0.1:2048"));
    CHECK(all.object.value(QStringLiteral("external-url")) == QString());
    CHECK(all.object.value(QStringLiteral("idle-timeout")) == 60);
    CHECK(site.run(words("prefs get listen")).output == "127.0.0.1:2048\n");
}

TEST_CASE("prefs set: with a code the value is saved")
{
    const CtlSite site(0);
    for (const auto &[name, value] : {std::pair("sync-id", "12"), std::pair("request-size", "500"),
             std::pair("listen", "127.0.0.1:4000"), std::pair("proxy", "none"), std::pair("log-days", "30")}) {
        INFO(name);
        site.must({QStringLiteral("prefs"), QStringLiteral("set"), QString::fromUtf8(name), QString::fromUtf8(value)});
        CHECK(site.run({QStringLiteral("prefs"), QStringLiteral("get"), QString::fromUtf8(name)}).output
            == QByteArray(value) + '\n');
    }
}

TEST_CASE("prefs set: the interval is the only preference that needs no code")
{
    const CtlSite site(2);
    CHECK(site.ask(words("prefs set sync-interval 10")).status == 0);
    CHECK(preference(site, "sync-interval") == 10);
    CHECK(site.ask(words("prefs set sync-interval 0")).status == 0);
    CHECK(site.ask(words("--code wrong prefs set sync-interval 10080")).status == 0);

    for (const char *line : {"prefs set sync-id 3", "prefs set request-size 5", "prefs set listen 127.0.0.1:1",
             "prefs set node-http-client true", "prefs set proxy none"}) {
        INFO(line);
        const Answer locked = site.ask(words(line));
        CHECK(locked.status == 3);
        CHECK(locked.errorCode() == QStringLiteral("code_missing"));
    }
    CHECK(preference(site, "sync-id") == 2);
}

TEST_CASE("prefs set: the lack of a code comes before any rule")
{
    const CtlSite site(2);
    for (const char *line : {"prefs set sync-id nonsense", "prefs set no-such-name 1", "prefs set listen nonsense"}) {
        INFO(line);
        CHECK(site.ask(words(line)).status == 3);
        CHECK(site.askWithCode(words(line)).status == 2);
    }
}

TEST_CASE("prefs set: what a rule refuses changes nothing")
{
    const CtlSite site(2);
    const Answer before = site.ask(words("prefs"));
    for (const char *line : {"prefs set sync-id 2147483648", "prefs set sync-id 1.5", "prefs set sync-interval 10081",
             "prefs set sync-interval soon", "prefs set request-size 10001", "prefs set node-http-client maybe",
             "prefs set listen 127.0.0.1", "prefs set external-url ftp://x", "prefs set idle-timeout 1",
             "prefs set -- sync-interval -1"}) {
        INFO(line);
        const Answer refused = site.askWithCode(words(line));
        CHECK(refused.status == 2);
        CHECK_FALSE(refused.errorCode().isEmpty());
    }
    CHECK(site.ask(words("prefs")).output == before.output);
}

TEST_CASE("prefs set sync-id: a role that the list does not fit is refused and names the rows")
{
    const CtlSite site(1);
    site.addPeer(5, QStringLiteral("clinic5"));
    const Answer refused = site.askWithCode(words("prefs set sync-id 2"));
    CHECK(refused.status == 2);
    CHECK(refused.errorCode() == QStringLiteral("role_mismatch"));
    CHECK(refused.output.contains("5"));
    CHECK(preference(site, "sync-id") == 1);
}

TEST_CASE("prefs set: many at once are done one after the other")
{
    const CtlSite site(2);
    std::vector<std::unique_ptr<Child>> children;
    for (int minutes = 1; minutes <= 8; ++minutes)
        children.push_back(std::make_unique<Child>(
            site.withDatafile(words("prefs set sync-interval") + QStringList {QString::number(minutes)}),
            site.environment()));
    for (const auto &child : children)
        CHECK(child->exitStatus() == 0);
}

TEST_CASE("prefs get: an unknown name is refused")
{
    const CtlSite site(2);
    const Answer refused = site.ask(words("prefs get no-such-name"));
    CHECK(refused.status == 2);
    CHECK(refused.errorCode() == QStringLiteral("preference_unknown"));
}

TEST_CASE("E4: the proxy's password is kept as a secret: taken from a file, in no output, log or error, and used")
{
    const CtlSite site(2);
    const QString pw = QStringLiteral("PLANTED-s3cret");
    const auto saysNothing
        = [&](const Ran &ran) { CHECK_FALSE(QByteArray(ran.output + ran.errors).contains(pw.toUtf8())); };
    site.must(words("prefs set proxy http://amy@proxy.example:3128 --password-file -"), pw.toUtf8() + '\n');
    CHECK(site.run(words("prefs get proxy")).output == "http://amy:…@proxy.example:3128\n");
    site.must(QStringList(words("prefs set proxy")) << QStringLiteral("http://ben:%1@proxy.example:1").arg(pw));
    CHECK(preference(site, "proxy") == QStringLiteral("http://ben:…@proxy.example:1"));
    site.must(words("peers add 1 --user hill --password-file - --url http://primary.example"), "secret\n");
    for (const char *line : {"prefs", "prefs get proxy", "--json prefs", "log -n 100", "--json log -n 100", "status",
             "check", "sync", "peers export"})
        saysNothing(site.run(words(line)));
    const QString code = QStringLiteral("--code");
    for (const QString &bad : {QStringLiteral("htp://amy:%1@proxy:1"), QStringLiteral("http://amy:%1@proxy"),
             QStringLiteral("http://amy:%1@")}) {
        const Ran ran = site.run(QStringList {code, rightCode} + words("prefs set proxy") + QStringList {bad.arg(pw)});
        CHECK(ran.status == 2);
        saysNothing(ran);
    }
    CHECK(site.askWithCode(words("prefs set log-days 3 --password-file -"), "x\n").errorCode()
        == QStringLiteral("usage_wrong"));
}

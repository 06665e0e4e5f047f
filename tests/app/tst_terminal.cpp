// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/terminalchild.h"
#include "tests/app/twosites.h"
#include "tests/app/words.h"
#include "tests/support/catch.h"

using namespace mailboat::test;

namespace {

QByteArray typedCode()
{
    return rightCode.toUtf8() + "\r";
}

} // namespace

TEST_CASE("At a terminal a missing code is asked for, unseen")
{
    const CtlSite site(1);
    TerminalChild child(site.withDatafile(words("prefs set request-size 7")), site.environment());
    child.waitFor("Authorisation code: ");
    CHECK_FALSE(child.isEchoing());
    child.type(typedCode());
    CHECK(child.exitStatus() == 0);
    CHECK_FALSE(child.screen().contains(rightCode.toUtf8()));
    CHECK(site.run(words("prefs get request-size")).output == "7\n");
}

TEST_CASE("At a terminal Enter alone is no code")
{
    const CtlSite site(1);
    TerminalChild child(site.withDatafile(words("prefs set request-size 7")), site.environment());
    child.waitFor("Authorisation code: ");
    child.type("\r");
    CHECK(child.exitStatus() == 3);
}

TEST_CASE("Ctrl-C at the question for a code ends with 130 and the terminal shows again what is typed")
{
    const CtlSite site(1);
    TerminalChild child(site.withDatafile(words("peers remove 2")), site.environment());
    child.waitFor("Authorisation code: ");
    child.type("\x03");
    CHECK(child.exitStatus() == 130);
    CHECK(child.isEchoing());
}

TEST_CASE("At a terminal peers add asks for the password, unseen")
{
    const CtlSite site(1);
    TerminalChild child(site.withDatafile(words("peers add 2 --user a")), site.environment());
    child.waitFor("Authorisation code: ");
    child.type(typedCode());
    child.waitFor("Password of the site: ");
    child.type("PLANTED-PASSWORD\r");
    CHECK(child.exitStatus() == 0);
    CHECK_FALSE(child.screen().contains("PLANTED-PASSWORD"));
    CHECK(site.ask(words("peers show 2")).status == 0);
}

TEST_CASE("generate and retrieve ask only at a terminal, and say how many records that is")
{
    const CtlSite site(1);
    site.addPeer(2, QStringLiteral("a"));
    site.must(words("records put item I1"), "{\"ID\":\"I1\"}");
    const QStringList arguments = QStringList {QStringLiteral("--code"), rightCode} + words("generate 2");

    TerminalChild no(site.withDatafile(arguments), site.environment());
    no.waitFor("Queue 1 record for the site with Sync ID 2?");
    no.waitFor("[y/N]");
    no.type("n\r");
    no.waitFor("Nothing was changed.");
    CHECK(no.exitStatus() == 1);
    CHECK_FALSE(no.screen().contains("stopped before")); // words of a cancelled synchronisation
    CHECK(site.ask(words("peers show 2")).object.value(QStringLiteral("queueLength")) == 0);

    TerminalChild json(site.withDatafile(QStringList {QStringLiteral("--json")} + arguments), site.environment());
    json.waitFor("[y/N]");
    json.type("n\r");
    json.waitFor(R"("code":"cancelled")");
    CHECK(json.exitStatus() == 1);

    TerminalChild enter(site.withDatafile(arguments), site.environment());
    enter.waitFor("[y/N]");
    enter.type("\r");
    CHECK(enter.exitStatus() == 1);

    TerminalChild yes(site.withDatafile(arguments), site.environment());
    yes.waitFor("[y/N]");
    yes.type("y\r");
    CHECK(yes.exitStatus() == 0);
    CHECK(site.ask(words("peers show 2")).object.value(QStringLiteral("queueLength")) == 1);

    TerminalChild retrieve(
        site.withDatafile(QStringList {QStringLiteral("--code"), rightCode} + words("retrieve 2")), site.environment());
    retrieve.waitFor("Only a Mailboat will hear it");
    retrieve.type("y\r");
    CHECK(retrieve.exitStatus() == 0);
    CHECK(site.ask(words("peers show 2")).object.value(QStringLiteral("resendRequested")) == true);
}

TEST_CASE("check: at a terminal every step is ticked as it passes, once")
{
    const TwoSites sites;
    TerminalChild child(sites.satellite().withDatafile(words("check")), sites.satellite().environment());
    CHECK(child.exitStatus() == 0);
    for (const char *step : {"address", "connect", "http", "sign-in", "hardware", "version", "clock"}) {
        INFO(step);
        CHECK(child.screen().count(QByteArray(QByteArray("✓ ") + step)) == 1);
        CHECK_FALSE(child.screen().contains(QByteArray(QByteArray("ok  ") + step))); // the report would say it again
    }
    CHECK(child.screen().contains("Round trip: "));
}

TEST_CASE("sync: at a terminal shows a bar that goes away, and what was done")
{
    const TwoSites sites;
    TerminalChild child(sites.satellite().withDatafile(words("sync --progress")), sites.satellite().environment());
    CHECK(child.exitStatus() == 0);
    CHECK(child.screen().contains("\r\x1b[K"));
    CHECK(child.screen().contains("received"));
}

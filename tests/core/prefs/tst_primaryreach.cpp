// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prefs/primaryreach.h"

#include "tests/support/catch.h"

using namespace mailboat;

namespace {

const QStringList addresses {QStringLiteral("10.0.0.7"), QStringLiteral("fd00::7")};

PrimaryReach reached(const char *listening, const char *external = "")
{
    return reachOf(QString::fromLatin1(listening), QString::fromLatin1(external), addresses);
}

} // namespace

TEST_CASE("14.A2: a primary on loopback is reached from this computer alone, unless a proxy stands before it")
{
    for (const char *url : {"http://127.0.0.1:2048", "https://[::1]:2048", "http://127.0.0.2:1"}) {
        CAPTURE(url);
        CHECK(reached(url).from == PrimaryReach::From::ThisMachine);
        CHECK(reachSentence(reached(url)).contains(QStringLiteral("this computer alone")));
        CHECK(reached(url, "https://sync.example.org").from == PrimaryReach::From::OtherMachines);
        CHECK(reached(url, "http://localhost:2048").from == PrimaryReach::From::ThisMachine);
    }
}

TEST_CASE("14.B2: beyond this machine it is named where a primary is reached, and whether by https")
{
    CHECK(reached("https://10.0.0.9:2048").urls == QStringList {QStringLiteral("https://10.0.0.9:2048")});
    CHECK(reachSentence(reached("https://10.0.0.9:2048")).contains(QStringLiteral("over https at https://10.0.0.9")));
    CHECK(reachSentence(reached("http://10.0.0.9:2048")).contains(QStringLiteral("plain http")));
    CHECK(reached("https://0.0.0.0:2048").urls
        == QStringList {QStringLiteral("https://10.0.0.7:2048"), QStringLiteral("https://[fd00::7]:2048")});
    CHECK(reached("https://0.0.0.0:2048", "https://sync.example.org").urls
        == QStringList {QStringLiteral("https://sync.example.org")});
}

TEST_CASE("14.B2: nobody reaches a primary that does not run, and one on a machine without a network only that itself")
{
    CHECK(reached("").from == PrimaryReach::From::Nobody);
    CHECK(reached("", "https://sync.example.org").from == PrimaryReach::From::Nobody);
    CHECK(reachOf(QStringLiteral("http://0.0.0.0:1"), {}, {}).from == PrimaryReach::From::ThisMachine);
    CHECK(reachName(PrimaryReach::From::OtherMachines) == QStringLiteral("other-machines"));
}

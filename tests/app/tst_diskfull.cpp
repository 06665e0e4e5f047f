// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A primary that cannot write, as its administrator and its satellite see it at the terminal.
#include "tests/app/twosites.h"
#include "tests/app/words.h"
#include "tests/support/catch.h"

#include <QFileInfo>
#include <qtestsupport_core.h>

#include <functional>

#include <sys/resource.h>

using namespace mailboat::test;

namespace {

/// From now on no file of that process grows beyond so many bytes.
void limitFiles(const Child &child, rlim_t bytes)
{
    rlimit limit {};
    REQUIRE(prlimit(static_cast<pid_t>(child.processId()), RLIMIT_FSIZE, nullptr, &limit) == 0);
    limit.rlim_cur = bytes;
    REQUIRE(prlimit(static_cast<pid_t>(child.processId()), RLIMIT_FSIZE, &limit, nullptr) == 0);
}

QString lastError(const CtlSite &site)
{
    const QJsonObject status = site.ask(words("status")).object;
    return status.value(QStringLiteral("lastError")).toObject().value(QStringLiteral("code")).toString();
}

QStringList steps(const Answer &check)
{
    QStringList all;
    for (const QJsonValue step : check.object.value(QStringLiteral("steps")).toArray())
        all += step.toObject().value(QStringLiteral("step")).toString() + u' '
            + step.toObject().value(QStringLiteral("code")).toString();
    return all;
}

QStringList logged(const CtlSite &site)
{
    QStringList all;
    for (const QJsonValue entry : site.ask(words("log")).array)
        if (entry.toObject().value(QStringLiteral("kind")) == QStringLiteral("datafile"))
            all += entry.toObject().value(QStringLiteral("what")).toString();
    return all;
}

/// Waits until it is so: what another process finds out by itself within seconds.
bool comes(const std::function<bool()> &isSo)
{
    constexpr int longest = 20000; // ms
    return QTest::qWaitFor(isSo, longest);
}

} // namespace

TEST_CASE("C1: a primary that cannot write says why in status, check, log and at its terminal, until it can")
{
    TwoSites sites;
    sites.sync();
    CHECK(lastError(sites.primary()).isEmpty());
    QByteArray records;
    for (int i = 0; i < 300; ++i)
        records += R"({"tableName":"transact","recordId":"t)" + QByteArray::number(i) + R"(","recordData":{"ID":"t)"
            + QByteArray::number(i) + R"(","store_ID":"S2","c":")" + QByteArray(2000, static_cast<char>('a' + i % 26))
            + "\"}}\n";
    sites.satellite().must({QStringLiteral("records"), QStringLiteral("import"),
        sites.satellite().write(QStringLiteral("records"), records)});

    limitFiles(sites.server(), static_cast<rlim_t>(QFileInfo(sites.primary().path()).size()));
    const Answer failed = sites.satellite().ask(words("sync"));
    CHECK(failed.status == 1);
    CHECK(failed.errorCode() == QStringLiteral("primary_disk_full"));
    CHECK(lastError(sites.primary()) == QStringLiteral("disk_full"));
    CHECK(steps(sites.primary().ask(words("check"))).contains(QStringLiteral("datafile disk_full")));
    CHECK(logged(sites.primary()) == QStringList {QStringLiteral("datafile-trouble")});
    CHECK(sites.primary().run(words("log")).output.contains("is full"));
    CHECK(comes([&] { return sites.server().errors().contains("is full"); }));

    limitFiles(sites.server(), RLIM_INFINITY);
    SECTION("it goes by itself")
    {
        CHECK(comes([&] { return lastError(sites.primary()).isEmpty(); }));
    }
    SECTION("a sync that succeeds ends it at once")
    {
        CHECK(sites.sync().object.value(QStringLiteral("pushed")).toInt() > 0);
        CHECK(lastError(sites.primary()).isEmpty());
    }
    CHECK_FALSE(steps(sites.primary().ask(words("check"))).join(u' ').contains(QStringLiteral("datafile")));
    CHECK(comes([&] {
        return logged(sites.primary())
            == QStringList {QStringLiteral("datafile-trouble"), QStringLiteral("datafile-usable")};
    }));
    CHECK(comes([&] { return sites.server().errors().contains("can be used again"); }));
}

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/ctlsite.h"
#include "tests/app/words.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"

using namespace mailboat::test;

namespace {

/// `mailboatctl` with its channels as a shell would set them, such as "<&-".
Ran runThrough(const CtlSite &site, const char *channels, const char *line)
{
    const QString script = QStringLiteral("exec \"$0\" \"$@\" ") + QString::fromLatin1(channels);
    Child child(QStringLiteral("/bin/sh"),
        QStringList {QStringLiteral("-c"), script, mailboatctlProgram()} + site.withDatafile(words(line)),
        site.environment() + QStringList {QStringLiteral("MAILBOAT_CODE=") + rightCode});
    return ranToEnd(child);
}

} // namespace

TEST_CASE("A closed standard input has ended: nothing waits for it")
{
    const CtlSite site(1);
    const Ran ran = runThrough(site, "<&-", "--json peers add 2 --user a --password-file -");
    CHECK(answerOf(ran).errorCode() == QStringLiteral("password_missing"));
    CHECK(ran.status == 2);
    CHECK(runThrough(site, "<&-", "records put item x").status == 2);
}

TEST_CASE("A closed standard output fails, and the datafile stays what it is")
{
    const CtlSite site(1);
    CHECK(runThrough(site, ">&-", "status").status == 1);
    CHECK(runThrough(site, ">&- 2>&-", "prefs").status == 1);
    CHECK(runThrough(site, ">&- 2>&- <&-", "--json records put item x").status == 2);
    CHECK(runThrough(site, "2>&-", "prefs get nothing").status == 2);
    CHECK(runThrough(site, "2>&-", "prefs get listen").output == "127.0.0.1:2048\n");
}

TEST_CASE("A reader that goes away ends a command quietly")
{
    const CtlSite site(1);
    REQUIRE(site.ask(words("sample --stores 1 --records 5000")).status == 0);
    const Ran ran = runThrough(site, "| head -n 1 >&2", "records export");
    CHECK(ran.errors.count('\n') == 1);
    CHECK(ran.errors.contains("tableName"));
}

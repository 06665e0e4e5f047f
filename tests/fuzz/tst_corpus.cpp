// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/target.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"

#include <QDir>
#include <QFile>

using namespace mailboat;

TEST_CASE("What the fuzzers have found is given to its target again", "[fuzz]")
{
    for (const fuzz::Target &target : fuzz::targets) {
        const QDir folder(test::sourcePath(QStringLiteral("tests/fuzz/corpus/") + QLatin1String(target.name)));
        const QStringList names = folder.entryList(QDir::Files);
        INFO(target.name);
        CHECK(names.size() >= 10);
        for (const QString &name : names) {
            QFile file(folder.filePath(name));
            INFO(name.toStdString());
            REQUIRE(file.open(QIODevice::ReadOnly));
            CHECK_NOTHROW(target.run(file.readAll()));
        }
    }
}

TEST_CASE("A target says what does not hold", "[fuzz]")
{
    CHECK_THROWS_WITH(fuzz::require(false, "no record is lost"), "no record is lost");
    CHECK_NOTHROW(fuzz::require(true, "no record is lost"));
}

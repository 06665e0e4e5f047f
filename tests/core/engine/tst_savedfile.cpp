// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/savedfile.h"
#include "tests/core/engine/connected.h"

#include <QSaveFile>

using namespace mailboat;
using namespace mailboat::test;

namespace {

Result<> saved(const QString &path)
{
    QSaveFile file(path);
    return openSaved(file).and_then([&file] {
        file.write("a list");
        return commitSaved(file);
    });
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

TEST_CASE("14: what somebody saves takes the place of no datafile, nor of what belongs to one that is open")
{
    PrimarySite site;
    site.put("unit", "u", R"({"ID":"u"})");
    REQUIRE(QFile::exists(site.path() + QStringLiteral("-wal")));
    for (const char *part : {"", "-wal"}) {
        INFO(part);
        const QString path = site.path() + QString::fromLatin1(part);
        const QByteArray before = contentOf(path);
        CHECK(refusal(saved(path)) == ErrorCode::FileUnwritable);
        CHECK(contentOf(path) == before);
    }
    const QString link = site.path() + QStringLiteral(".link");
    REQUIRE(QFile::link(site.path(), link));
    CHECK(refusal(saved(link)) == ErrorCode::FileUnwritable);
    site.reopen();
    CHECK(site.dataOf("unit", "u").has_value());
}

TEST_CASE("14: what somebody saves takes the place of another list, whole")
{
    const QTemporaryDir place;
    const QString path = place.filePath(QStringLiteral("sites.csv"));
    REQUIRE(saved(path));
    REQUIRE(saved(path));
    CHECK(contentOf(path) == "a list");
    CHECK(refusal(saved(place.filePath(QStringLiteral("none/sites.csv")))) == ErrorCode::FileUnwritable);
}

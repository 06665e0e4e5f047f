// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/ctlsite.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"

#include <QDir>
#include <QFile>
#include <QMimeDatabase>

using namespace mailboat::test;

TEST_CASE("15.3: a desktop knows a datafile by its name, and by what is in it")
{
    const CtlSite site(1);
    const QString share = site.filePath(QStringLiteral("share"));
    const QString packages = share + QStringLiteral("/mime/packages/");
    REQUIRE(QDir().mkpath(packages));
    REQUIRE(QFile::copy(sourcePath(QStringLiteral("resources/desktop/org.mailboat.Mailboat.mime.xml")),
        packages + QStringLiteral("org.mailboat.Mailboat.xml")));
    // Beside the system's own types, as when it is installed.
    REQUIRE(QFile::copy(QStringLiteral("/usr/share/mime/packages/freedesktop.org.xml"),
        packages + QStringLiteral("freedesktop.org.xml")));
    Child update(QStringLiteral("update-mime-database"), {share + QStringLiteral("/mime")}, {});
    const Ran updated = ranToEnd(update);
    INFO(updated.errors.toStdString());
    REQUIRE(updated.status == 0);
    qputenv("XDG_DATA_DIRS", QFile::encodeName(share)); // read at the first question

    const QString type = QStringLiteral("application/vnd.mailboat.datafile");
    const QMimeDatabase types;
    CHECK(types.mimeTypeForFile(site.path()).name() == type);
    const QString copy = site.filePath(QStringLiteral("copy"));
    REQUIRE(QFile::copy(site.path(), copy));
    CHECK(types.mimeTypeForFile(copy).name() == type);
    const QString other
        = site.write(QStringLiteral("other"), QByteArray("SQLite format 3\0", 16) + QByteArray(84, '\0'));
    CHECK(types.mimeTypeForFile(other).name() == QLatin1String("application/vnd.sqlite3"));
}

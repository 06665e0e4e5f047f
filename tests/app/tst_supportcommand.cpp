// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/ctlsite.h"
#include "tests/app/words.h"
#include "tests/support/catch.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>

using namespace mailboat::test;

TEST_CASE("support: writes one file with status, check, log and versions, and says where")
{
    const CtlSite site(2);
    site.addPeer(1, QStringLiteral("x"), QStringLiteral("http://127.0.0.1:1"));
    const QString path = site.filePath(QStringLiteral("bundle.json"));
    const Answer answer = site.ask({QStringLiteral("support"), path});
    CHECK(answer.status == 0);
    CHECK(answer.object.value(QStringLiteral("path")) == path);
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    const QJsonObject bundle = QJsonDocument::fromJson(bytes).object();
    for (const char *part : {"versions", "machine", "status", "check", "preferences", "sites", "log", "refused"})
        CHECK(bundle.contains(QString::fromLatin1(part)));
    for (const QByteArray &secret : {QByteArray("secret-1"), rightCode.toUtf8()})
        CHECK_FALSE(bytes.contains(secret));

    const QString folder = site.filePath(QStringLiteral("for support"));
    REQUIRE(QDir().mkpath(folder));
    CHECK(site.run({QStringLiteral("support"), folder}).status == 0);
    CHECK(QDir(folder).entryList({QStringLiteral("mailboat-support-site-2-*.json")}).size() == 1);
}

TEST_CASE("support: a file that cannot be written ends it with 1, a datafile that is not there with 4")
{
    const CtlSite site(1);
    const Answer unwritable = site.ask({QStringLiteral("support"), QStringLiteral("/nowhere/at/all.json")});
    CHECK(unwritable.status == 1);
    CHECK(unwritable.errorCode() == QStringLiteral("file_unwritable"));
    const QString datafile = site.withDatafile({}).last();
    CHECK(site.ask({QStringLiteral("support"), datafile}).errorCode() == QStringLiteral("file_unwritable"));
    CHECK(site.run(words("status")).status == 0); // it is there still
    const CtlSite none;
    CHECK(none.run({QStringLiteral("support"), none.filePath(QStringLiteral("x.json"))}).status == 4);
}

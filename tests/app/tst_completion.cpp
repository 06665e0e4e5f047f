// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/domain/clock.h"
#include "core/records/datafile.h"
#include "core/store/quarantine.h"
#include "tests/app/ctlsite.h"
#include "tests/app/words.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QSqlDatabase>
#include <QSqlQuery>

using namespace mailboat;
using namespace mailboat::test;

namespace {

/// What `complete` answers to these words, the last of which is being typed.
QByteArray completed(const QStringList &typed, const QStringList &environment = {})
{
    QByteArray input;
    for (const QString &word : typed)
        input += word.toUtf8() + '\0';
    const Ran ran = run({QStringLiteral("complete")}, input, environment);
    INFO(typed.join(u' ').toStdString());
    CHECK(ran.status == 0);
    CHECK(ran.errors.isEmpty());
    return ran.output;
}

/// The same without the words beside them, in a line.
QByteArray candidates(const QStringList &typed, const QStringList &environment = {})
{
    QByteArrayList found;
    for (const QByteArray &line : completed(typed, environment).split('\n')) {
        if (!line.isEmpty())
            found += line.split('\t').first();
    }
    return found.join(' ');
}

QStringList typing(const char *line, const QString &last = {})
{
    return words(line) + QStringList {last};
}

} // namespace

TEST_CASE("15.4: commands, options and choices are completed from what is declared")
{
    CHECK(candidates(typing("", QStringLiteral("pe"))) == "peers");
    CHECK(candidates(typing("prefs")) == "get set");
    CHECK(completed(typing("prefs", QStringLiteral("g"))) == "get\tPrint the value of one preference\n");
    CHECK(candidates(typing("records put", QStringLiteral("item_l"))) == "item_line");
    CHECK(candidates(typing("peers edit 2", QStringLiteral("--may"))) == "--may-omit-hardware-id");
    CHECK(candidates(typing("peers edit 2 --oms-central")) == "yes no");
    CHECK(candidates(typing("peers edit 2", QStringLiteral("--oms-central=y"))) == "--oms-central=yes");
    CHECK(candidates(typing("--json peers --code x", QStringLiteral("clear"))) == "clear-hardware");
    CHECK(candidates(typing("prefs set", QStringLiteral("sync-i"))) == "sync-id sync-interval");
    CHECK(candidates(typing("prefs set plain-http")) == "true false");
    CHECK(candidates(typing("backup")) == ":file");
    CHECK(candidates(typing("--datafile")) == ":file");
    CHECK(candidates(typing("", QStringLiteral("comp"))).isEmpty()); // itself is no command for people
    CHECK(candidates(typing("sync --json --", QStringLiteral("--"))).isEmpty());
    CHECK_FALSE(candidates(typing("sync --json", QStringLiteral("--"))).contains("--json"));
    CHECK(candidates({}).startsWith("init prefs peers "));
}

TEST_CASE("15.4: sites, tables, labels and numbers are completed from the datafile given")
{
    const CtlSite site(1);
    site.addPeer(12, QStringLiteral("clinic"));
    site.addPeer(107, QStringLiteral("hôpital"));
    site.must(words("records put item i1"), "{}");
    site.must(words("records put name n1"), "{}");
    site.must(words("code add --label support --expires 2099-01-01"));
    {
        const SystemClock clock;
        const auto datafile = Datafile::open(DatafileAddress::ofFile(site.path()), clock);
        REQUIRE(datafile);
        REQUIRE((*datafile)->quarantine().add({.record = {"item", "i7", Action::Update, "{}"},
            .source = SyncId {12},
            .field = {},
            .reason = {ErrorCode::FormReplaced},
            .since = clock.utcNow()}));
    }
    const QByteArray before = site.datafileBytes();
    const QStringList there = QDir(QFileInfo(site.path()).path()).entryList(QDir::Files | QDir::Hidden);
    const QStringList environment {QStringLiteral("MAILBOAT_DATAFILE=") + site.path()};

    for (const char *line : {"peers show", "peers remove --json", "generate", "retrieve", "peers clear-hardware"})
        CHECK(completed(typing(line), environment) == "12\tclinic\n107\thôpital\n");
    CHECK(completed(site.withDatafile(typing("generate", QStringLiteral("10")))) == "107\thôpital\n");
    CHECK(candidates({QStringLiteral("--datafile=") + site.path(), QStringLiteral("generate"), {}}) == "12 107");
    CHECK(candidates(typing("peers add"), environment).isEmpty());
    CHECK(candidates(typing("records get"), environment) == "item name");
    CHECK(candidates(typing("records get item"), environment).isEmpty());
    CHECK(candidates(typing("records export --table"), environment) == "item name");
    CHECK(candidates(typing("code revoke", QStringLiteral("s")), environment) == "support");
    CHECK(completed(typing("records drop"), environment) == "1\titem i7\n");

    CHECK(site.datafileBytes() == before);
    CHECK(QDir(QFileInfo(site.path()).path()).entryList(QDir::Files | QDir::Hidden) == there);
}

TEST_CASE("15.4: completion migrates nothing, makes nothing and stays silent where nothing can be read")
{
    const CtlSite site;
    REQUIRE(QFile::copy(sourcePath(QStringLiteral("tests/data/site-schema1.mailboat")), site.path()));
    const QByteArray before = site.datafileBytes();
    (void)completed(site.withDatafile(typing("peers show")));
    CHECK(site.datafileBytes() == before);
    const QString missing = site.filePath(QStringLiteral("missing"));
    const QString foreign = site.write(QStringLiteral("foreign"), "no datafile");
    for (const QString &path : {missing, foreign, site.filePath({}), QString()})
        CHECK(completed({QStringLiteral("--datafile"), path, QStringLiteral("generate"), {}}).isEmpty());
    CHECK(QDir(site.filePath({})).entryList(QDir::Files)
        == QStringList {QStringLiteral("foreign"), QStringLiteral("site.mailboat")});
}

TEST_CASE("15.4: completion gives up soon on a datafile that somebody holds")
{
    const CtlSite site(1);
    {
        QSqlDatabase holder = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("holder"));
        holder.setDatabaseName(site.path());
        REQUIRE(holder.open());
        QSqlQuery query(holder);
        for (const char *sql :
            {"PRAGMA locking_mode = EXCLUSIVE", "BEGIN EXCLUSIVE", "DELETE FROM log WHERE number = 0"})
            REQUIRE(query.exec(QString::fromLatin1(sql)));
        QElapsedTimer timer;
        timer.start();
        CHECK(completed(site.withDatafile(typing("generate"))).isEmpty());
        CHECK(timer.elapsed() < 10000); // the usual patience is three times as long
    }
    QSqlDatabase::removeDatabase(QStringLiteral("holder"));
}

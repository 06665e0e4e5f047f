// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Backup, restore and what goes on after that, by the program alone.
#include "core/domain/clock.h"
#include "core/records/datafile.h"
#include "core/store/backupstate.h"
#include "tests/app/terminalchild.h"
#include "tests/app/twosites.h"
#include "tests/app/words.h"
#include "tests/support/catch.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QUrl>

using namespace mailboat::test;

namespace {

QString blockedOf(const CtlSite &site)
{
    return site.ask(words("status")).object.value(QStringLiteral("blocked")).toString();
}

QString lastErrorCode(const CtlSite &site)
{
    const QJsonObject status = site.ask(words("status")).object;
    return status.value(QStringLiteral("lastError")).toObject().value(QStringLiteral("code")).toString();
}

QJsonObject alarmOf(const CtlSite &site)
{
    return site.ask(words("status")).object.value(QStringLiteral("alarm")).toObject();
}

QByteArray exported(const CtlSite &site)
{
    return site.run(words("records export")).output;
}

void putItem(const CtlSite &site, const QString &id)
{
    site.must({QStringLiteral("records"), QStringLiteral("put"), QStringLiteral("item"), id},
        R"({"ID":")" + id.toUtf8() + "\"}");
}

void putStock(const CtlSite &site, const QString &id)
{
    site.must({QStringLiteral("records"), QStringLiteral("put"), QStringLiteral("item_line"), id},
        R"({"ID":")" + id.toUtf8() + R"(","store_ID":"S2"})");
}

bool holds(const CtlSite &site, const char *table, const QString &id)
{
    return site.ask({QStringLiteral("records"), QStringLiteral("get"), QString::fromLatin1(table), id}).status == 0;
}

QString backupOf(const CtlSite &site, const QString &name)
{
    const Answer made = site.must({QStringLiteral("backup"), site.filePath(name)});
    return made.object.value(QStringLiteral("path")).toString();
}

bool names(const Answer &check, const char *step, const char *code)
{
    for (const QJsonValue one : check.object.value(QStringLiteral("steps")).toArray()) {
        const QJsonObject found = one.toObject();
        if (found.value(QStringLiteral("step")) == QLatin1String(step)
            && found.value(QStringLiteral("code")) == QLatin1String(code))
            return true;
    }
    return false;
}

} // namespace

TEST_CASE("12.4: backup copies into a file, or into a folder by a name with site and time, and needs no code")
{
    const CtlSite site(1);
    putItem(site, QStringLiteral("i1"));
    const Answer file = site.ask({QStringLiteral("backup"), site.filePath(QStringLiteral("copy.mailboat"))});
    CHECK(file.status == 0);
    CHECK(file.object.value(QStringLiteral("path")) == site.filePath(QStringLiteral("copy.mailboat")));
    CHECK(file.object.value(QStringLiteral("bytes")).toInteger() > 0);
    CHECK(site.ask({QStringLiteral("backup"), site.filePath(QStringLiteral("copy.mailboat"))}).errorCode()
        == QStringLiteral("datafile_exists"));

    const QString folder = site.filePath(QStringLiteral("backups"));
    REQUIRE(QDir().mkdir(folder));
    const Answer named = site.ask({QStringLiteral("backup"), folder});
    CHECK(named.status == 0);
    const QStringList there = QDir(folder).entryList(QDir::Files | QDir::Hidden);
    REQUIRE(there.size() == 1);
    CHECK(there.first().startsWith(QStringLiteral("site-site-1-20")));

    const Answer away = site.ask({QStringLiteral("backup"), site.filePath(QStringLiteral("no/such/folder/"))});
    CHECK(away.status == 1); // 4 is for the datafile, which is as it was
    CHECK(away.errorCode() == QStringLiteral("backup_unwritten"));
    CHECK_FALSE(QFileInfo::exists(site.filePath(QStringLiteral("no"))));

    const Answer folderless = site.ask({QStringLiteral("backup"), site.filePath(QStringLiteral("usb-stick"))});
    CHECK(folderless.status == 2); // no file of that name
    CHECK(folderless.errorCode() == QStringLiteral("usage_wrong"));
    CHECK(folderless.output.contains("make it first"));
    CHECK_FALSE(QFileInfo::exists(site.filePath(QStringLiteral("usb-stick"))));
}

TEST_CASE("12.4: a backup has the passwords as sealed as the datafile has, and they can be used where it is restored")
{
    const CtlSite site(2);
    site.addPeer(1, QStringLiteral("clinic"), QStringLiteral("http://127.0.0.1:9"));
    const QString copy = backupOf(site, QStringLiteral("copy.mailboat"));
    QFile file(copy);
    REQUIRE(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    CHECK_FALSE(bytes.contains("secret-1"));
    CHECK_FALSE(bytes.contains(QCryptographicHash::hash("secret-1", QCryptographicHash::Sha256).toHex()));
    REQUIRE(site.ask({QStringLiteral("restore"), copy}).status == 0);
    CHECK(blockedOf(site) == QStringLiteral("older-copy")); // and no password is needed
    site.must(words("recover --choice fetch"));
    CHECK(blockedOf(site).isEmpty());
}

TEST_CASE("12.4: restore makes a datafile of a backup, and keeps the one that was there")
{
    const CtlSite site(1);
    putItem(site, QStringLiteral("i1"));
    const QString copy = backupOf(site, QStringLiteral("copy.mailboat"));
    putItem(site, QStringLiteral("i2"));
    const QByteArray before = exported(site);
    const QFile::Permissions shared = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::WriteGroup;
    REQUIRE(QFile::setPermissions(site.path(), shared));

    const Answer restored = site.ask({QStringLiteral("restore"), copy});
    CAPTURE(restored.output);
    REQUIRE(restored.status == 0);
    const QString kept = restored.object.value(QStringLiteral("kept")).toString();
    CHECK(QFileInfo(kept).fileName().startsWith(QStringLiteral("site.mailboat.before-restore-")));
    CHECK((QFile::permissions(site.path()) & (shared | QFile::ReadOther)) == shared);
    CHECK(holds(site, "item", QStringLiteral("i1")));
    CHECK_FALSE(holds(site, "item", QStringLiteral("i2")));
    CHECK(blockedOf(site) == QStringLiteral("older-copy"));
    CHECK(lastErrorCode(site) == QStringLiteral("restored_unconfirmed"));
    CHECK(names(site.ask(words("check")), "datafile", "restored_unconfirmed"));
    CHECK(site.run(words("log")).output.contains("datafile-restored"));
    CHECK(QFileInfo::exists(copy));
    CHECK(run({QStringLiteral("--datafile"), kept, QStringLiteral("records"), QStringLiteral("export")}).output
        == before);

    const CtlSite fresh; // a new machine
    const Answer there = fresh.ask({QStringLiteral("restore"), copy});
    CHECK(there.status == 0);
    CHECK(there.object.value(QStringLiteral("kept")).isNull());
    CHECK(holds(fresh, "item", QStringLiteral("i1")));
    CHECK(QDir(QFileInfo(fresh.path()).path()).entryList(QDir::Files | QDir::Hidden)
        == QStringList {QStringLiteral("site.mailboat"), QStringLiteral("site.mailboat-engine")});
}

TEST_CASE("12.4: restore changes nothing where the backup is none, or an engine runs")
{
    const CtlSite site(1);
    putItem(site, QStringLiteral("i1"));
    const QString copy = backupOf(site, QStringLiteral("copy.mailboat"));
    const QStringList before = QDir(QFileInfo(site.path()).path()).entryList(QDir::Files | QDir::Hidden);
    const auto refusal = [&site](const QString &file) {
        const Answer answer = site.ask({QStringLiteral("restore"), file});
        CHECK(answer.status != 0);
        return answer.errorCode();
    };
    CHECK(refusal(site.filePath(QStringLiteral("none"))) == QStringLiteral("file_unreadable"));
    CHECK(refusal(site.path()) == QStringLiteral("action_not_possible"));
    CHECK(refusal(site.write(QStringLiteral("text"), QByteArray(5000, 'x'))) == QStringLiteral("backup_unsound"));
    const CtlSite other(2);
    CHECK(refusal(backupOf(other, QStringLiteral("other.mailboat"))) == QStringLiteral("action_not_possible"));
    {
        QFile file(copy);
        REQUIRE(file.open(QIODevice::ReadWrite));
        const qint64 page = 4096;
        REQUIRE(file.size() > 20 * page);
        file.seek(10 * page);
        file.write(QByteArray(4 * static_cast<int>(page), 'x'));
    }
    CHECK(refusal(copy) == QStringLiteral("backup_unsound"));
    {
        std::unique_ptr<Child> server;
        serve(site, server);
        CHECK(refusal(backupOf(site, QStringLiteral("another.mailboat"))) == QStringLiteral("engine_lock_held"));
        server->terminate();
        CHECK(server->exitStatus() == 0);
    }
    CHECK(blockedOf(site).isEmpty());
    CHECK(holds(site, "item", QStringLiteral("i1")));
    for (const QString &name : QDir(QFileInfo(site.path()).path()).entryList(QDir::Files | QDir::Hidden))
        CHECK_FALSE(name.contains(QStringLiteral("restore")));
    CHECK(before.contains(QStringLiteral("site.mailboat")));
}

TEST_CASE("12.4: status names the newest backup, by whomever it was made")
{
    const CtlSite site(1);
    const auto backup = [&site] { return site.ask(words("status")).object.value(QStringLiteral("backup")).toObject(); };
    CHECK(backup().value(QStringLiteral("last")).isNull());
    CHECK_FALSE(site.run(words("status")).output.contains("Last backup"));
    const QString copy = backupOf(site, QStringLiteral("copy.mailboat"));
    CHECK(backup().value(QStringLiteral("path")) == copy);
    CHECK(backup().value(QStringLiteral("last")).isString());
    CHECK(site.run(words("status")).output.contains(copy.toUtf8()));
    {
        const mailboat::SystemClock clock;
        const auto datafile = mailboat::Datafile::open(mailboat::DatafileAddress::ofFile(site.path()), clock);
        REQUIRE(datafile);
        const QDateTime later = clock.utcNow().addSecs(60);
        REQUIRE(mailboat::BackupState((*datafile)->connection()).made(later, QStringLiteral("/backup/daily")));
    }
    CHECK(backup().value(QStringLiteral("path")) == QStringLiteral("/backup/daily"));
}

TEST_CASE("12.4: restore says what the backup is and what was never sent, and a person may say no")
{
    const CtlSite site(2);
    site.addPeer(1, QStringLiteral("clinic"), QStringLiteral("http://127.0.0.1:9"));
    putStock(site, QStringLiteral("early"));
    QFile named(backupOf(site, QStringLiteral("copy.mailboat")));
    const QString copy = site.filePath(QStringLiteral("site-site-2-20261129T020000Z.mailboat"));
    REQUIRE(named.rename(copy));
    putStock(site, QStringLiteral("late"));
    const QStringList restore = site.withDatafile({QStringLiteral("restore"), copy});
    const QStringList environment = site.environment() + QStringList {QStringLiteral("TZ=UTC")};

    TerminalChild no(restore, environment);
    no.waitFor("Sync ID 2 (clinic), was made on 2026-11-29 02:00:00 and has 1 record.");
    no.waitFor("2 records of the datafile");
    no.waitFor("[y/N]");
    no.type("n\r");
    no.waitFor("Nothing was changed.");
    CHECK(no.exitStatus() == 1); // as at the other questions
    CHECK(holds(site, "item_line", QStringLiteral("late")));
    CHECK(blockedOf(site).isEmpty());

    TerminalChild yes(restore, environment);
    yes.waitFor("[y/N]");
    yes.type("y\r");
    CHECK(yes.exitStatus() == 0);
    CHECK_FALSE(holds(site, "item_line", QStringLiteral("late")));

    const CtlSite fresh; // nothing is replaced: nobody is asked
    TerminalChild there(fresh.withDatafile({QStringLiteral("restore"), copy}), environment);
    CHECK(there.exitStatus() == 0);
    CHECK_FALSE(there.screen().contains("[y/N]"));
    const Answer made = CtlSite().ask({QStringLiteral("restore"), copy});
    CHECK(made.object.value(QStringLiteral("made")) == QStringLiteral("2026-11-29T02:00:00.000Z"));
    CHECK(made.object.value(QStringLiteral("userName")) == QStringLiteral("clinic"));
    CHECK(made.object.value(QStringLiteral("records")) == 1);
}

TEST_CASE("12.4: what restore and backup cannot take is called what it is, with what helps")
{
    const CtlSite site(1);
    const QString copy = backupOf(site, QStringLiteral("copy.mailboat"));
    for (const char *command : {"restore", "backup"}) {
        const Answer empty = site.ask({QString::fromLatin1(command), QString()});
        CHECK(empty.status == 2);
        CHECK(empty.errorCode() == QStringLiteral("usage_wrong"));
    }
    const Answer missing = site.ask({QStringLiteral("restore"), site.filePath(QStringLiteral("none"))});
    CHECK(missing.status == 2); // contract.md §4: a file that cannot be read
    CHECK(missing.output.contains("it is not there"));
    const Answer foreign
        = site.ask({QStringLiteral("restore"), site.write(QStringLiteral("text"), QByteArray(5000, 'x'))});
    CHECK(foreign.status == 4);
    CHECK(foreign.output.contains("another program has made it"));
    for (const Answer &answer : {missing, foreign}) {
        CHECK_FALSE(answer.output.contains("mailboatctl init"));
        CHECK_FALSE(answer.output.contains("--datafile"));
    }

    const QString away = site.filePath(QStringLiteral("away/site.mailboat")); // a disk that is not there
    const Answer nowhere = answerOf(
        run({QStringLiteral("--datafile"), away, QStringLiteral("--json"), QStringLiteral("restore"), copy}));
    CHECK(nowhere.status == 4);
    CHECK(nowhere.errorCode() == QStringLiteral("folder_unwritable"));
    CHECK_FALSE(QFileInfo::exists(site.filePath(QStringLiteral("away"))));
    QTemporaryDir home; // the usual folder is made: that is where a new machine begins
    const Answer usual = answerOf(run({QStringLiteral("--json"), QStringLiteral("restore"), copy}, {},
        {QStringLiteral("XDG_DATA_HOME=") + home.path(), QStringLiteral("MAILBOAT_DATAFILE=")}));
    CHECK(usual.status == 0);
    CHECK(QFileInfo::exists(home.filePath(QStringLiteral("mailboat/site.mailboat"))));
}

TEST_CASE("12.3: a restored primary answers nobody until it collects, and then has and gives all there is")
{
    TwoSites sites;
    sites.sync();
    const QString copy = backupOf(sites.primary(), QStringLiteral("yesterday.mailboat"));
    putItem(sites.primary(), QStringLiteral("lost"));
    putStock(sites.satellite(), QStringLiteral("pushed"));
    sites.sync();
    CHECK(holds(sites.primary(), "item_line", QStringLiteral("pushed")));
    CHECK(sites.stopServer() == 0);

    REQUIRE(sites.primary().ask({QStringLiteral("restore"), copy}).status == 0);
    CHECK_FALSE(holds(sites.primary(), "item_line", QStringLiteral("pushed")));
    sites.startServer();
    const Answer refused = sites.satellite().ask(words("sync"));
    CHECK(refused.status == 1);
    CHECK(refused.errorCode() == QStringLiteral("sync_is_disabled"));
    CHECK(refused.output.contains("restored from a backup"));
    CHECK(blockedOf(sites.primary()) == QStringLiteral("older-copy"));

    CHECK(sites.primary().ask(words("recover --choice collect")).status == 3); // no code
    const Answer unchosen = sites.primary().ask(words("recover"));
    CHECK(unchosen.errorCode() == QStringLiteral("usage_wrong"));
    CHECK(unchosen.output.contains("collect|fetch|continue|keep-this"));
    CHECK(sites.primary().askWithCode(words("recover --choice fetch")).errorCode()
        == QStringLiteral("action_not_possible"));
    const Answer collected = sites.primary().must(words("recover --choice collect"));
    CHECK(collected.errors.contains("changed in central data"));
    CHECK(collected.object.value(QStringLiteral("sites")) == 1);
    CHECK(blockedOf(sites.primary()).isEmpty());
    const auto awaited
        = [&sites] { return sites.primary().ask(words("status")).object.value(QStringLiteral("awaited")).toArray(); };
    REQUIRE(awaited().size() == 1);
    CHECK(awaited().first().toObject().value(QStringLiteral("syncId")) == 2);
    CHECK(sites.primary().run(words("status")).output.contains("Not sent again yet"));
    const auto needless = [&sites] { return sites.primary().askWithCode(words("recover --choice collect")); };
    CHECK(needless().status == 2); // nobody is there to be asked
    CHECK(needless().output.contains("was chosen already"));
    CHECK(sites.primary().must(words("recover --choice collect --yes")).errors.contains("was chosen already"));
    CHECK(sites.primary().run(words("status")).output.contains("since the copy"));
    putItem(sites.primary(), QStringLiteral("new"));
    sites.sync();
    CHECK(awaited().isEmpty());
    CHECK(needless().output.contains("No site is known here that has seen more"));
    CHECK(needless().output.contains("--yes"));
    CHECK(awaited().isEmpty());
    CHECK(sites.primary()
              .must(words("recover --choice collect --yes"))
              .errors.contains("No site is known here that has seen more"));
    CHECK(awaited().first().toObject().value(QStringLiteral("asked")) == true);
    CHECK_FALSE(sites.primary().run(words("status")).output.contains("since the copy"));
    CHECK(sites.primary().run(words("log")).output.contains("sites-are-back"));
    sites.sync();
    CHECK(holds(sites.primary(), "item_line", QStringLiteral("pushed")));
    CHECK(holds(sites.satellite(), "item", QStringLiteral("new")));
    putItem(sites.primary(), QStringLiteral("newer"));
    sites.sync();
    CHECK(holds(sites.satellite(), "item", QStringLiteral("newer")));
}

TEST_CASE("12.3: a restored satellite does not synchronise until it fetches, and loses nothing that waits")
{
    TwoSites sites;
    sites.sync();
    putStock(sites.satellite(), QStringLiteral("waits"));
    const QString copy = backupOf(sites.satellite(), QStringLiteral("yesterday.mailboat"));
    sites.sync();
    putStock(sites.satellite(), QStringLiteral("later"));
    putItem(sites.primary(), QStringLiteral("central"));
    sites.sync();

    REQUIRE(sites.satellite().ask({QStringLiteral("restore"), copy}).status == 0);
    const Answer refused = sites.satellite().ask(words("sync"));
    CHECK(refused.status == 1);
    CHECK(refused.errorCode() == QStringLiteral("restored_unconfirmed"));
    CHECK(sites.satellite().askWithCode(words("retrieve 1")).errorCode() == QStringLiteral("restored_unconfirmed"));
    CHECK(sites.satellite().askWithCode(words("recover --choice collect")).errorCode()
        == QStringLiteral("action_not_possible"));
    const Answer fetched = sites.satellite().must(words("recover --choice fetch"));
    CHECK(fetched.object.value(QStringLiteral("waiting")) == 1);
    CHECK(fetched.object.value(QStringLiteral("site")).isNull());
    CHECK(blockedOf(sites.satellite()).isEmpty()); // at once
    CHECK(lastErrorCode(sites.satellite()).isEmpty());
    sites.sync();
    CHECK(blockedOf(sites.satellite()).isEmpty());
    for (const char *id : {"waits", "later"})
        CHECK(holds(sites.satellite(), "item_line", QString::fromLatin1(id)));
    CHECK(holds(sites.satellite(), "item", QStringLiteral("central")));
    CHECK(holds(sites.primary(), "item_line", QStringLiteral("later")));
}

TEST_CASE(
    "12.3: a restored satellite that has missed nothing goes on by the program alone, and one that has is refused")
{
    TwoSites sites;
    sites.sync();
    putStock(sites.satellite(), QStringLiteral("waits"));
    const QString copy = backupOf(sites.satellite(), QStringLiteral("yesterday.mailboat"));
    REQUIRE(sites.satellite().ask({QStringLiteral("restore"), copy}).status == 0);
    const Answer continued = sites.satellite().must(words("recover --choice continue"));
    CHECK(continued.object.value(QStringLiteral("waiting")) == 1);
    CHECK(blockedOf(sites.satellite()).isEmpty());
    CHECK(lastErrorCode(sites.satellite()).isEmpty());
    const Answer next = sites.sync();
    CHECK(next.object.value(QStringLiteral("pulledCentral")) == 0);
    CHECK(next.object.value(QStringLiteral("pulledRemote")) == 0);
    CHECK(holds(sites.primary(), "item_line", QStringLiteral("waits")));

    REQUIRE(sites.satellite().ask({QStringLiteral("restore"), copy}).status == 0); // what waited has been sent since
    const Answer missing = sites.satellite().askWithCode(words("recover --choice continue"));
    CHECK(missing.status == 2);
    CHECK(missing.output.contains("since the backup was made. Choose fetch."));
    CHECK(blockedOf(sites.satellite()) == QStringLiteral("older-copy"));
    CHECK(sites.satellite().askWithCode(words("recover --site 2 --choice fetch")).errorCode()
        == QStringLiteral("action_not_possible"));
    CHECK(sites.stopServer() == 0);
    const Answer away = sites.satellite().askWithCode(words("recover --choice continue"));
    CHECK(away.status == 1);
    CHECK(away.errorCode() == QStringLiteral("connection_refused"));
}

TEST_CASE("12.3: a primary asks one site alone to send again what it owns")
{
    TwoSites sites;
    sites.sync();
    putStock(sites.satellite(), QStringLiteral("own"));
    sites.sync();
    CHECK(sites.primary().ask(words("recover --site 2 --choice collect")).status == 3);
    CHECK(sites.primary().askWithCode(words("recover --site 7 --choice collect")).errorCode()
        == QStringLiteral("peer_unknown"));
    const Answer needless = sites.primary().askWithCode(words("recover --site 2 --choice collect"));
    CHECK(needless.status == 2);
    CHECK(needless.output.contains("Nothing stands still for the site with Sync ID 2"));
    const Answer ours = sites.satellite().askWithCode(words("recover --choice fetch"));
    CHECK(ours.status == 2);
    CHECK(ours.output.contains("Nothing stands still here"));
    const Answer collected = sites.primary().must(words("recover --site 2 --choice collect --yes"));
    CHECK(collected.object.value(QStringLiteral("site")) == 2);
    CHECK(collected.object.value(QStringLiteral("sites")) == 1);
    CHECK(collected.object.value(QStringLiteral("records")) == 1);
    CHECK(collected.object.value(QStringLiteral("waiting")).toInt() > 0);
    CHECK(sites.sync().object.value(QStringLiteral("pushed")) == 1);
    CHECK(sites.primary().run(words("log")).output.contains("recovered"));
    const Answer twins = sites.primary().askWithCode(words("recover --site 2 --choice keep-this"));
    CHECK(twins.errorCode() == QStringLiteral("action_not_possible"));
}

TEST_CASE("12.5: a restored primary says at each place that it waits for a choice, and whom it has refused")
{
    TwoSites sites;
    sites.sync();
    const QString copy = backupOf(sites.primary(), QStringLiteral("yesterday.mailboat"));
    CHECK(sites.stopServer() == 0);
    REQUIRE(sites.primary().ask({QStringLiteral("restore"), copy}).status == 0);
    CHECK(alarmOf(sites.primary()).value(QStringLiteral("level")) == QStringLiteral("warning"));
    CHECK(alarmOf(sites.primary()).value(QStringLiteral("since")).isString());
    const auto shownStatus = [&sites] {
        return sites.primary().ask(words("peers show 2")).object.value(QStringLiteral("status")).toString();
    };
    CHECK(shownStatus() == QStringLiteral("blocked"));

    const QString place = QUrl(sites.url()).authority();
    Child server(sites.primary().withDatafile(
                     {QStringLiteral("--json"), QStringLiteral("serve"), QStringLiteral("--listen"), place}),
        sites.primary().environment());
    CHECK(server.lineAfter(R"({"event":"listening")").contains("url"));
    CHECK(server.lineAfter(R"({"blocked":)").contains(R"("older-copy","event":"waiting")"));
    CHECK(sites.satellite().ask(words("check")).status == 1);
    CHECK(sites.satellite().ask(words("sync")).errorCode() == QStringLiteral("sync_is_disabled"));
    server.terminate();
    CHECK(server.exitStatus() == 0);
    const QByteArray log = sites.primary().run(words("log")).output;
    CHECK(log.contains(R"("result":"restored_unconfirmed")"));
    CHECK(log.count("site-refused") == 1); // the check is none of these
    sites.primary().must(words("recover --choice collect"));
    CHECK(shownStatus() == QStringLiteral("ready"));
}

TEST_CASE("12.5: a copy that is run on another machine pushes nothing into the live primary, and says why")
{
    TwoSites sites;
    sites.sync();
    const CtlSite copy; // whose hardware ID is another one
    REQUIRE(QFile::copy(sites.satellite().path(), copy.path())); // nobody has it open
    putStock(copy, QStringLiteral("try"));
    CHECK(blockedOf(copy) == QStringLiteral("other-machine")); // before anything has run
    CHECK(lastErrorCode(copy) == QStringLiteral("other_machine"));
    CHECK(names(copy.ask(words("check")), "datafile", "other_machine"));
    CHECK(copy.askWithCode(words("retrieve 1")).errorCode() == QStringLiteral("other_machine"));
    const Answer refused = copy.ask(words("sync"));
    CHECK(refused.status == 1);
    CHECK(refused.errorCode() == QStringLiteral("other_machine"));
    CHECK(blockedOf(copy) == QStringLiteral("other-machine"));
    CHECK(alarmOf(copy).value(QStringLiteral("since")).isString());
    CHECK(names(copy.ask(words("check")), "datafile", "other_machine"));
    CHECK(copy.run(words("log")).output.contains("standstill"));
    sites.sync(); // the one that it was copied from goes on
    CHECK_FALSE(holds(sites.primary(), "item_line", QStringLiteral("try")));

    CHECK(copy.askWithCode(words("recover --choice fetch")).errorCode() == QStringLiteral("action_not_possible"));
    CHECK(copy.askWithCode(words("recover --choice keep-this")).status == 0);
    CHECK(blockedOf(copy).isEmpty());
    CHECK(lastErrorCode(copy).isEmpty());
    CHECK(copy.ask(words("sync")).errorCode()
        != QStringLiteral("other_machine")); // the primary says what it thinks of that
}

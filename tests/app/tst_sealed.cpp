// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/twosites.h"
#include "tests/app/words.h"
#include "tests/support/catch.h"
#include "tests/support/nodeinpath.h"
#include "tests/support/paths.h"
#include "tests/support/scriptedserver.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QEventLoop>
#include <QFile>

#include <sys/stat.h>

using namespace mailboat::test;

namespace {

const QByteArray sealedPassword = "SEALED-PASSWORD-71";
const QByteArray proxyPassword = "PROXY-PASSWORD-37";

/// What the protocol wants of whoever signs in, and every other shape of the secrets that could lie about.
QList<QByteArray> planted()
{
    const QByteArray raw = QCryptographicHash::hash(sealedPassword, QCryptographicHash::Sha256);
    const QByteArray hash = raw.toHex();
    const QString text = QString::fromUtf8(sealedPassword);
    const QByteArray wide(reinterpret_cast<const char *>(text.utf16()), text.size() * 2);
    return {sealedPassword, wide, raw, hash, hash.toUpper(), QByteArray("clinic2:" + hash).toBase64(),
        rightCode.toUtf8(), proxyPassword, QByteArray("amy:" + proxyPassword).toBase64()};
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Variables of this process, and so of its children, for a scope.
class Environment final
{
public:
    explicit Environment(const QList<std::pair<QByteArray, QString>> &variables)
    {
        for (const auto &[name, value] : variables) {
            m_before.append({name, qgetenv(name.constData())});
            qputenv(name.constData(), value.toLocal8Bit());
        }
    }
    ~Environment()
    {
        for (const auto &[name, value] : m_before)
            (void)(value.isNull() ? qunsetenv(name.constData()) : qputenv(name.constData(), value));
    }
    Q_DISABLE_COPY_MOVE(Environment)

private:
    QList<std::pair<QByteArray, QByteArray>> m_before;
};

/// All that was said and shown, by whence it came.
class Seen
{
public:
    void note(const QString &where, const QByteArray &bytes)
    {
        const QList<QByteArray> secrets = planted();
        CAPTURE(where);
        for (qsizetype form = 0; form < secrets.size(); ++form) {
            CAPTURE(form);
            CHECK_FALSE(bytes.contains(secrets.at(form)));
        }
        ++m_places;
    }
    void noteRun(const CtlSite &site, const QStringList &arguments, const QByteArray &input = {})
    {
        const Ran ran = site.run(arguments, input);
        CAPTURE(ran.errors);
        CHECK(ran.status == 0);
        note(arguments.join(u' '), ran.output + ran.errors);
    }
    void noteProcess(qint64 process)
    {
        for (const char *what : {"cmdline", "environ"})
            note(QLatin1String(what), contentOf(QStringLiteral("/proc/%1/%2").arg(process).arg(QLatin1String(what))));
    }
    void noteFolder(const QString &folder)
    {
        QDirIterator files(folder, QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString path = files.next();
            note(path, contentOf(path));
        }
    }
    int places() const { return m_places; }

private:
    int m_places = 0;
};

/// Everything that anybody does, with the password given on standard input and the code in a file of its own.
void work(const TwoSites &sites, Seen &seen, const QString &codeFile)
{
    const QStringList withCode {QStringLiteral("--code-file"), codeFile};
    seen.noteRun(sites.primary(), withCode + words("peers edit 2 --password-file -"), sealedPassword + '\n');
    seen.noteRun(sites.satellite(), withCode + words("peers edit 1 --password-file -"), sealedPassword + '\n');
    seen.noteRun(sites.satellite(), withCode + words("prefs set proxy http://amy@127.0.0.1:9 --password-file -"),
        proxyPassword + '\n'); // this machine itself is reached without
    seen.noteRun(sites.satellite(), words("sync --progress"));
    seen.noteRun(sites.satellite(), words("records put Location L1"), R"({"ID":"L1","store_ID":"S2"})");
    seen.noteRun(sites.satellite(), withCode + words("prefs set node-http-client true"));
    seen.noteRun(sites.satellite(), words("sync"));
    seen.noteRun(
        sites.satellite(), withCode + words("peers edit 1 --user clinic2 --password-file -"), sealedPassword + '\n');
    for (const CtlSite *site : {&sites.primary(), &sites.satellite()}) {
        for (const char *line : {"check", "peers", "peers export", "prefs", "status", "log -n 1000", "code list",
                 "records export", "records quarantine"})
            seen.noteRun(*site, words(line));
    }
    seen.noteRun(sites.satellite(), withCode + words("retrieve 1"));
    seen.noteRun(sites.satellite(), words("sync"));
}

/// What stands in the processes of a sync that waits for its primary.
void lookAtProcesses(const TwoSites &sites, Seen &seen)
{
    ScriptedServer silent;
    silent.row("GET", "/sync/v5/site", {{.end = ScriptedAnswer::End::Silent}});
    sites.satellite().must({QStringLiteral("peers"), QStringLiteral("edit"), QStringLiteral("1"),
        QStringLiteral("--url"), silent.url().toString()});
    const NodeInPath node(NodeInPath::What::Recorded);
    Child sync(sites.satellite().withDatafile(words("sync")), sites.satellite().environment());
    while (silent.requests().isEmpty()) {
        QEventLoop loop;
        QObject::connect(&silent, &ScriptedServer::requested, &loop, &QEventLoop::quit);
        loop.exec();
    }
    seen.noteProcess(sync.processId());
    REQUIRE_FALSE(node.processes().isEmpty());
    for (const qint64 process : node.processes())
        seen.noteProcess(process);
    seen.noteFolder(QDir::tempPath()); // what is there only while it runs, too
    sync.killNow();
    CHECK(sync.exitStatus() == -1);
}

} // namespace

TEST_CASE("B4: nothing that a full run leaves or shows has the password, its hash, or the code")
{
    const QTemporaryDir world;
    const QString codeFile = QDir(world.path()).filePath(QStringLiteral("code"));
    const QString everything = QDir(world.path()).filePath(QStringLiteral("tmp"));
    REQUIRE(QDir().mkpath(everything));
    QFile code(codeFile);
    REQUIRE(code.open(QIODevice::WriteOnly));
    code.write(rightCode.toUtf8() + '\n');
    code.close();
    const Environment own({{"TMPDIR", everything}, {"HOME", everything}, {"XDG_STATE_HOME", everything + u"/state"},
        {"QT_LOGGING_RULES", QStringLiteral("mailboat.*=true")}});

    TwoSites sites;
    REQUIRE(sites.satellite().path().startsWith(everything));
    Seen seen;
    work(sites, seen, codeFile);
    seen.noteProcess(sites.server().processId());
    seen.noteFolder(everything);
    lookAtProcesses(sites, seen);
    sites.server().killNow(); // so that the journal stays
    CHECK(sites.server().exitStatus() == -1);
    seen.note(QStringLiteral("serve"), sites.server().output() + sites.server().errors());
    CHECK_FALSE(contentOf(sites.primary().path() + QStringLiteral("-wal")).isEmpty());
    seen.noteFolder(everything);
    CHECK(seen.places() > 50);
}

TEST_CASE(
    "B4: a datafile that was copied to another machine is not its site: it asks for the password, and has all else")
{
    const TwoSites sites;
    const CtlSite &satellite = sites.satellite();
    sites.sync();
    satellite.must(words("records put Location L1"), R"({"ID":"L1","store_ID":"S2"})");
    const QString copy = satellite.filePath(QStringLiteral("copy.mailboat"));
    REQUIRE(QFile::copy(satellite.path(), copy));
    const QStringList there = satellite.environment()
        << QStringLiteral("XDG_STATE_HOME=") + satellite.filePath(QStringLiteral("elsewhere"));
    const auto ask = [&](const QStringList &arguments, const QByteArray &input = {}) {
        return answerOf(run(QStringList {QStringLiteral("--datafile"), copy, QStringLiteral("--json"),
                                QStringLiteral("--code"), rightCode}
                + arguments,
            input, there));
    };

    CHECK(satellite.ask(words("status")).object.value(QStringLiteral("blocked")).isNull());
    const QJsonObject status = ask(words("status")).object;
    CHECK(status.value(QStringLiteral("blocked")) == QStringLiteral("password-needed"));
    CHECK(status.value(QStringLiteral("waitingToPush")) == 1);
    CHECK(status.value(QStringLiteral("initialised")) == true);
    CHECK(ask(words("peers show 1")).object.value(QStringLiteral("status")) == QStringLiteral("blocked"));
    const Answer sync = ask(words("sync"));
    CHECK(sync.status == 1);
    const QJsonObject error = sync.object.value(QStringLiteral("error")).toObject();
    CHECK(error.value(QStringLiteral("code")) == QStringLiteral("password_needed"));
    CHECK(error.value(QStringLiteral("advice")).toString().contains(QStringLiteral("peers edit 1 --password-file")));
    CHECK(ask(words("check")).status == 1);
    CHECK(ask(words("peers edit 1 --user clinic2")).status == 2); // not without the password

    CHECK(ask(words("peers edit 1 --password-file -"), "secret-2\n").status == 0);
    CHECK(ask(words("status")).object.value(QStringLiteral("blocked")).isNull());
    const Answer synced = ask(words("sync"));
    CAPTURE(synced.output);
    CHECK(synced.status == 0);
    CHECK(synced.object.value(QStringLiteral("pushed")) == 1);
}

TEST_CASE("B4: the key lies in the state folder, its owner's alone, and only where a password is sealed")
{
    const QTemporaryDir folder;
    const QString state = folder.filePath(QStringLiteral("state"));
    const Environment own({{"XDG_STATE_HOME", state}});
    const QString key = state + QStringLiteral("/mailboat/key");
    const CtlSite site(2);
    CHECK(site.ask(words("status")).status == 0);
    CHECK_FALSE(QFile::exists(key));
    site.addPeer(1, QStringLiteral("hill"), deadUrl());
    struct stat status {
    };
    REQUIRE(::stat(QFile::encodeName(key).constData(), &status) == 0);
    CHECK((status.st_mode & 07777) == 0600);
    REQUIRE(::stat(QFile::encodeName(state + QStringLiteral("/mailboat")).constData(), &status) == 0);
    CHECK((status.st_mode & 07777) == 0700);
    CHECK_FALSE(site.datafileBytes().contains(contentOf(key)));
}

TEST_CASE("B4: of several programs that seal the first password at once all use one key")
{
    const QTemporaryDir folder;
    const Environment own({{"XDG_STATE_HOME", folder.path()}});
    std::array<CtlSite, 4> sites {CtlSite(2), CtlSite(3), CtlSite(4), CtlSite(5)};
    std::vector<std::unique_ptr<Child>> programs;
    programs.reserve(sites.size());
    for (const CtlSite &site : sites) {
        programs.push_back(std::make_unique<Child>(
            site.withDatafile(QStringList {QStringLiteral("--code"), rightCode}
                + words("peers add 1 --user hill --password-file - --url https://primary.example")),
            site.environment()));
    }
    for (const auto &program : programs)
        CHECK(ranToEnd(*program, "secret\n").status == 0);
    for (const CtlSite &site : sites)
        CHECK(site.ask(words("status")).object.value(QStringLiteral("blocked")).isNull());
    CHECK(QDir(folder.filePath(QStringLiteral("mailboat"))).entryList(QDir::Files).size() == 1);
}

TEST_CASE("B4: no program leaves an image of its memory where it dies")
{
    const CtlSite site(1);
    std::unique_ptr<Child> server;
    serve(site, server);
    const QByteArray limits = contentOf(QStringLiteral("/proc/%1/limits").arg(server->processId()));
    const qsizetype line = limits.indexOf("Max core file size");
    REQUIRE(line >= 0);
    CHECK(limits.mid(line, limits.indexOf('\n', line) - line).simplified() == "Max core file size 0 0 bytes");
}

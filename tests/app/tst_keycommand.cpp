// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/twosites.h"
#include "tests/app/words.h"
#include "tests/support/catch.h"
#include "tests/support/keyringsession.h"

#include <QCoreApplication>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>

using namespace mailboat::test;

namespace {

const auto keyRingUnusable = QStringLiteral("key_ring_unusable");

Answer key(const char *line)
{
    return answerOf(run(QStringList {QStringLiteral("--json")} + words(line)));
}

QString placeOf(const Answer &answer)
{
    CAPTURE(answer.output, answer.errors);
    CHECK(answer.status == 0);
    return answer.object.value(QStringLiteral("place")).toString();
}

QString codeIn(const QJsonObject &object, const char *name)
{
    return object.value(QLatin1String(name)).toObject().value(QStringLiteral("code")).toString();
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString keyFile(const KeyRingSession &session)
{
    return session.stateFolder() + QStringLiteral("/key");
}

/// What the marker names.
QString entryIn(const KeyRingSession &session)
{
    return QString::fromLatin1(contentOf(keyFile(session) + QStringLiteral("-in-key-ring")).split('\n').value(1));
}

/// A key ring that gives nothing any more, each in its own way.
void spoil(KeyRingSession &session, const QString &how)
{
    if (how == QLatin1String("locked"))
        session.lock();
    else if (how == QLatin1String("deleted"))
        REQUIRE(KeyRingSession::ask(QStringLiteral("remove"), entryIn(session)) == "done\n\n");
    else
        session.end();
}

} // namespace

TEST_CASE("10.B4: key says where the key is, and moves it into the key ring and back")
{
    const KeyRingSession session;
    CHECK(placeOf(key("key")) == QStringLiteral("none"));
    const TwoSites sites;
    CHECK(placeOf(key("key")) == QStringLiteral("file"));
    sites.sync();
    const QByteArray secret = contentOf(keyFile(session));
    REQUIRE(secret.size() == 32);

    const Answer moved = key("key --ring");
    CHECK(placeOf(moved) == QStringLiteral("key-ring"));
    CHECK(moved.object.value(QStringLiteral("error")).isNull());
    CHECK_FALSE(QFile::exists(keyFile(session)));
    sites.sync();
    CHECK(sites.satellite().ask(words("status")).object.value(QStringLiteral("blocked")).isNull());
    const Ran told = run(words("key"));
    const QByteArray said = moved.output + moved.errors + told.output + told.errors;
    for (const QByteArray &form : {secret, secret.toHex(), secret.toBase64()}) {
        CHECK_FALSE(said.contains(form));
        QDirIterator files(session.stateFolder(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext())
            CHECK_FALSE(contentOf(files.next()).contains(form));
    }

    CHECK(placeOf(key("key --file")) == QStringLiteral("file"));
    CHECK(contentOf(keyFile(session)) == secret);
    CHECK(entryIn(session).isEmpty());
    sites.sync();
}

TEST_CASE(
    "10.B4: a key ring that does not give the key stops the satellite with password-needed, and nothing else is lost")
{
    KeyRingSession session;
    const TwoSites sites;
    const CtlSite &satellite = sites.satellite();
    sites.sync();
    satellite.must(words("records put Location L1"), R"({"ID":"L1","store_ID":"S2"})");
    REQUIRE(placeOf(key("key --ring")) == QStringLiteral("key-ring"));
    const QString how = GENERATE(QStringLiteral("locked"), QStringLiteral("deleted"), QStringLiteral("no session"));
    CAPTURE(how);
    spoil(session, how);

    const QJsonObject status = satellite.ask(words("status")).object;
    CHECK(status.value(QStringLiteral("blocked")) == QStringLiteral("password-needed"));
    CHECK(codeIn(status, "lastError") == keyRingUnusable);
    CHECK(status.value(QStringLiteral("waitingToPush")) == 1);
    CHECK(status.value(QStringLiteral("initialised")) == true);
    const Answer sync = satellite.ask(words("sync"));
    CHECK(sync.status == 1);
    CHECK(codeIn(sync.object, "error") == keyRingUnusable);
    CHECK(satellite.ask(words("check")).status == 1);
    CHECK(codeIn(key("key").object, "error") == keyRingUnusable);

    // Nothing makes a key in a file that nobody asked for.
    const Answer typed = satellite.askWithCode(words("peers edit 1 --password-file -"), "secret-2\n");
    CHECK(typed.errorCode() == keyRingUnusable);
    CHECK(key("key --file").errorCode() == keyRingUnusable);
    CHECK_FALSE(QFile::exists(keyFile(session)));

    CHECK(placeOf(key("key --new")) == QStringLiteral("file"));
    CHECK(codeIn(satellite.ask(words("status")).object, "lastError") == QStringLiteral("password_needed"));
    satellite.must(words("peers edit 1 --password-file -"), "secret-2\n");
    const Answer synced = sites.sync();
    CHECK(synced.object.value(QStringLiteral("pushed")) == 1);
}

TEST_CASE("10.B4: a key ring that does not answer holds nobody up for longer than ten seconds, and can be given up")
{
    const KeyRingSession session;
    const CtlSite site(2);
    site.addPeer(1, QStringLiteral("hill"), deadUrl());
    SECTION("reading")
    {
        REQUIRE(placeOf(key("key --ring")) == QStringLiteral("key-ring"));
        session.hang();
        QElapsedTimer since;
        since.start();
        const QJsonObject status = site.ask(words("status")).object;
        CHECK(since.elapsed() < 20000); // ten, once, and a busy machine
        CHECK(status.value(QStringLiteral("blocked")) == QStringLiteral("password-needed"));
        CHECK(codeIn(status, "lastError") == keyRingUnusable);
        session.goOn();
        CHECK(site.ask(words("status")).object.value(QStringLiteral("blocked")).isNull());
    }
    SECTION("moving: Ctrl-C leaves the key in its file")
    {
        session.hang();
        Child child(words("key --ring"));
        while (!child.errors().contains("Waiting for the key ring")) {
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
            REQUIRE(child.isRunning());
        }
        child.interrupt();
        CHECK(child.exitStatus() == 130);
        CHECK(QFile::exists(keyFile(session)));
        session.goOn();
        CHECK(placeOf(key("key")) == QStringLiteral("file"));
    }
}

TEST_CASE("10.B4: a primary goes on without its key ring: its sites' passwords are proved by their slow hashes")
{
    KeyRingSession session;
    TwoSites sites;
    sites.sync();
    REQUIRE(placeOf(key("key --ring")) == QStringLiteral("key-ring"));
    REQUIRE(sites.stopServer() == 0);
    session.lock();
    std::unique_ptr<Child> server;
    const QString url = serve(sites.primary(), server);
    // The satellite's own machine has its key.
    const QStringList there = sites.satellite().environment()
        << QStringLiteral("XDG_STATE_HOME=") + sites.satellite().filePath(QStringLiteral("elsewhere"));
    const auto ask = [&](const QStringList &arguments, const QByteArray &input = {}) {
        return answerOf(run(QStringList {QStringLiteral("--datafile"), sites.satellite().path(),
                                QStringLiteral("--json"), QStringLiteral("--code"), rightCode}
                + arguments,
            input, there));
    };
    CHECK(ask(words("peers edit 1 --password-file - --url") + QStringList {url}, "secret-2\n").status == 0);
    const Answer synced = ask(words("sync"));
    CAPTURE(synced.output);
    CHECK(synced.status == 0);
    server->terminate();
    CHECK(server->exitStatus() == 0);
    CHECK(server->errors().contains("slow hash alone"));
}

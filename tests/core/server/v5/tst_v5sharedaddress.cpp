// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Sites that share an address, and strangers who guess: whose tries are looked at, and for how long others wait for that.
#include "core/sql/connection.h"
#include "core/store/peerstates.h"
#include "core/store/synclog.h"
#include "tests/support/catch.h"
#include "tests/support/servedprimary.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>

using namespace mailboat;
using namespace mailboat::test;
using namespace std::chrono_literals;

namespace {

const QByteArray aWaitingCode = "503 site_auth_timeout";

/// What a call gets that comes from an address of its own, of this machine.
std::string fromAddress(const V5Caller &caller, quint16 port, quint32 last, const QByteArray &target = siteCall)
{
    RawConnection connection(port, QHostAddress(0x7f000000 + last));
    connection.send(caller.request("GET", target));
    const auto reply = connection.reply();
    return reply ? outcome(*reply) : "no answer";
}

V5Caller guessing(V5Caller caller, const QString &password = QStringLiteral("guess"))
{
    caller.password = password;
    return caller;
}

QString nthGuess(int n)
{
    return QStringLiteral("guess %1").arg(n);
}

/// Rows as they are before a password has proved right: the slow hash alone.
void dropDigests(ServedPrimary &primary)
{
    REQUIRE(primary.datafile().connection().execute(QStringLiteral("UPDATE peer SET password_digest = NULL")));
}

int digestsIn(ServedPrimary &primary)
{
    const auto count
        = primary.datafile().connection().value("SELECT COUNT(*) FROM peer WHERE password_digest IS NOT NULL"_sql);
    REQUIRE(count);
    return count->toInt();
}

/// Another machine's state folder, for a scope.
class OtherMachine final
{
public:
    OtherMachine()
        : m_before(qgetenv("XDG_STATE_HOME"))
    {
        qputenv("XDG_STATE_HOME", QFile::encodeName(m_folder.path()));
    }
    ~OtherMachine() { qputenv("XDG_STATE_HOME", m_before); }
    Q_DISABLE_COPY_MOVE(OtherMachine)

private:
    QTemporaryDir m_folder;
    const QByteArray m_before;
};

} // namespace

TEST_CASE("D5: wrong tries of one site hold up no other at the address, at its first set-up and after a restart either")
{
    ServedPrimary primary;
    primary.start();
    V5Caller valley = primary.valley();
    REQUIRE(valley.get(siteCall).status == 200);
    if (GENERATE(false, true)) {
        primary.stop();
        primary.start();
    }
    V5Caller stale = guessing(primary.hill());
    for (int i = 0; i < 50; ++i)
        stale.get(siteCall);
    V5Caller empty(primary.port(), QStringLiteral("empty"), QStringLiteral("secret-4"));
    CHECK(outcome(empty.get(siteCall)) == "403 site_has_no_store"); // its first time: signed in
    CHECK(primary.valley().get(siteCall).status == 200);
    V5Caller misspelt(primary.port(), QStringLiteral("emty"), QStringLiteral("secret-4"));
    CHECK(outcome(misspelt.get(siteCall)) == "401 site_name_not_found");
}

TEST_CASE("D5: a right password passes through the pause of the wrong ones, after a restart too")
{
    ServedPrimary primary;
    primary.setPreference(QStringLiteral("max-sign-in-failures"), QStringLiteral("3"));
    primary.start();
    if (GENERATE(false, true)) {
        CHECK(primary.hill().get(siteCall).status == 200);
        primary.stop();
        primary.start();
    }
    V5Caller stale = guessing(primary.hill());
    for (int i = 0; i < 3; ++i)
        CHECK(outcome(stale.get(siteCall)) == "401 site_incorrect_password");
    const RawReply paused = stale.get(siteCall);
    CHECK(outcome(paused) == aWaitingCode.toStdString());
    CHECK(paused.header("retry-after") == "5");
    CHECK(primary.hill().get(siteCall).status == 200);
    CHECK(primary.hill().get(queueCall).status == 200);
}

TEST_CASE("D5: an address new to a site has a number of tries an hour, right ones beyond that included")
{
    ServedPrimary primary;
    primary.setPreference(QStringLiteral("max-new-address-tries"), QStringLiteral("4"));
    primary.start();
    for (int i = 0; i < 4; ++i)
        CHECK(fromAddress(guessing(primary.hill(), nthGuess(i)), primary.port(), 9) == "401 site_incorrect_password");
    CHECK(fromAddress(primary.hill(), primary.port(), 9) == aWaitingCode.toStdString());
    CHECK(fromAddress(primary.valley(), primary.port(), 9) == "200"); // of hill alone
    CHECK(fromAddress(primary.hill(), primary.port(), 8) == "200");
    primary.clock().advance(61min);
    CHECK(fromAddress(primary.hill(), primary.port(), 9) == "200");
}

TEST_CASE("D5: a site that asks with its old password for an hour is let in with the new one at once")
{
    ServedPrimary primary;
    primary.start();
    V5Caller stale = guessing(primary.hill());
    for (int i = 0; i < 240; ++i) {
        stale.get(siteCall);
        primary.clock().advance(15s);
    }
    CHECK(primary.hill().get(siteCall).status == 200);
}

TEST_CASE("D5: where a site has signed in before its right password is looked at, after a restart too")
{
    ServedPrimary primary;
    primary.setPreference(QStringLiteral("max-new-address-tries"), QStringLiteral("2"));
    primary.start();
    REQUIRE(fromAddress(primary.hill(), primary.port(), 9) == "200");
    primary.stop();
    primary.start();
    for (int i = 0; i < 50; ++i) // 40 are what all new addresses together have
        fromAddress(guessing(primary.hill(), nthGuess(i)), primary.port(), 9);
    CHECK(fromAddress(primary.hill(), primary.port(), 9) == "200");
    CHECK(fromAddress(primary.hill(), primary.port(), 8) == "200"); // they were no tries from new addresses
}

TEST_CASE("D5: all addresses new to a site have a number of tries together, and that stands in the log once")
{
    ServedPrimary primary;
    primary.setPreference(QStringLiteral("max-new-address-tries"), QStringLiteral("1"));
    primary.start();
    REQUIRE(fromAddress(primary.hill(), primary.port(), 200) == "200");
    for (quint32 i = 0; i < 20; ++i)
        CHECK(fromAddress(guessing(primary.hill(), nthGuess(static_cast<int>(i))), primary.port(), 10 + i)
            == "401 site_incorrect_password");
    for (quint32 i = 40; i < 50; ++i)
        CHECK(fromAddress(primary.hill(), primary.port(), i) == aWaitingCode.toStdString());
    CHECK(fromAddress(primary.hill(), primary.port(), 200) == "200");
    CHECK(fromAddress(primary.valley(), primary.port(), 40) == "200");
    primary.stop();
    const auto entries = primary.datafile().log().last(100);
    REQUIRE(entries);
    const auto isThat
        = [](const SyncLog::Entry &entry) { return entry.what == QStringLiteral("site-wrong-passwords-everywhere"); };
    CHECK(std::count_if(entries->begin(), entries->end(), isThat) == 1);
}

TEST_CASE("D5: where many wrong passwords come from stands in the log, and no password with it")
{
    ServedPrimary primary;
    primary.setPreference(QStringLiteral("max-sign-in-failures"), QStringLiteral("3"));
    primary.start();
    for (int i = 0; i < 10; ++i) {
        fromAddress(guessing(primary.hill(), nthGuess(i)), primary.port(), 9);
        fromAddress(guessing(primary.valley(), nthGuess(i)), primary.port(), 8);
    }
    primary.stop();
    const auto entries = primary.datafile().log().last(100);
    REQUIRE(entries);
    QStringList told;
    for (const SyncLog::Entry &entry : *entries) {
        const QString details = QString::fromUtf8(QJsonDocument(entry.details).toJson(QJsonDocument::Compact));
        CHECK_FALSE(details.contains(QStringLiteral("guess")));
        if (entry.kind == QStringLiteral("contact") && entry.what != QStringLiteral("site-contact"))
            told.append(entry.what + QLatin1Char(' ') + details);
    }
    CHECK(told
        == QStringList {
            QStringLiteral(
                R"(site-refused {"address":"127.0.0.9","result":"site_incorrect_password","syncId":2,"userName":"hill"})"),
            QStringLiteral(
                R"(site-refused {"address":"127.0.0.8","result":"site_incorrect_password","syncId":3,"userName":"valley"})"),
            QStringLiteral(R"(site-wrong-passwords {"address":"127.0.0.9","syncId":2})"),
            QStringLiteral(R"(site-wrong-passwords {"address":"127.0.0.8","syncId":3})")});
}

TEST_CASE("D5: a row with its slow hash alone gets its digest once a password proves right, another machine's anew")
{
    ServedPrimary primary;
    CHECK(digestsIn(primary) == 3); // made with the passwords
    dropDigests(primary);
    primary.start();
    CHECK(outcome(guessing(primary.hill()).get(siteCall)) == "401 site_incorrect_password");
    CHECK(primary.hill().get(siteCall).status == 200);
    primary.stop(); // writes what it had noted
    CHECK(digestsIn(primary) == 1);
    const auto digest
        = [&primary] { return primary.datafile().peerStates().caller(QStringLiteral("hill"))->value().passwordDigest; };
    const QByteArray here = digest();
    {
        const OtherMachine machine;
        primary.start();
        CHECK(outcome(guessing(primary.hill()).get(siteCall)) == "401 site_incorrect_password");
        CHECK(primary.hill().get(siteCall).status == 200);
        primary.stop();
    }
    CHECK(digest() != here);
    CHECK_FALSE(digest().isEmpty());
}

TEST_CASE("D5: without a key of this machine passwords are checked as ever, and no digest is kept")
{
    ServedPrimary primary;
    dropDigests(primary);
    const OtherMachine machine;
    QFile inTheWay(qEnvironmentVariable("XDG_STATE_HOME") + QStringLiteral("/mailboat"));
    REQUIRE(inTheWay.open(QIODevice::WriteOnly));
    primary.start();
    CHECK(outcome(guessing(primary.hill()).get(siteCall)) == "401 site_incorrect_password");
    CHECK(primary.hill().get(siteCall).status == 200);
    CHECK(primary.hill().get(queueCall).status == 200);
    primary.stop();
    CHECK(digestsIn(primary) == 0);
}

TEST_CASE("D5: while wrong passwords wait for their slow hash, a site that has a digest is answered at once")
{
    ServedPrimary primary;
    primary.start();
    V5Caller hill = primary.hill();
    REQUIRE(hill.get(siteCall).status == 200);
    REQUIRE(primary.datafile().connection().execute(
        QStringLiteral("UPDATE peer SET password_digest = NULL WHERE user_name <> 'hill'")));
    std::vector<std::unique_ptr<RawConnection>> guesses;
    for (int i = 0; i < 90; ++i) {
        guesses.push_back(std::make_unique<RawConnection>(primary.port(), QHostAddress(0x7f000003 + quint32(i))));
        guesses.back()->send(guessing(primary.valley(), nthGuess(i)).request("GET", siteCall));
    }
    QElapsedTimer time;
    time.start();
    CHECK(hill.get(siteCall).status == 200);
    CHECK(time.elapsed() < 1000); // ninety took some two seconds
    int later = 0;
    for (const auto &guess : guesses) {
        const auto reply = guess->reply();
        REQUIRE(reply);
        const std::string told = outcome(*reply);
        if (told == aWaitingCode.toStdString()) {
            ++later;
            CHECK(reply->header("retry-after").toInt() > 0);
        } else {
            CHECK(told == "401 site_incorrect_password");
        }
    }
    CHECK(later > 70);
    CHECK(fromAddress(primary.valley(), primary.port(), 2) == "200");
}

TEST_CASE("D5: who a trusted proxy forwards for counts by his own address, and nobody else is believed")
{
    ServedPrimary primary;
    primary.setPreference(QStringLiteral("max-new-address-tries"), QStringLiteral("2"));
    primary.setPreference(QStringLiteral("trusted-proxies"), QStringLiteral("127.0.0.9"));
    primary.start();
    const auto ask = [&primary](V5Caller caller, const QByteArray &forwardedFor, quint32 from) {
        caller.headers = {{"X-Forwarded-For", forwardedFor}};
        return fromAddress(caller, primary.port(), from);
    };
    for (int i = 0; i < 2; ++i)
        CHECK(ask(guessing(primary.hill(), nthGuess(i)), "10.0.0.1", 9) == "401 site_incorrect_password");
    CHECK(ask(primary.hill(), "10.0.0.1", 9) == aWaitingCode.toStdString());
    CHECK(ask(primary.hill(), "10.0.0.2, 10.0.0.1", 9) == aWaitingCode.toStdString()); // what a stranger made up
    CHECK(ask(primary.hill(), "10.0.0.2", 9) == "200");
    CHECK(ask(primary.hill(), "10.0.0.1", 8) == "200"); // from no proxy: counts as 127.0.0.8
    primary.stop();
    const auto networks = primary.datafile().peerStates().knownNetworks(10);
    REQUIRE(networks);
    CHECK(QSet<QByteArray>(networks->begin(), networks->end()) == QSet<QByteArray> {"10.0.0.2", "127.0.0.8"});
}

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What becomes of guesses at people's passwords, and that they cost nobody else anything.
#include "core/prefs/syncpreferences.h"
#include "core/server/personauthenticator.h"
#include "core/server/privateway.h"
#include "core/store/synclog.h"
#include "tests/core/server/login/people.h"

#include <algorithm>

using namespace mailboat;
using namespace mailboat::test;
using namespace std::chrono_literals;

namespace {

QString nth(int number)
{
    return QStringLiteral("guess %1").arg(number);
}

/// Amy's primary; hill has signed in from 127.0.0.1, so that it is no stranger's address.
struct Guessed {
    Guessed()
    {
        addPerson(primary, amy);
        begin();
    }
    void begin()
    {
        primary.start();
        REQUIRE(primary.hill().get(siteCall).status == 200);
    }
    std::string guess(const QString &name = amy) { return loginOutcome(logIn(primary, name, nth(++guesses))); }
    std::string right() { return loginOutcome(logIn(primary, amy, amysPassword)); }

    ServedPrimary primary;
    int guesses = 0;
};

} // namespace

TEST_CASE(
    "11.4: after five wrong passwords there are pauses, for a name that nobody has as well, and the right one passes")
{
    Guessed at;
    const QString name = GENERATE(QStringLiteral("amy"), QStringLiteral("nobody"));
    for (int i = 0; i < 5; ++i)
        CHECK(at.guess(name) == "wrong");
    CHECK(at.guess(name) == "paused 5");
    at.primary.clock().advance(3s);
    CHECK(at.guess(name) == "paused 2");
    CHECK(loginOutcome(logInFrom(at.primary, 9, name, nth(1))) == "wrong"); // elsewhere nothing has been wrong
    at.primary.clock().advance(2s);
    CHECK(at.guess(name) == "wrong");
    CHECK(at.guess(name) == "paused 10");
    CHECK(at.right() == "in");
    if (name == amy)
        CHECK(at.guess() == "wrong"); // and begins anew
}

TEST_CASE("11.4: pauses outlive a restart, and stand in the log once")
{
    Guessed at;
    for (int i = 0; i < 7; ++i)
        at.guess();
    at.primary.clock().advance(5s);
    REQUIRE(at.guess() == "wrong");
    REQUIRE(at.guess() == "paused 10");
    at.primary.stop();
    at.begin();
    CHECK(at.guess() == "paused 10");
    at.primary.clock().advance(10s);
    CHECK(at.guess() == "wrong");
    CHECK(at.guess() == "paused 20");
    at.primary.stop();
    const auto entries = at.primary.datafile().log().last(100);
    REQUIRE(entries);
    const auto told = std::count_if(entries->begin(), entries->end(),
        [](const SyncLog::Entry &entry) { return entry.what == QStringLiteral("person-wrong-passwords"); });
    CHECK(told == 2); // one a process
    at.begin();
    CHECK(at.right() == "in");
    at.primary.stop();
    CHECK(at.primary.datafile()
              .appUsers()
              .tries(at.primary.datafile().appUsers().find(amy).value()->user.number)
              .value()
              .isEmpty());
}

TEST_CASE("11.4: beyond a hundred tries an hour an address is closed to one person, to the right password too")
{
    Guessed at;
    addPerson(at.primary, QStringLiteral("ben"));
    int looked = 0;
    while (looked < PersonAuthenticator::triesAtSites) {
        at.guess();
        ++looked;
    }
    CHECK(at.right().substr(0, 6) == "paused");
    CHECK(loginOutcome(logInFrom(at.primary, 9, amy, amysPassword)) == "in");
    CHECK(loginOutcome(logIn(at.primary, QStringLiteral("ben"), QStringLiteral("pw of ben"))) == "in");
    CHECK(at.primary.hill().get(siteCall).status == 200);
    at.primary.clock().advance(61min);
    CHECK(at.right() == "in");
}

TEST_CASE(
    "11.4: strangers have few tries at a person, all of them together, and who comes by a site's address has its own")
{
    Guessed at;
    at.primary.stop();
    at.primary.setPreference(QStringLiteral("max-new-address-tries"), QStringLiteral("2"));
    at.begin();
    for (quint32 i = 0; i < 20; ++i) // twice forty are what they all have
        for (int time = 0; time < 2; ++time)
            CHECK(loginOutcome(logInFrom(at.primary, 20 + i, amy, nth(static_cast<int>(2 * i) + time))) == "wrong");
    CHECK(loginOutcome(logInFrom(at.primary, 20, amy, amysPassword)).substr(0, 6) == "paused");
    CHECK(loginOutcome(logInFrom(at.primary, 200, amy, amysPassword)).substr(0, 6) == "paused");
    CHECK(at.right() == "in");
}

TEST_CASE("11.4: a thousand wrong sign-ins at once stop no site, and nobody who is known")
{
    Guessed at;
    constexpr int connections = 50;
    constexpr int each = 20;
    std::vector<std::unique_ptr<RawConnection>> attackers;
    attackers.reserve(connections);
    for (int i = 0; i < connections; ++i)
        attackers.push_back(
            std::make_unique<RawConnection>(at.primary.port(), QHostAddress(0x7f000100U + static_cast<quint32>(i))));
    for (int i = 0; i < each; ++i)
        for (const auto &attacker : attackers)
            attacker->send(
                rawRequest("POST", loginCall, {}, loginBody(QStringLiteral("nobody %1").arg(++at.guesses), nth(1))));
    V5Caller hill = at.primary.hill();
    for (int i = 0; i < 20; ++i) {
        CHECK(hill.get(siteCall).status == 200);
        CHECK(hill.get(queueCall).status == 200);
        CHECK(at.right() == "in");
    }
    int answered = 0;
    for (const auto &attacker : attackers) {
        for (int i = 0; i < each; ++i) {
            const auto reply = attacker->reply();
            REQUIRE(reply);
            const std::string said = loginOutcome(*reply);
            CHECK((said == "wrong" || said == "paused 5"));
            ++answered;
        }
    }
    CHECK(answered == connections * each);
}

TEST_CASE("11.4: which ways a password may go")
{
    SyncPreferences preferences;
    ServerRequest request;
    const auto from = [&](const char *address, const char *scheme = "", const char *forwardedFor = "") {
        request.peer = QHostAddress(QString::fromLatin1(address));
        request.headers = {};
        if (*scheme)
            request.headers.insert("x-forwarded-proto", scheme);
        if (*forwardedFor)
            request.headers.insert("x-forwarded-for", forwardedFor);
        return isPrivateWay(request, preferences);
    };
    CHECK(from("127.0.0.1"));
    CHECK(from("::1"));
    CHECK_FALSE(from("192.0.2.1"));
    CHECK_FALSE(from("192.0.2.1", "https")); // anybody can say so
    CHECK_FALSE(from("10.0.0.1"));
    REQUIRE(preferences.trustedProxies.setText(QStringLiteral("192.0.2.1")));
    CHECK(from("192.0.2.1", "https"));
    CHECK_FALSE(from("192.0.2.1", "http"));
    CHECK_FALSE(from("192.0.2.1"));
    CHECK_FALSE(from("192.0.2.2", "https"));
    REQUIRE(preferences.plainHttp.setText(QStringLiteral("true")));
    CHECK_FALSE(from("192.0.2.2")); // which is the sites' business
    REQUIRE(preferences.externalUrl.setText(QStringLiteral("https://hub.example")));
    CHECK(from("192.0.2.1"));
    CHECK_FALSE(from("192.0.2.1", "http"));
    CHECK_FALSE(from("192.0.2.2"));
    request.isTls = true;
    CHECK(from("192.0.2.2"));
}

TEST_CASE("11.4: what a throttle remembers can be kept, and is right whatever the clock of the day has done")
{
    FakeClock clock;
    PersonThrottle throttle(clock);
    const PersonThrottle::Key key {PersonNumber {7}, "net"};
    CHECK_FALSE(throttle.kept(key).last.isValid());
    for (int i = 0; i < 12; ++i)
        throttle.wrong(key, QByteArray::number(i), true, {10, 30});
    const PersonThrottle::Kept kept = throttle.kept(key);
    CHECK(kept.wrong == 10); // the others came in the pause
    CHECK(kept.tries == 12);
    CHECK(kept.pausedUntil == clock.utcNow().addSecs(5));
    const auto restored = [&](const QDateTime &now) {
        FakeClock later(now);
        later.advance(2h);
        later.setUtcNow(now);
        PersonThrottle other(later);
        other.restore(key, kept);
        return std::pair(other.pause(key), other.kept(key).tries);
    };
    CHECK(restored(clock.utcNow()) == std::pair(std::chrono::seconds(5), 12));
    CHECK(restored(clock.utcNow().addSecs(3)) == std::pair(std::chrono::seconds(2), 12));
    CHECK(restored(clock.utcNow().addSecs(60)) == std::pair(std::chrono::seconds(0), 12));
    CHECK(restored(clock.utcNow().addSecs(4000)) == std::pair(std::chrono::seconds(0), 0)); // too long ago
    CHECK(restored(clock.utcNow().addDays(-400)) == std::pair(std::chrono::seconds(300), 12)); // no pause is longer
}

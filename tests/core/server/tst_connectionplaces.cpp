// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/connectionplaces.h"

#include "tests/support/catch.h"
#include "tests/support/fakeclock.h"

#include <sys/socket.h>
#include <unistd.h>

#include <array>

using namespace mailboat;
using namespace std::chrono_literals;
using Phase = ConnectionPlaces::Phase;

namespace {

/// A connection that took a place, on a real socket.
class Taken
{
public:
    Taken(ConnectionPlaces &places, const QString &address)
        : m_places(places)
    {
        REQUIRE(socketpair(AF_UNIX, SOCK_STREAM, 0, m_sockets.data()) == 0);
        place = m_places.began(m_sockets[0], QHostAddress(address));
    }
    ~Taken()
    {
        m_places.ended(place);
        close(m_sockets[0]);
        close(m_sockets[1]);
    }
    Q_DISABLE_COPY_MOVE(Taken)
    bool isClosed() const
    {
        char byte = 0;
        return recv(m_sockets[1], &byte, 1, MSG_DONTWAIT) == 0;
    }
    ConnectionPlaces::Place *place = nullptr;

private:
    ConnectionPlaces &m_places;
    std::array<int, 2> m_sockets {};
};

struct Crowd {
    Crowd(int most, int mostOfOne, ListenerOptions further = {})
        : options(std::move(further))
    {
        options.maxConnections = most;
        options.maxConnectionsPerAddress = mostOfOne;
    }
    /// Nothing where it is refused.
    Taken *come(const QString &address)
    {
        if (!places.admit(QHostAddress(address)))
            return nullptr;
        all.push_back(std::make_unique<Taken>(places, address));
        return all.back().get();
    }
    Taken *comeAndSignIn(const QString &address)
    {
        Taken *taken = come(address);
        if (taken)
            places.signedIn(taken->place);
        return taken;
    }
    ListenerOptions options;
    FakeClock clock;
    ConnectionPlaces places {options, clock};
    std::vector<std::unique_ptr<Taken>> all;
};

QString nth(int n)
{
    return QStringLiteral("10.0.%1.%2").arg(n / 200).arg(n % 200 + 1);
}

} // namespace

TEST_CASE("D3: when all places are taken the oldest connection goes on which no site has signed in")
{
    Crowd crowd(4, 4);
    const Taken *first = crowd.comeAndSignIn(nth(0));
    const Taken *second = crowd.come(nth(1));
    const Taken *third = crowd.come(nth(2));
    REQUIRE(crowd.come(nth(3)));
    REQUIRE(crowd.come(nth(4)));
    CHECK(second->isClosed());
    CHECK_FALSE(third->isClosed());
    REQUIRE(crowd.come(nth(5)));
    CHECK(third->isClosed());
    CHECK_FALSE(first->isClosed());
}

TEST_CASE("D3: a quarter of the places is kept for networks where a site has signed in")
{
    Crowd crowd(100, 100);
    crowd.comeAndSignIn(nth(0));
    crowd.all.clear(); // gone, and remembered
    for (int i = 1; i <= 75; ++i)
        REQUIRE(crowd.come(nth(i)));
    const Taken *oldest = crowd.all.front().get();
    CHECK_FALSE(oldest->isClosed());
    for (int i = 0; i < 25; ++i)
        REQUIRE(crowd.come(nth(0)));
    CHECK_FALSE(oldest->isClosed());
    REQUIRE(crowd.come(nth(0))); // a site's network may take strangers' places as well
    CHECK(oldest->isClosed());
    REQUIRE(crowd.come(nth(76))); // and strangers only their own
    CHECK(crowd.all.at(1)->isClosed());
    for (size_t i = 75; i < 101; ++i)
        CHECK_FALSE(crowd.all.at(i)->isClosed());
}

TEST_CASE("D3: all addresses of an IPv6 /64 count as one, and an IPv4 address by itself")
{
    Crowd crowd(100, 2);
    const Taken *oldest = crowd.come(QStringLiteral("2001:db8:0:1::1"));
    const Taken *next = crowd.come(QStringLiteral("2001:db8:0:1::2"));
    REQUIRE(crowd.come(QStringLiteral("2001:db8:0:2::1")));
    CHECK_FALSE(oldest->isClosed());
    REQUIRE(crowd.come(QStringLiteral("2001:db8:0:1:ffff:1:2:3")));
    CHECK(oldest->isClosed());
    CHECK_FALSE(next->isClosed());
    for (int i = 0; i < 10; ++i)
        REQUIRE(crowd.come(nth(i)));
    CHECK_FALSE(next->isClosed());
}

TEST_CASE("D3: a network that has all it may have gives up its own, and refuses where all of these have signed in")
{
    Crowd crowd(100, 2);
    const Taken *elsewhere = crowd.come(nth(1));
    const Taken *site = crowd.comeAndSignIn(nth(0));
    const Taken *stranger = crowd.come(nth(0));
    REQUIRE(crowd.comeAndSignIn(nth(0)));
    CHECK(stranger->isClosed());
    CHECK_FALSE(elsewhere->isClosed());
    CHECK_FALSE(crowd.come(nth(0)));
    CHECK_FALSE(site->isClosed());
}

TEST_CASE("D3: nobody goes while his request is worked on")
{
    Crowd crowd(2, 2);
    const Taken *worked = crowd.come(nth(0));
    crowd.places.enter(worked->place, Phase::Hand);
    const Taken *slow = crowd.come(nth(1));
    crowd.places.enter(slow->place, Phase::Body);
    REQUIRE(crowd.come(nth(2)));
    CHECK(slow->isClosed());
    CHECK_FALSE(worked->isClosed());
    crowd.places.enter(crowd.all.back()->place, Phase::Hand);
    CHECK_FALSE(crowd.come(nth(3)));
    crowd.clock.advance(1h);
    crowd.places.sweep();
    CHECK_FALSE(worked->isClosed());
}

TEST_CASE("D3: where every connection has signed in, the one goes that has been idle longest")
{
    Crowd crowd(3, 3);
    const Taken *busy = crowd.comeAndSignIn(nth(0));
    const Taken *idle = crowd.comeAndSignIn(nth(1));
    const Taken *idleLonger = crowd.comeAndSignIn(nth(2));
    crowd.places.enter(busy->place, Phase::Body);
    crowd.places.enter(idleLonger->place, Phase::Head);
    crowd.clock.advance(1s);
    crowd.places.enter(idle->place, Phase::Head);
    REQUIRE(crowd.come(nth(3)));
    CHECK(idleLonger->isClosed());
    CHECK_FALSE(idle->isClosed());
    CHECK_FALSE(busy->isClosed());
}

TEST_CASE("D5: networks where sites have signed in earlier are known from the start")
{
    Crowd strangers(4, 4);
    for (int i = 0; i < 4; ++i)
        REQUIRE(strangers.come(nth(i)));
    CHECK(strangers.all.front()->isClosed()); // three are all that there may be
    ListenerOptions options;
    options.knownNetworks = {"10.0.0.1", "10.0.0.2"};
    Crowd sites(4, 4, options);
    for (int i = 0; i < 4; ++i)
        REQUIRE(sites.come(nth(i % 2)));
    CHECK_FALSE(sites.all.front()->isClosed());
}

TEST_CASE("D5: connections of a trusted proxy are limited by whom it forwards for")
{
    ListenerOptions options;
    options.trustedProxies = TrustedProxies(nth(0));
    Crowd crowd(100, 2, options);
    for (int i = 0; i < 10; ++i)
        REQUIRE(crowd.come(nth(0)));
    CHECK_FALSE(crowd.all.front()->isClosed());
    const auto isFor = [&crowd](size_t i, int caller) {
        return crowd.places.isFor(crowd.all.at(i)->place, QHostAddress(nth(caller)));
    };
    CHECK(isFor(0, 7));
    CHECK(isFor(1, 7));
    CHECK(isFor(2, 8));
    for (size_t i = 0; i < 2; ++i)
        crowd.places.enter(crowd.all.at(i)->place, Phase::Hand);
    CHECK_FALSE(isFor(3, 7));
    CHECK_FALSE(crowd.come(nth(7))); // directly
    crowd.places.enter(crowd.all.at(0)->place, Phase::Head); // answered, and anybody's again
    CHECK(isFor(3, 7));
    CHECK(crowd.places.isFor(crowd.come(nth(20))->place, QHostAddress(nth(7)))); // no proxy's: counts as itself
}

TEST_CASE("D5: what a trusted proxy forwards for a stranger takes a stranger's place, for a site a site's")
{
    ListenerOptions options;
    options.trustedProxies = TrustedProxies(nth(0));
    options.knownNetworks = {nth(9).toLatin1()};
    Crowd crowd(4, 4, options);
    for (int i = 0; i < 4; ++i) {
        REQUIRE(crowd.come(nth(0)));
        CHECK(crowd.places.isFor(crowd.all.back()->place, QHostAddress(nth(i < 3 ? i + 1 : 9))));
    }
    CHECK_FALSE(crowd.all.front()->isClosed());
    REQUIRE(crowd.come(nth(9)));
    CHECK(crowd.all.front()->isClosed());
    CHECK_FALSE(crowd.all.at(3)->isClosed());
}

TEST_CASE("D3: a slow body is cut only while no place is left for such as it is")
{
    Crowd crowd(4, 4);
    const Taken *site = crowd.comeAndSignIn(nth(0));
    const Taken *stranger = crowd.come(nth(1));
    for (const Taken *each : {site, stranger}) {
        crowd.places.enter(each->place, Phase::Body);
        crowd.places.bodyCame(each->place, 100);
    }
    crowd.clock.advance(61s);
    crowd.places.sweep();
    CHECK_FALSE(site->isClosed());
    CHECK_FALSE(stranger->isClosed());
    for (int i = 2; i <= 3; ++i) { // three strangers: all that there may be, and all places
        const Taken *other = crowd.come(nth(i));
        REQUIRE(other);
        crowd.places.enter(other->place, Phase::Hand);
    }
    SECTION("in a window of its own, with what came in that")
    {
        crowd.places.bodyCame(site->place, ConnectionPlaces::leastBytes);
        crowd.clock.advance(59s);
        crowd.places.sweep();
        CHECK_FALSE(stranger->isClosed());
        crowd.clock.advance(1s);
        crowd.places.sweep();
        CHECK(stranger->isClosed());
        CHECK_FALSE(site->isClosed());
    }
    SECTION("whoever sends it")
    {
        crowd.clock.advance(60s);
        crowd.places.sweep();
        CHECK(site->isClosed());
    }
}

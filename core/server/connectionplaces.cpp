// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/connectionplaces.h"

#include "core/server/calleraddress.h"
#include "core/server/log.h"

#include <sys/socket.h>

#include <algorithm>
#include <utility>

namespace mailboat {

namespace {

constexpr std::chrono::milliseconds betweenSweeps {500};

} // namespace

struct ConnectionPlaces::Place {
    int socket = -1;
    QByteArray network;
    QByteArray proxy {}; ///< the network of the trusted proxy whose connection it is; empty: of none
    std::list<Place>::iterator self {};
    Phase phase = Phase::Head;
    std::chrono::milliseconds since {}; ///< the phase began, or the window of the rate
    std::chrono::milliseconds headDue {};
    qint64 bytes = 0; ///< of the body, in this window
    bool isStranger = true;
    bool isSigned = false;
    bool isLeaving = false; ///< closed, and no longer counted

    bool mayGo() const { return !isSigned && !isLeaving && phase != Phase::Hand; }
};

ConnectionPlaces::ConnectionPlaces(const ListenerOptions &options, const Clock &clock)
    : m_options(options)
    , m_clock(clock)
{
    for (const QByteArray &network : options.knownNetworks)
        m_known.insert(network, m_clock.monotonic());
    m_thread = std::thread([this] { run(); });
}

ConnectionPlaces::~ConnectionPlaces()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
        m_wake.notify_all();
    }
    m_thread.join();
}

int ConnectionPlaces::mostStrangers() const
{
    return m_options.maxConnections - m_options.maxConnections / 4;
}

bool ConnectionPlaces::admit(const QHostAddress &address)
{
    const std::lock_guard lock(m_mutex);
    const QByteArray network = networkOf(address);
    const bool isProxy = m_options.trustedProxies.has(address);
    if (!isProxy && !hasRoomOf(network))
        return false;
    return makeRoomFor(!isProxy && !m_known.contains(network));
}

bool ConnectionPlaces::hasRoomOf(const QByteArray &network)
{
    const bool isFull = m_ofNetwork.value(network) >= m_options.maxConnectionsPerAddress;
    return !isFull || closeOldest([&network](const Place &place) { return place.network == network; });
}

bool ConnectionPlaces::isFor(Place *place, const QHostAddress &caller)
{
    const std::lock_guard lock(m_mutex);
    const QByteArray network = networkOf(caller);
    if (place->proxy.isEmpty() || place->isLeaving || place->network == network)
        return true;
    place->isSigned = false; // whoever came on it before
    if (!hasRoomOf(network))
        return false;
    const bool isStranger = !m_known.contains(network);
    if (isStranger && m_strangers >= mostStrangers())
        closeOldest([](const Place &other) { return other.isStranger; });
    moveTo(*place, network, isStranger);
    return true;
}

bool ConnectionPlaces::makeRoomFor(bool isStranger)
{
    const auto strangers = [](const Place &place) { return place.isStranger; };
    if (isStranger && m_strangers >= mostStrangers())
        return closeOldest(strangers);
    if (m_taken < m_options.maxConnections || closeOldest(strangers))
        return true;
    if (!isStranger && closeOldest([](const Place &) { return true; }))
        return true;
    return closeLongestKept();
}

bool ConnectionPlaces::closeOldest(const Test &mayGo)
{
    const auto oldest = std::find_if(
        m_places.begin(), m_places.end(), [&mayGo](const Place &place) { return place.mayGo() && mayGo(place); });
    if (oldest == m_places.end())
        return false;
    close(*oldest, "its place is needed");
    return true;
}

/// Costs a site that comes again a new connection and nothing else.
bool ConnectionPlaces::closeLongestKept()
{
    Place *longest = nullptr;
    for (Place &place : m_places) {
        const bool isKept = place.isSigned && !place.isLeaving && place.phase == Phase::Head;
        if (isKept && (!longest || place.since < longest->since))
            longest = &place;
    }
    if (longest)
        close(*longest, "its place is needed");
    return longest;
}

void ConnectionPlaces::close(Place &place, const char *why)
{
    qCDebug(serverLog, "A connection is closed: %s", why);
    leave(place);
    shutdown(place.socket, SHUT_RDWR);
}

void ConnectionPlaces::leave(Place &place)
{
    if (std::exchange(place.isLeaving, true))
        return;
    count(place, -1);
}

void ConnectionPlaces::count(const Place &place, int by)
{
    m_taken += by;
    if (place.isStranger)
        m_strangers += by;
    int &ofNetwork = m_ofNetwork[place.network];
    ofNetwork += by;
    if (ofNetwork == 0)
        m_ofNetwork.remove(place.network);
}

void ConnectionPlaces::moveTo(Place &place, const QByteArray &network, bool isStranger)
{
    if (place.isLeaving)
        return;
    count(place, -1);
    place.network = network;
    place.isStranger = isStranger;
    count(place, 1);
}

ConnectionPlaces::Place *ConnectionPlaces::began(int socket, const QHostAddress &address)
{
    const std::lock_guard lock(m_mutex);
    Place &place = m_places.emplace_back();
    place.self = std::prev(m_places.end());
    place.socket = socket;
    place.network = networkOf(address);
    place.since = m_clock.monotonic();
    place.headDue = place.since + m_options.headTimeout;
    if (m_options.trustedProxies.has(address))
        place.proxy = place.network;
    place.isStranger = place.proxy.isEmpty() && !m_known.contains(place.network);
    count(place, 1);
    m_wake.notify_one();
    return &place;
}

void ConnectionPlaces::ended(Place *place)
{
    const std::lock_guard lock(m_mutex);
    leave(*place);
    m_places.erase(place->self);
}

void ConnectionPlaces::enter(Place *place, Phase phase)
{
    const std::lock_guard lock(m_mutex);
    place->phase = phase;
    place->since = m_clock.monotonic();
    place->bytes = 0;
    if (phase != Phase::Head)
        return;
    place->headDue = place->since + m_options.idleTimeout + m_options.headTimeout;
    if (!place->proxy.isEmpty())
        moveTo(*place, place->proxy, false);
}

bool ConnectionPlaces::isStranger(const Place *place)
{
    const std::lock_guard lock(m_mutex);
    return place->isStranger;
}

void ConnectionPlaces::bodyCame(Place *place, qint64 bytes)
{
    const std::lock_guard lock(m_mutex);
    place->bytes += bytes;
}

void ConnectionPlaces::signedIn(Place *place)
{
    const std::lock_guard lock(m_mutex);
    place->isSigned = true;
    remember(place->network);
}

void ConnectionPlaces::remember(const QByteArray &network)
{
    const auto now = m_clock.monotonic();
    if (const auto known = m_known.find(network); known != m_known.end()) {
        *known = now;
        return;
    }
    if (m_known.size() >= ListenerOptions::mostKnownNetworks)
        m_known.erase(std::min_element(m_known.cbegin(), m_known.cend()));
    m_known.insert(network, now);
    for (Place &place : m_places) {
        if (place.network == network && std::exchange(place.isStranger, false) && !place.isLeaving)
            --m_strangers;
    }
}

bool ConnectionPlaces::isOverdue(const Place &place) const
{
    return place.phase == Phase::Head && m_clock.monotonic() >= place.headDue;
}

bool ConnectionPlaces::isTooSlow(Place &place) const
{
    if (place.phase != Phase::Body || m_clock.monotonic() - place.since < rateWindow)
        return false;
    const bool isSlow = std::exchange(place.bytes, 0) < leastBytes;
    place.since = m_clock.monotonic();
    const bool isShort = m_taken >= m_options.maxConnections || (place.isStranger && m_strangers >= mostStrangers());
    return isSlow && isShort;
}

void ConnectionPlaces::sweep()
{
    const std::lock_guard lock(m_mutex);
    for (Place &place : m_places) {
        if (place.isLeaving)
            continue;
        if (isOverdue(place))
            close(place, "no whole head came in time");
        else if (isTooSlow(place))
            close(place, "its body comes too slowly for the places that are left");
    }
}

void ConnectionPlaces::run()
{
    std::unique_lock lock(m_mutex);
    while (!m_stopping) {
        m_wake.wait(lock, [this] { return m_stopping || !m_places.empty(); });
        m_wake.wait_for(lock, betweenSweeps, [this] { return m_stopping; });
        lock.unlock();
        sweep();
        lock.lock();
    }
}

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/clock.h"
#include "core/server/listeneroptions.h"

#include <QByteArray>
#include <QHash>
#include <QHostAddress>

#include <condition_variable>
#include <functional>
#include <list>
#include <mutex>
#include <thread>

namespace mailboat {

/// The places that connections take: who gets one, who loses it to somebody else, and who has held one too long for what came
/// of it. A part of HttpListener; any thread. Closing means shutdown() of the socket: whoever moves its bytes notices that.
///
/// A *stranger* is a connection on which no site has signed in, from a network (an IPv4 address, an IPv6 /64) where none has.
/// - A quarter of all places is kept from strangers.
/// - When no place is left for a newcomer, somebody goes: the oldest stranger; for one who is no stranger else the oldest
///   connection on which no site has signed in; else the signed one that has waited longest for a further request. Where a
///   network has all that it may have, the oldest of its own on which no site has signed in. Nobody goes while we work on
///   his request; where nobody can, the newcomer is refused.
/// - A head is complete `headTimeout` after the connection was taken, TLS included; a further one, on a kept connection, that
///   long after the idle time that may pass before it begins.
/// - While no place is left for such as he is, whoever sends a body sends at least `leastBytes` in each `rateWindow`. On a line
///   that is only slow nobody is ever cut for that.
/// - A connection of a trusted proxy is no stranger, and its network may have any number, until a request has come on it; then
///   it counts, as long as we have that request, as one of the network that the proxy forwards it for.
/// Networks are remembered in memory, and are those to begin with where sites have signed in earlier (ListenerOptions).
class ConnectionPlaces
{
public:
    /// What a connection's place waits for.
    enum class Phase {
        Head, ///< the caller: to send a head
        Body, ///< the caller: to send a body, or what is dropped of it
        Hand, ///< us: to sign in or to answer
        Answer ///< the caller: to take it
    };
    struct Place;

    static constexpr qint64 leastBytes = 12000;
    static constexpr std::chrono::seconds rateWindow {60}; ///< 200 bytes a second

    /// `options` outlives this.
    ConnectionPlaces(const ListenerOptions &options, const Clock &clock);
    ~ConnectionPlaces();
    Q_DISABLE_COPY_MOVE(ConnectionPlaces)

    /// Whether a connection from there is taken; may close another for it.
    bool admit(const QHostAddress &address);
    /// A connection that was admitted. Its place is valid until ended().
    Place *began(int socket, const QHostAddress &address);
    /// Before the socket is closed.
    void ended(Place *place);

    void enter(Place *place, Phase phase);
    /// A request has come for which a trusted proxy names the caller. False: that network has all places that it may have.
    bool isFor(Place *place, const QHostAddress &caller);
    bool isStranger(const Place *place);
    void bodyCame(Place *place, qint64 bytes);
    void signedIn(Place *place);

    /// Closes what is overdue; done by itself about twice a second.
    void sweep();

private:
    using Test = std::function<bool(const Place &)>;
    int mostStrangers() const;
    bool makeRoomFor(bool isStranger);
    bool hasRoomOf(const QByteArray &network);
    void count(const Place &place, int by);
    void moveTo(Place &place, const QByteArray &network, bool isStranger);
    bool closeOldest(const Test &mayGo);
    bool closeLongestKept();
    void close(Place &place, const char *why);
    void leave(Place &place);
    bool isOverdue(const Place &place) const;
    bool isTooSlow(Place &place) const;
    void remember(const QByteArray &network);
    void run();

    const ListenerOptions &m_options;
    const Clock &m_clock;
    std::mutex m_mutex;
    std::list<Place> m_places; ///< in the order in which they were taken
    QHash<QByteArray, int> m_ofNetwork;
    int m_taken = 0; ///< without those that were closed and have not ended yet
    int m_strangers = 0; ///< of these
    QHash<QByteArray, std::chrono::milliseconds> m_known; ///< networks where a site has signed in: when last
    std::condition_variable m_wake;
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace mailboat

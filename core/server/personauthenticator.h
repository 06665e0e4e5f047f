// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/server/authenticator.h"
#include "core/server/personbook.h"

#include <QSet>

namespace mailboat {

/// Which person signs in (protocol.md §8). Any thread.
///
/// A right password is known by its digest, in microseconds. Anything else costs a slow hash before it is called wrong, for a name
/// that nobody has too (of a password that nobody has), and is counted alike: neither answer nor time nor pause says which names
/// there are. Wrong ones are counted by person and network, so nobody's guesses keep a person out who signs in from elsewhere; and
/// while they are paused, the right password passes from where they come, too. Beyond so many an hour it does not: who may try as
/// fast as a digest is compared must not find it.
class PersonAuthenticator
{
public:
    PersonAuthenticator(PersonBook &book, const Clock &clock);
    struct Caller {
        QHostAddress address;
        bool isStranger = false; ///< no site has signed in from that network
    };
    /// What is to be worked out before anybody can tell: matchesSlowHash(password, slowHash).
    struct Unproved {
        QByteArray password;
        QByteArray slowHash;
    };
    using Identified = std::variant<AppUser, Unproved>;
    /// With an Unproved it is to be asked again with the proof. LoginWrong; LoginPaused (seconds); errors of the datafile.
    Result<Identified> identify(
        SiteDesk &desk, const SignIn &presented, const Caller &caller, const std::optional<Proof> &proof = {});
    /// For an Unproved that no place is left for.
    static Error comeLater();

    static constexpr int triesAtSites = 100; ///< an hour, from a network where a site has signed in

private:
    struct Try;
    Result<> restore(SiteDesk &desk, qint64 person);
    std::chrono::seconds closed(const Try &tried);
    bool isKnownRight(const Try &tried);
    AppUser letIn(const Try &tried, bool isProved);
    Error wrong(const Try &tried);
    void keep(const Try &tried);

    PersonBook &m_book;
    const Clock &m_clock;
    PersonThrottle m_throttle;
    PersonThrottle m_nobodys; ///< of names that nobody has
    const PasswordDigests m_digests;
    const QByteArray m_nobodysHash;
    std::mutex m_mutex;
    QSet<qint64> m_restored; ///< persons whose tries of before have been read
    QHash<qint64, AppUserTable::Password> m_known; ///< what has proved right since this process began
};

} // namespace mailboat

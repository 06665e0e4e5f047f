// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/security/passworddigest.h"
#include "core/server/contactbook.h"
#include "core/server/serverrequest.h"
#include "core/server/signin.h"
#include "core/server/signinthrottle.h"

#include <variant>

namespace mailboat {

class SiteDesk;

/// A site that has signed in.
struct SignedIn {
    QString userName; ///< as sent
    QString hardwareId; ///< as presented; empty: none
    PeerStates::Caller peer;
    SiteApp app; ///< as it says
};

/// A site of the list as it stands in the datafile, with what whoever signs in as that site is judged by.
struct SiteStanding {
    PeerStates::Caller peer;
    SignInThrottle::Limits limits;
    int minVersion = 0;
    int maxVersion = 0;
};

/// A password that only its slow hash can tell from a wrong one.
struct SlowCheck {
    SyncId site;
    bool isStranger = false; ///< from a network where the site has not signed in yet
    QByteArray password;
    QByteArray slowHash;
};

/// What the slow hash has said.
struct Proof {
    QByteArray slowHash;
    bool isRight = false;
};

/// Who calls, from which machine, in the order of protocol.md §4.5. Any thread.
///
/// A password is known by its digest where one is kept, in microseconds; else by its slow hash, which is not worked out here. Who
/// may try, and how often: SignInThrottle. An unknown user name takes less time than a wrong password: the protocol tells the two
/// apart in its answer anyway, and so nobody is made to wait for it.
class Authenticator
{
public:
    Authenticator(ContactBook &book, const Clock &clock);
    using Identified = std::variant<SignedIn, SlowCheck>;
    /// Site, password, hardware ID, version; changes nothing but last contact, which who is refused is none, the count of wrong
    /// sign-ins, and what is said of refusals. With a SlowCheck it
    /// is to be asked again with the proof. SiteNameNotFound, SiteIncorrectPassword, SiteAuthTimeout (seconds),
    /// SiteIncorrectHardwareId, RequestMalformed, errors of the version.
    Result<Identified> identify(
        SiteDesk &desk, const SignIn &presented, const QHostAddress &address, const std::optional<Proof> &proof = {});
    /// The same for who calls as a site that stands so now, without the datafile, and without waiting for anything. Nothing where
    /// only identify() can tell: of a slow hash, and from a network where the site has not signed in since this process began.
    std::optional<Result<SignedIn>> identifyKnown(
        const SiteStanding &standing, const SignIn &presented, const QHostAddress &address);
    /// As that desk knows them since its last refresh().
    static SiteStanding standingAt(const SiteDesk &desk, PeerStates::Caller peer);
    /// For a SlowCheck that no place is left for.
    static Error comeLater();
    enum class Binding {
        Written, ///< before this returns: for those who may wait for the datafile's writer
        Noted ///< soon
    };
    /// What identify() leaves out: binds the machine where none is recorded, and asks for an active store.
    Result<> admit(SiteDesk &desk, const ServerRequest &request, const SignedIn &site, Binding binding);

private:
    struct Try;
    QByteArray digestOf(const SiteStanding &standing, const SignIn &presented) const;
    Result<Identified> identified(Try &tried, const std::optional<Proof> &proof);
    Result<std::optional<SlowCheck>> checkPassword(Try &tried, const std::optional<Proof> &proof);
    std::optional<Error> refusalUnseen(Try &tried);
    PasswordDigests::Answer answerFor(const Try &tried, const std::optional<Proof> &proof);
    PasswordDigests::Answer answerByDigest(const Try &tried);
    Error wrong(Try &tried);
    void noteWrongOnes(Try &tried, ContactBook::Oddity oddity);
    /// The same error, once it is noted.
    Error refused(Error why, const Try &tried, ContactBook::OnceFor once = ContactBook::OnceFor::Network);
    Result<> judge(const Try &tried);
    Result<> bind(SiteDesk &desk, const SignedIn &site, const QHostAddress &address, Binding binding);
    Error refused(Error why, const SignedIn &site, const QHostAddress &address);

    ContactBook &m_book;
    const Clock &m_clock;
    SignInThrottle m_throttle;
    const PasswordDigests m_digests;
    struct Known {
        QByteArray slowHash;
        QByteArray digest; ///< of the password that fits it
    };
    std::mutex m_mutex;
    QHash<SyncId, Known> m_known; ///< what has proved right since this process began
};

} // namespace mailboat

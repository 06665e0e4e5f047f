// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/security/passwordhash.h"
#include "core/server/contactbook.h"
#include "core/server/serverrequest.h"
#include "core/server/signin.h"
#include "core/server/signinthrottle.h"

namespace mailboat {

class SiteDesk;

/// A site that has signed in.
struct SignedIn {
    QString userName; ///< as sent
    QString hardwareId; ///< as presented; empty: none
    PeerStates::Caller peer;
};

/// Who calls, from which machine, in the order of protocol.md §4.5. Any thread.
///
/// An unknown user name takes less time than a wrong password: the protocol tells the two apart in its answer anyway.
class Authenticator
{
public:
    Authenticator(ContactBook &book, const Clock &clock);
    /// Site, password, hardware ID, version; changes nothing but last contact and the count of wrong sign-ins.
    Result<SignedIn> identify(SiteDesk &desk, const SignIn &presented, const QHostAddress &address);
    enum class Binding {
        Written, ///< before this returns: for those who may wait for the datafile's writer
        Noted ///< soon
    };
    /// What identify() leaves out: binds the machine where none is recorded, and asks for an active store.
    Result<> admit(SiteDesk &desk, const ServerRequest &request, const SignedIn &site, Binding binding);

private:
    Result<> checkPassword(
        SiteDesk &desk, const QHostAddress &address, const PeerStates::Caller &peer, const QByteArray &password);
    bool isRight(const PeerStates::Caller &peer, const QByteArray &password);
    Result<> bind(SiteDesk &desk, const SignedIn &site, Binding binding);

    ContactBook &m_book;
    const Clock &m_clock;
    SignInThrottle m_throttle;
    FastCheck m_fastCheck;
    struct Known {
        QByteArray slowHash;
        QByteArray digest; ///< of the password that fits it
    };
    std::mutex m_mutex;
    QHash<SyncId, Known> m_known;
};

} // namespace mailboat

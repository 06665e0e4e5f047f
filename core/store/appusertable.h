// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/appuser.h"
#include "core/security/passworddigest.h"

#include <QDateTime>

namespace mailboat {

class Connection;

/// The rows of people who may sign in at clients, and of what they, or others under their names, have tried of late. Knows no rule:
/// core/records/appusers.h has those.
class AppUserTable
{
public:
    explicit AppUserTable(Connection &connection);

    Result<QList<AppUser>> all() const; ///< ordered as their names are compared
    struct Found {
        AppUser user;
        QByteArray passwordHash; ///< slowHash() of the wire password, which Mobile sends and Open mSupply's gives
        QByteArray passwordDigest; ///< PasswordDigests; empty: none yet
    };
    /// Whom somebody means who gives this name, in whatever form it is written.
    Result<std::optional<Found>> find(const QString &name) const;

    struct Password {
        QByteArray hash;
        QByteArray digest; ///< empty: none
    };
    /// Adds a row where the person has no number, else renews it; without a password the one before stays.
    Result<> put(const AppUser &user, const std::optional<Password> &password);
    Result<> erase(qint64 number);
    /// Of a password that fits that hash; where the row has another one meanwhile nothing changes.
    Result<> setPasswordDigest(qint64 number, const QByteArray &passwordHash, const QByteArray &digest);

    /// What was wrong from one network.
    struct Tries {
        QByteArray network;
        int wrong = 0; ///< those that count for the next pause
        QDateTime last;
        QDateTime pausedUntil {}; ///< invalid: never
        int tries = 0; ///< since `triesSince`
        QDateTime triesSince {};
    };
    Result<QList<Tries>> tries(qint64 number) const;
    /// Instead of what was noted from there before; the newest `mostNetworks` of a person stay.
    Result<> noteTries(qint64 number, const Tries &tries);
    Result<> forgetTries(qint64 number, const QByteArray &network);
    static constexpr int mostNetworks = 100;

private:
    Result<> fill(AppUser &user) const;
    Result<> putPlaces(qint64 number, const QList<AppUser::Place> &places);

    Connection &m_connection;
};

/// Whose password a digest is of.
PasswordDigests::Place appUserPlace(const QString &userId, const QByteArray &passwordHash);

} // namespace mailboat

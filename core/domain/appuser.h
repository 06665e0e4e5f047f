// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/apppermissions.h"

#include <QByteArray>
#include <QJsonObject>

#include <optional>

namespace mailboat {

/// A person who may sign in at a client's (Open mSupply, mSupply Mobile) through this primary (protocol.md §8). Whoever signs in to
/// Mailboat itself does so by an authorisation code.
struct AppUser {
    /// A store where the person may sign in.
    struct Place {
        QByteArray store;
        QString id; ///< of the pair of the two, for the client
        bool isDefault = false;
        AppPermissions permissions {};
        bool operator==(const Place &) const = default;
    };
    qint64 number = 0; ///< of the row, never another one's; 0: none yet
    QString name; ///< compared by siteNameKey()
    QString userId; ///< what records name the person by
    QString firstName {};
    QString lastName {};
    QString email {};
    int language = 0; ///< as the protocol numbers them: appLanguageNumber()
    bool isActive = true; ///< who is not signs in as if there were no such name
    QList<Place> places {}; ///< ordered by store; at most one is the default
    bool operator==(const AppUser &) const = default;
};

/// What is to become of a person; what is not named stays as it is.
struct AppUserEdit {
    struct Place {
        QByteArray store;
        std::optional<AppPermissions> permissions {};
    };
    QString name; ///< whom it is about
    std::optional<QString> newName {};
    std::optional<QString> password {}; ///< plain
    std::optional<QString> userId {};
    std::optional<QString> firstName {};
    std::optional<QString> lastName {};
    std::optional<QString> email {};
    std::optional<QString> language {}; ///< its code
    std::optional<bool> isActive {};
    QList<Place> places {}; ///< added, or their permissions changed
    QList<QByteArray> withoutStores {};
    std::optional<QByteArray> defaultStore {};
    std::optional<AppPermissions>
        permissions {}; ///< in `places` that name none; without any, in all that the person has
};

/// As `users list` shows a person; nothing secret is in it.
QJsonObject toJson(const AppUser &user);

/// "en", "fr", "es", "lo", "km", "pt", "ru", "tet": the protocol numbers them from 0.
QStringList appLanguages();
std::optional<int> appLanguageNumber(const QString &code);

} // namespace mailboat

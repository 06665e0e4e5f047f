// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/appuser.h"

#include <QHash>
#include <QSet>

namespace mailboat {

class Connection;

/// Says whether an edit of a person may be, and what becomes of the person. Remembers what it has let pass, so that of several
/// edits the later ones are judged as if those before them were done. Made for one transaction, or for reads that see one state.
class AppUserJudge
{
public:
    AppUserJudge(Connection &connection, const QList<AppUser> &people);
    enum class Kind {
        Add, ///< of somebody new
        Edit, ///< of somebody who is there
        Import ///< of either, each once
    };
    /// AppUserUnknown, AppUserInUse, AppUserInvalid (why, which repeats nothing of a file that may be a password); errors of the datafile.
    Result<AppUser> judged(Kind kind, const AppUserEdit &edit);
    static bool isRule(ErrorCode code); ///< one of the first three: this edit may not be, others may

private:
    Result<AppUser> known(Kind kind, const AppUserEdit &edit, const QString &name) const;
    Result<> takeTexts(AppUser &user, const AppUserEdit &edit) const;
    Result<> takeId(AppUser &user, const AppUserEdit &edit, const QString &before);
    Result<> takePlaces(AppUser &user, const AppUserEdit &edit);
    Result<bool> isStore(const QByteArray &id);
    Result<QString> recordedId(const QString &name);

    Connection &m_connection;
    QHash<QString, AppUser> m_people; ///< by siteNameKey() of their names
    QHash<QString, QString> m_owners; ///< of user IDs: those keys
    QSet<QString> m_seen; ///< keys of those an edit was about
    QHash<QByteArray, bool> m_stores; ///< those asked for, and whether there are such
    std::optional<QHash<QString, QString>> m_recorded {}; ///< IDs of the records of users, by those keys
};

} // namespace mailboat

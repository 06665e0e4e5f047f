// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/appuserjudge.h"
#include "core/security/authorisation.h"
#include "core/store/appusertable.h"
#include "core/store/passwordhashing.h"

namespace mailboat {

class Store;

/// People who may sign in at clients through this primary, and who may change that: settings, so each change wants an
/// authorisation, is one transaction, and stands in the log. What is changed is what stands there then, so nobody's change undoes
/// another one's. Anywhere but at a primary: ActionNotPossible.
class AppUsers
{
public:
    explicit AppUsers(Store &store);

    Result<QList<AppUser>> all() const; ///< ordered as their names are compared
    /// Errors of the three: those of AppUserJudge.
    Result<> add(const Authorisation &by, const AppUserEdit &wanted);
    Result<> edit(const Authorisation &by, const AppUserEdit &wanted);
    Result<> remove(const Authorisation &by, const QString &name);

    struct Problem {
        qsizetype row = 0;
        Error error;
    };
    /// Adds those who are not there and changes the others, all or none: where any row is wrong nothing changes, and every wrong
    /// row is returned.
    Result<QList<Problem>> import(
        const Authorisation &by, const QList<AppUserEdit> &rows, const HashingProgress &hashed = {});
    /// Those that import() would return.
    Result<QList<Problem>> problems(const QList<AppUserEdit> &rows) const;

    /// The person as a site is to know of them, given by its name: with those places that are stores active there, one of them the
    /// default. None where there is no such site.
    static Result<AppUser> atSite(Store &store, const AppUser &user, const QString &siteName);

private:
    using Kind = AppUserJudge::Kind;
    struct Judged {
        QList<AppUser> people; ///< one a row
        QList<Problem> problems;
    };
    Result<> checkRole() const;
    Result<Judged> judge(Kind kind, const QList<AppUserEdit> &rows) const;
    Result<QList<Problem>> commit(
        Kind kind, const Authorisation &by, const QList<AppUserEdit> &rows, const HashingProgress &hashed = {});
    Result<> write(const QList<AppUserEdit> &rows, const QList<AppUser> &people, const QList<QByteArray> &hashes,
        const QString &by);
    Result<> audit(const std::optional<AppUser> &before, const AppUser &now, bool setsPassword, const QString &by);

    Store &m_store;
};

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/appusers.h"

#include "core/domain/sitenamekey.h"
#include "core/security/passwordhash.h"
#include "core/sql/connection.h"
#include "core/store/peerstates.h"
#include "core/store/recordtable.h"
#include "core/store/settingstable.h"
#include "core/store/store.h"
#include "core/store/synclog.h"

#include <QCoreApplication>

#include <algorithm>

namespace mailboat {

namespace {

/// A person for the log, each value a text.
QJsonObject noted(const AppUser &user)
{
    QStringList places;
    for (const AppUser::Place &place : user.places)
        places.append(QStringLiteral("%1%2 (%3)")
                          .arg(QString::fromUtf8(place.store), place.isDefault ? QStringLiteral("*") : QString(),
                              place.permissions.names().join(QStringLiteral(", "))));
    QJsonObject values = toJson(user);
    values.insert(QStringLiteral("stores"), places.join(QStringLiteral("; ")));
    return values;
}

/// The first of them, where one row was asked for.
Result<> single(const Result<QList<AppUsers::Problem>> &problems)
{
    if (!problems)
        return failure(problems.error());
    return problems->isEmpty() ? Result<>() : failure(problems->first().error);
}

} // namespace

AppUsers::AppUsers(Store &store)
    : m_store(store)
{
}

Result<> AppUsers::checkRole() const
{
    const Result<SyncId> own = m_store.settings().ownSite();
    if (!own)
        return failure(own.error());
    if (own->isPrimary())
        return {};
    return failure(ErrorCode::ActionNotPossible,
        {{QStringLiteral("why"),
            QCoreApplication::translate("mailboat", "people who sign in at the sites are kept at the primary")}});
}

Result<QList<AppUser>> AppUsers::all() const
{
    return checkRole().and_then(
        [this] { return m_store.connection().readTogether([this] { return m_store.appUsers().all(); }); });
}

Result<> AppUsers::add(const Authorisation &by, const AppUserEdit &wanted)
{
    return single(commit(Kind::Add, by, {wanted}));
}

Result<> AppUsers::edit(const Authorisation &by, const AppUserEdit &wanted)
{
    return single(commit(Kind::Edit, by, {wanted}));
}

Result<> AppUsers::remove(const Authorisation &by, const QString &name)
{
    return m_store.connection().transact([&]() -> Result<> {
        const Result<std::optional<AppUserTable::Found>> found
            = checkRole().and_then([&] { return m_store.appUsers().find(name); });
        if (!found)
            return failure(found.error());
        if (!*found)
            return failure(ErrorCode::AppUserUnknown, {{QStringLiteral("userName"), name}});
        const AppUser &user = (*found)->user;
        return m_store.appUsers().erase(user.number).and_then([&] {
            return m_store.log().addAudit(QStringLiteral("app-user-removed"), by.label(),
                {{QStringLiteral("userName"), user.name}, {QStringLiteral("userId"), user.userId}});
        });
    });
}

Result<AppUser> AppUsers::atSite(Store &store, const AppUser &user, const QString &siteName)
{
    const Result<std::optional<PeerStates::Caller>> site = store.peerStates().caller(siteName);
    if (!site)
        return failure(site.error());
    const Result<QList<QByteArray>> stores
        = *site ? RecordTable(store.connection()).storesOf((*site)->syncId) : QList<QByteArray>();
    if (!stores)
        return failure(stores.error());
    AppUser there = user;
    there.places.removeIf([&](const AppUser::Place &place) { return !stores->contains(place.store); });
    const bool hasDefault = std::any_of(
        there.places.cbegin(), there.places.cend(), [](const AppUser::Place &place) { return place.isDefault; });
    if (!hasDefault && !there.places.isEmpty())
        there.places.first().isDefault = true;
    return there;
}

Result<QList<AppUsers::Problem>> AppUsers::import(
    const Authorisation &by, const QList<AppUserEdit> &rows, const HashingProgress &hashed)
{
    return commit(Kind::Import, by, rows, hashed);
}

Result<QList<AppUsers::Problem>> AppUsers::problems(const QList<AppUserEdit> &rows) const
{
    return judge(Kind::Import, rows).map([](const Judged &judged) { return judged.problems; });
}

Result<AppUsers::Judged> AppUsers::judge(Kind kind, const QList<AppUserEdit> &rows) const
{
    return m_store.connection().readTogether([&]() -> Result<Judged> {
        const Result<QList<AppUser>> all = checkRole().and_then([this] { return m_store.appUsers().all(); });
        if (!all)
            return failure(all.error());
        AppUserJudge judge(m_store.connection(), *all);
        Judged judged;
        for (qsizetype row = 0; row < rows.size(); ++row) {
            const Result<AppUser> user = judge.judged(kind, rows.at(row));
            if (user)
                judged.people.append(*user);
            else if (AppUserJudge::isRule(user.error().code))
                judged.problems.append({row, user.error()});
            else
                return failure(user.error());
        }
        return judged;
    });
}

/// Judged before passwords are hashed, which takes long and is not to be done in vain, and again in the transaction.
Result<QList<AppUsers::Problem>> AppUsers::commit(
    Kind kind, const Authorisation &by, const QList<AppUserEdit> &rows, const HashingProgress &hashed)
{
    const Result<Judged> first = judge(kind, rows);
    if (!first)
        return failure(first.error());
    if (!first->problems.isEmpty())
        return first->problems;
    QList<QByteArray> passwords;
    for (const AppUserEdit &row : rows) {
        if (row.password)
            passwords.append(wirePassword(*row.password));
    }
    const Result<QList<QByteArray>> hashes = slowHashes(passwords, hashed);
    if (!hashes)
        return failure(hashes.error());
    return m_store.connection().transact([&]() -> Result<QList<Problem>> {
        const Result<Judged> judged = judge(kind, rows);
        if (!judged)
            return failure(judged.error());
        if (!judged->problems.isEmpty()) // nothing is written yet
            return judged->problems;
        return write(rows, judged->people, *hashes, by.label()).map([] { return QList<Problem>(); });
    });
}

Result<> AppUsers::write(
    const QList<AppUserEdit> &rows, const QList<AppUser> &people, const QList<QByteArray> &hashes, const QString &by)
{
    const Result<QList<AppUser>> all = m_store.appUsers().all();
    if (!all)
        return failure(all.error());
    QHash<qint64, AppUser> before;
    for (const AppUser &user : *all)
        before.insert(user.number, user);
    // Without a key of this machine the slow hash alone is kept.
    const Result<MachineKey> key
        = hashes.isEmpty() ? Result<MachineKey>(failure(ErrorCode::MachineKeyUnusable)) : MachineKey::existingOrNew();
    auto hash = hashes.cbegin();
    for (qsizetype row = 0; row < rows.size(); ++row) {
        const AppUser &user = people.at(row);
        std::optional<AppUserTable::Password> password;
        if (const auto &plain = rows.at(row).password) {
            password = AppUserTable::Password {*hash++, {}};
            if (key)
                password->digest
                    = PasswordDigests(*key).digest(wirePassword(*plain), appUserPlace(user.userId, password->hash));
        }
        const auto known = before.constFind(user.number);
        const std::optional<AppUser> was = known == before.cend() ? std::nullopt : std::optional(*known);
        const Result<> put = m_store.appUsers().put(user, password).and_then([&] {
            return audit(was, user, password.has_value(), by);
        });
        if (!put)
            return put;
    }
    return {};
}

Result<> AppUsers::audit(const std::optional<AppUser> &before, const AppUser &now, bool setsPassword, const QString &by)
{
    QJsonObject details {{QStringLiteral("userName"), now.name}};
    const QJsonObject values = noted(now);
    const QJsonObject old = before ? noted(*before) : QJsonObject();
    for (auto value = values.begin(); value != values.end(); ++value) {
        if (!before)
            details.insert(value.key(), *value);
        else if (old.value(value.key()) != *value)
            details.insert(value.key(),
                QJsonObject {{QStringLiteral("before"), old.value(value.key())}, {QStringLiteral("after"), *value}});
    }
    if (setsPassword)
        details.insert(QStringLiteral("passwordSet"), true);
    if (before && details.size() == 1)
        return {};
    return m_store.log().addAudit(
        before ? QStringLiteral("app-user-changed") : QStringLiteral("app-user-added"), by, details);
}

} // namespace mailboat

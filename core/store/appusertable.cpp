// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/appusertable.h"

#include "core/domain/sitenamekey.h"
#include "core/sql/connection.h"
#include "core/store/statetable.h"

namespace mailboat {

namespace {

AppUser userOf(const Row &row)
{
    AppUser user;
    user.number = row.value(0).toLongLong();
    user.name = row.value(1).toString();
    user.userId = row.value(2).toString();
    user.firstName = row.value(3).toString();
    user.lastName = row.value(4).toString();
    user.email = row.value(5).toString();
    user.language = row.value(6).toInt();
    user.isActive = row.value(7).toBool();
    return user;
}

} // namespace

PasswordDigests::Place appUserPlace(const QString &userId, const QByteArray &passwordHash)
{
    return {QStringLiteral("person ") + userId, passwordHash};
}

AppUserTable::AppUserTable(Connection &connection)
    : m_connection(connection)
{
}

Result<QList<AppUser>> AppUserTable::all() const
{
    QList<AppUser> users;
    QHash<qint64, qsizetype> places;
    return m_connection
        .each("SELECT number, name, user_id, first_name, last_name, email, language, is_active FROM app_user"
              " ORDER BY name_key"_sql,
            {},
            [&](const Row &row) -> Result<> {
                users.append(userOf(row));
                places.insert(users.constLast().number, users.size() - 1);
                return {};
            })
        .and_then([&] {
            return m_connection.each(
                "SELECT person, {bytes store}, join_id, is_default, permissions FROM app_user_store"
                " ORDER BY person, store"_sql,
                {}, [&](const Row &row) -> Result<> {
                    const qsizetype at = places.value(row.value(0).toLongLong(), -1);
                    if (at >= 0)
                        users[at].places.append({row.value(1).toByteArray(), row.value(2).toString(),
                            row.value(3).toBool(), AppPermissions::fromStored(row.value(4).toString())});
                    return {};
                });
        })
        .map([&users] { return users; });
}

Result<std::optional<AppUserTable::Found>> AppUserTable::find(const QString &name) const
{
    std::optional<Found> found;
    const Result<> read
        = m_connection.each("SELECT number, name, user_id, first_name, last_name, email, language, is_active,"
                            " password_hash, password_digest FROM app_user WHERE name_key = ?"_sql,
            {siteNameKey(name)}, [&found](const Row &row) -> Result<> {
                found = Found {userOf(row), row.value(8).toByteArray(), row.value(9).toByteArray()};
                return {};
            });
    if (!read)
        return failure(read.error());
    if (found)
        if (const Result<> filled = fill(found->user); !filled)
            return failure(filled.error());
    return found;
}

Result<> AppUserTable::fill(AppUser &user) const
{
    return m_connection.each("SELECT {bytes store}, join_id, is_default, permissions FROM app_user_store"
                             " WHERE person = ? ORDER BY store"_sql,
        {user.number}, [&user](const Row &row) -> Result<> {
            user.places.append({row.value(0).toByteArray(), row.value(1).toString(), row.value(2).toBool(),
                AppPermissions::fromStored(row.value(3).toString())});
            return {};
        });
}

Result<> AppUserTable::put(const AppUser &user, const std::optional<Password> &password)
{
    const QVariant digest = password && !password->digest.isEmpty() ? QVariant(password->digest) : QVariant();
    return m_connection.transact([&]() -> Result<> {
        const QString key = siteNameKey(user.name);
        if (user.number == 0) {
            Q_ASSERT(password);
            const Result<> added
                = m_connection.apply("INSERT INTO app_user (name, name_key, user_id, first_name, last_name, email,"
                                     " language, is_active, password_hash, password_digest)"
                                     " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_sql,
                    {user.name, key, user.userId, user.firstName, user.lastName, user.email, user.language,
                        user.isActive ? 1 : 0, password->hash, digest});
            if (!added)
                return added;
            return m_connection.value("SELECT number FROM app_user WHERE name_key = ?"_sql, {key})
                .and_then([&](const QVariant &number) { return putPlaces(number.toLongLong(), user.places); });
        }
        const Result<> changed = m_connection.apply(
            "UPDATE app_user SET name = ?, name_key = ?, user_id = ?, first_name = ?, last_name = ?, email = ?,"
            " language = ?, is_active = ? WHERE number = ?"_sql,
            {user.name, key, user.userId, user.firstName, user.lastName, user.email, user.language,
                user.isActive ? 1 : 0, user.number});
        if (!changed)
            return changed;
        if (password) {
            const Result<> renewed
                = m_connection
                      .apply("UPDATE app_user SET password_hash = ?, password_digest = ?"
                             " WHERE number = ?"_sql,
                          {password->hash, digest, user.number})
                      .and_then([&] {
                          return m_connection.apply("DELETE FROM app_user_try WHERE person = ?"_sql, {user.number});
                      });
            if (!renewed)
                return renewed;
        }
        return putPlaces(user.number, user.places);
    });
}

Result<> AppUserTable::putPlaces(qint64 number, const QList<AppUser::Place> &places)
{
    const Result<> emptied = m_connection.apply("DELETE FROM app_user_store WHERE person = ?"_sql, {number});
    if (!emptied)
        return emptied;
    for (const AppUser::Place &place : places) {
        const Result<> put
            = m_connection.apply("INSERT INTO app_user_store (person, store, join_id, is_default, permissions)"
                                 " VALUES (?, {text ?}, ?, ?, ?)"_sql,
                {number, place.store, place.id, place.isDefault ? 1 : 0, place.permissions.stored()});
        if (!put)
            return put;
    }
    return {};
}

Result<> AppUserTable::erase(qint64 number)
{
    return m_connection.transact([&]() -> Result<> {
        return m_connection.apply("DELETE FROM app_user WHERE number = ?"_sql, {number})
            .and_then([&] { return m_connection.apply("DELETE FROM app_user_store WHERE person = ?"_sql, {number}); })
            .and_then([&] { return m_connection.apply("DELETE FROM app_user_try WHERE person = ?"_sql, {number}); });
    });
}

Result<> AppUserTable::setPasswordDigest(qint64 number, const QByteArray &passwordHash, const QByteArray &digest)
{
    return m_connection.transact([&]() -> Result<> {
        return m_connection.apply("UPDATE app_user SET password_digest = ? WHERE number = ? AND password_hash = ?"_sql,
            {digest, number, passwordHash});
    });
}

Result<QList<AppUserTable::Tries>> AppUserTable::tries(qint64 number) const
{
    QList<Tries> tries;
    const Result<> read = m_connection.each("SELECT network, wrong, last, paused_until, tries, tries_since"
                                            " FROM app_user_try WHERE person = ?"_sql,
        {number}, [&tries](const Row &row) -> Result<> {
            tries.append({row.value(0).toByteArray(), row.value(1).toInt(), timeFromStored(row.value(2)),
                timeFromStored(row.value(3)), row.value(4).toInt(), timeFromStored(row.value(5))});
            return {};
        });
    return read ? Result<QList<Tries>>(tries) : failure(read.error());
}

Result<> AppUserTable::noteTries(qint64 number, const Tries &tries)
{
    return m_connection.transact([&]() -> Result<> {
        return m_connection
            .apply(
                "INSERT INTO app_user_try (person, network, wrong, last, paused_until, tries, tries_since)"
                " SELECT number, ?, ?, ?, ?, ?, ? FROM app_user WHERE number = ?"
                " ON CONFLICT (person, network) DO UPDATE SET wrong = excluded.wrong, last = excluded.last,"
                " paused_until = excluded.paused_until, tries = excluded.tries, tries_since = excluded.tries_since"_sql,
                {tries.network, tries.wrong, storedTime(tries.last), storedTime(tries.pausedUntil), tries.tries,
                    storedTime(tries.triesSince), number})
            .and_then([&] {
                return m_connection.apply("DELETE FROM app_user_try WHERE person = ? AND network NOT IN (SELECT network"
                                          " FROM app_user_try WHERE person = ? ORDER BY last DESC LIMIT ?)"_sql,
                    {number, number, mostNetworks});
            });
    });
}

Result<> AppUserTable::forgetTries(qint64 number, const QByteArray &network)
{
    return m_connection.transact([&]() -> Result<> {
        return m_connection.apply("DELETE FROM app_user_try WHERE person = ? AND network = ?"_sql, {number, network});
    });
}

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/appuserjudge.h"

#include "core/domain/jsontext.h"
#include "core/domain/plaintext.h"
#include "core/domain/routing.h"
#include "core/domain/sitenamekey.h"
#include "core/prefs/address.h"
#include "core/prefs/rules.h"
#include "core/sql/connection.h"
#include "core/store/recordtable.h"

#include <QCoreApplication>
#include <QUuid>

#include <algorithm>

namespace mailboat {

namespace {

constexpr qsizetype longestText = 200;

auto invalid(const QString &why)
{
    return failure(ErrorCode::AppUserInvalid, {{QStringLiteral("why"), why}});
}

auto failureOf(ErrorCode code, const QString &name)
{
    return failure(code, {{QStringLiteral("userName"), name}});
}

Result<> take(QString &into, const std::optional<QString> &typed)
{
    if (!typed)
        return {};
    const QString text = plainForm(*typed);
    if (text.size() > longestText || !isPlainText(text))
        return invalid(QCoreApplication::translate("mailboat",
            "a name or an address is longer than %1 characters, or has some "
            "that cannot be seen")
                           .arg(longestText));
    into = text;
    return {};
}

AppUser::Place *find(AppUser &user, const QByteArray &store)
{
    const auto found = std::find_if(
        user.places.begin(), user.places.end(), [&store](const AppUser::Place &place) { return place.store == store; });
    return found == user.places.end() ? nullptr : &*found;
}

auto notThere(const QByteArray &store)
{
    return invalid(QCoreApplication::translate("mailboat", "the person may not sign in at store %1")
                       .arg(QString::fromUtf8(store)));
}

/// Of several one is the default, and where nobody says otherwise, the first.
void setDefault(AppUser &user, const std::optional<QByteArray> &wanted)
{
    const auto isDefault = [](const AppUser::Place &place) { return place.isDefault; };
    if (wanted)
        for (AppUser::Place &place : user.places)
            place.isDefault = place.store == *wanted;
    else if (!user.places.isEmpty() && std::none_of(user.places.cbegin(), user.places.cend(), isDefault))
        user.places.first().isDefault = true;
}

} // namespace

AppUserJudge::AppUserJudge(Connection &connection, const QList<AppUser> &people)
    : m_connection(connection)
{
    for (const AppUser &user : people) {
        const QString key = siteNameKey(user.name);
        m_people.insert(key, user);
        m_owners.insert(user.userId, key);
    }
}

bool AppUserJudge::isRule(ErrorCode code)
{
    return code == ErrorCode::AppUserUnknown || code == ErrorCode::AppUserInUse || code == ErrorCode::AppUserInvalid;
}

Result<AppUser> AppUserJudge::judged(Kind kind, const AppUserEdit &edit)
{
    const Result<QString> name = checkedUserName(edit.newName.value_or(edit.name));
    if (!name)
        return invalid(name.error().values.value(QStringLiteral("why")).toString());
    Result<AppUser> user = known(kind, edit, *name);
    if (!user)
        return user;
    const QString before = user->number == 0 ? QString() : siteNameKey(user->name);
    user->name = *name;
    user->isActive = edit.isActive.value_or(user->isActive);
    if (edit.password ? edit.password->isEmpty() : user->number == 0)
        return invalid(QCoreApplication::translate("mailboat", "a password is needed"));
    const Result<> taken = takeTexts(*user, edit).and_then([&] { return takeId(*user, edit, before); }).and_then([&] {
        return takePlaces(*user, edit);
    });
    if (!taken)
        return failure(taken.error());

    const QString key = siteNameKey(*name);
    m_owners.removeIf([&before](const auto &owner) { return owner.value() == before; });
    m_people.remove(before);
    m_people.insert(key, *user);
    m_owners.insert(user->userId, key);
    m_seen.insert(key);
    return user;
}

/// The person as it is now; without a number, somebody new.
Result<AppUser> AppUserJudge::known(Kind kind, const AppUserEdit &edit, const QString &name) const
{
    const QString key = siteNameKey(edit.name);
    const auto found = m_people.constFind(key);
    const bool isThere = found != m_people.cend();
    if (kind == Kind::Edit && !isThere)
        return failureOf(ErrorCode::AppUserUnknown, edit.name);
    if ((kind == Kind::Add && isThere) || (kind == Kind::Import && m_seen.contains(key)))
        return failureOf(ErrorCode::AppUserInUse, edit.name);
    if (siteNameKey(name) != key && m_people.contains(siteNameKey(name)))
        return failureOf(ErrorCode::AppUserInUse, name);
    return isThere ? *found : AppUser {};
}

Result<> AppUserJudge::takeTexts(AppUser &user, const AppUserEdit &edit) const
{
    if (edit.language) {
        const std::optional<int> number = appLanguageNumber(*edit.language);
        if (!number)
            return invalid(QCoreApplication::translate("mailboat", "the language is none of %1")
                               .arg(appLanguages().join(QStringLiteral(", "))));
        user.language = *number;
    }
    return take(user.firstName, edit.firstName)
        .and_then([&] { return take(user.lastName, edit.lastName); })
        .and_then([&] { return take(user.email, edit.email); });
}

/// Records name persons by their ID: where one of that name came by sync, or was put here, it is the same person.
Result<> AppUserJudge::takeId(AppUser &user, const AppUserEdit &edit, const QString &before)
{
    if (edit.userId) {
        const QByteArray id = edit.userId->toUtf8();
        if (!checkRecordId(id) || !isPlainText(*edit.userId))
            return invalid(QCoreApplication::translate("mailboat", "its ID is none that a record may have"));
        user.userId = *edit.userId;
    } else if (user.userId.isEmpty()) {
        const Result<QString> recorded = recordedId(user.name);
        if (!recorded)
            return failure(recorded.error());
        const bool isFree = !recorded->isEmpty() && !m_owners.contains(*recorded);
        user.userId = isFree ? *recorded : QUuid::createUuid().toString(QUuid::WithoutBraces);
    }
    const auto owner = m_owners.constFind(user.userId);
    if (owner != m_owners.cend() && *owner != before)
        return invalid(
            QCoreApplication::translate("mailboat", "the ID belongs to %1").arg(m_people.value(*owner).name));
    return {};
}

Result<> AppUserJudge::takePlaces(AppUser &user, const AppUserEdit &edit)
{
    for (const QByteArray &store : edit.withoutStores) {
        if (!find(user, store))
            return notThere(store);
        user.places.removeIf([&store](const AppUser::Place &place) { return place.store == store; });
    }
    for (const AppUserEdit::Place &wanted : edit.places) {
        const Result<bool> isThere = isStore(wanted.store);
        if (!isThere)
            return failure(isThere.error());
        if (!*isThere)
            return invalid(QCoreApplication::translate("mailboat", "there is no store \"%1\" here")
                               .arg(shownInput(QString::fromUtf8(wanted.store))));
        AppUser::Place *place = find(user, wanted.store);
        const bool isNew = !place;
        if (isNew) {
            user.places.append({wanted.store, QUuid::createUuid().toString(QUuid::WithoutBraces), false, {}});
            place = &user.places.last();
        }
        if (const auto &permissions = wanted.permissions ? wanted.permissions : edit.permissions)
            place->permissions = *permissions;
        else if (isNew)
            place->permissions = AppPermissions::usual();
    }
    if (edit.permissions && edit.places.isEmpty())
        for (AppUser::Place &place : user.places)
            place.permissions = *edit.permissions;
    if (edit.defaultStore && !find(user, *edit.defaultStore))
        return notThere(*edit.defaultStore);
    setDefault(user, edit.defaultStore);
    std::sort(user.places.begin(), user.places.end(),
        [](const AppUser::Place &left, const AppUser::Place &right) { return left.store < right.store; });
    return {};
}

Result<bool> AppUserJudge::isStore(const QByteArray &id)
{
    const auto known = m_stores.constFind(id);
    if (known != m_stores.cend())
        return *known;
    return RecordTable(m_connection).contains({Routing::builtIn().storeTable(), id}).map([&](bool isThere) {
        m_stores.insert(id, isThere);
        return isThere;
    });
}

/// Empty: there is no record of a person of that name.
Result<QString> AppUserJudge::recordedId(const QString &name)
{
    if (!m_recorded) {
        const Routing &routing = Routing::builtIn();
        const QByteArray nameKey = routing.rule(routing.userTable()).signInNameKey;
        m_recorded.emplace();
        const Result<> read
            = RecordTable(m_connection).forEach(routing.userTable(), [&](const StoredRecord &record) -> Result<> {
                  const QByteArray named = topLevelValues(record.data, {nameKey}).value(nameKey);
                  m_recorded->insert(siteNameKey(QString::fromUtf8(named)), QString::fromUtf8(record.key.id));
                  return {};
              });
        if (!read)
            return failure(read.error());
    }
    return m_recorded->value(siteNameKey(name));
}

} // namespace mailboat

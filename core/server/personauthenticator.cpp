// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/personauthenticator.h"

#include "core/domain/sitenamekey.h"
#include "core/security/passwordhash.h"
#include "core/server/calleraddress.h"
#include "core/server/log.h"
#include "core/server/sitedesk.h"

#include <QUuid>

namespace mailboat {

namespace {

constexpr std::chrono::seconds personsRetryAfter {5};
constexpr int freePersonTries = 5;
constexpr qint64 nobodies = 1 << 14; // names that nobody has share these, so that they take little memory

Error loginPaused(std::chrono::seconds seconds)
{
    return {ErrorCode::LoginPaused, {{QStringLiteral("seconds"), static_cast<qint64>(seconds.count())}}};
}

PasswordDigests digestsOfPeople()
{
    const Result<MachineKey> key = MachineKey::existingOrNew();
    if (key)
        return PasswordDigests(*key);
    qCWarning(serverLog, "People's passwords are known by their slow hash alone after a restart: %s",
        qPrintable(describe(key.error())));
    return PasswordDigests();
}

/// What the password of a name that nobody has is measured by. Made once a process: it takes as long as a sign-in.
QByteArray nobodysHash()
{
    static const QByteArray hash = slowHash(QUuid::createUuid().toByteArray());
    return hash;
}

AppUserTable::Found nobody(const QByteArray &hash)
{
    AppUserTable::Found nobody;
    nobody.user.userId = QStringLiteral("nobody");
    nobody.passwordHash = hash;
    return nobody;
}

} // namespace

struct PersonAuthenticator::Try {
    const SignIn &presented;
    const Caller &caller;
    AppUserTable::Found found;
    PersonThrottle &throttle;
    PersonThrottle::Key key;
    PersonThrottle::Limits limits;
    QByteArray digest {};
    bool isSomebody() const { return found.user.number != 0; }
};

PersonAuthenticator::PersonAuthenticator(PersonBook &book, const Clock &clock)
    : m_book(book)
    , m_clock(clock)
    , m_throttle(clock)
    , m_nobodys(clock)
    , m_digests(digestsOfPeople())
    , m_nobodysHash(nobodysHash())
{
}

Error PersonAuthenticator::comeLater()
{
    return loginPaused(personsRetryAfter);
}

Result<PersonAuthenticator::Identified> PersonAuthenticator::identify(
    SiteDesk &desk, const SignIn &presented, const Caller &caller, const std::optional<Proof> &proof)
{
    const Result<std::optional<AppUserTable::Found>> found = desk.datafile().appUsers().find(presented.userName);
    if (!found)
        return failure(found.error());
    const bool isSomebody = *found && (*found)->user.isActive;
    const PersonNumber number {isSomebody
            ? (*found)->user.number
            : static_cast<qint64>(qHash(siteNameKey(presented.userName)) % static_cast<std::size_t>(nobodies))};
    Try tried {presented, caller, isSomebody ? **found : nobody(m_nobodysHash), isSomebody ? m_throttle : m_nobodys,
        {number, networkOf(caller.address)}, {freePersonTries, desk.preferences().maxNewAddressTries.value()}};
    if (isSomebody)
        if (const Result<> restored = restore(desk, number.value); !restored)
            return failure(restored.error());

    if (proof && proof->slowHash == tried.found.passwordHash) { // and was let in before
        if (proof->isRight && isSomebody)
            return letIn(tried, true);
        tried.digest = m_digests.digest(presented.password, appUserPlace(tried.found.user.userId, proof->slowHash));
        return failure(wrong(tried));
    }
    if (const auto remaining = closed(tried); remaining.count() > 0) {
        if (isSomebody)
            m_book.paused(tried.found.user, m_clock.utcNow(), caller.address);
        return failure(loginPaused(remaining));
    }
    if (isKnownRight(tried))
        return letIn(tried, false);
    tried.digest
        = m_digests.digest(presented.password, appUserPlace(tried.found.user.userId, tried.found.passwordHash));
    tried.throttle.tried(tried.key, tried.digest, caller.isStranger);
    keep(tried);
    if (const auto pause = tried.throttle.pause(tried.key); pause.count() > 0)
        return failure(loginPaused(pause));
    return Unproved {presented.password, tried.found.passwordHash};
}

/// What was wrong before this process began, or what other processes have seen until then.
Result<> PersonAuthenticator::restore(SiteDesk &desk, qint64 person)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_restored.contains(person))
            return {};
    }
    const Result<QList<AppUserTable::Tries>> kept = desk.datafile().appUsers().tries(person);
    if (!kept)
        return failure(kept.error());
    for (const AppUserTable::Tries &tries : *kept)
        m_throttle.restore({PersonNumber {person}, tries.network},
            {tries.wrong, tries.last, tries.pausedUntil, tries.tries, tries.triesSince});
    const std::lock_guard lock(m_mutex);
    m_restored.insert(person);
    return {};
}

/// Of a network that is closed to the person.
std::chrono::seconds PersonAuthenticator::closed(const Try &tried)
{
    if (tried.caller.isStranger)
        return tried.throttle.closedAsNew(tried.key, tried.limits.triesAnHour).remaining;
    return tried.throttle.closedAsKnown(tried.key, triesAtSites);
}

bool PersonAuthenticator::isKnownRight(const Try &tried)
{
    if (!tried.isSomebody())
        return false;
    const PasswordDigests::Place place = appUserPlace(tried.found.user.userId, tried.found.passwordHash);
    const auto isRight = [&](const QByteArray &digest) {
        return m_digests.compare(digest, tried.presented.password, place) == PasswordDigests::Answer::Right;
    };
    if (isRight(tried.found.passwordDigest))
        return true;
    const std::lock_guard lock(m_mutex);
    const auto known = m_known.constFind(tried.found.user.number);
    return known != m_known.cend() && known->hash == tried.found.passwordHash && isRight(known->digest);
}

AppUser PersonAuthenticator::letIn(const Try &tried, bool isProved)
{
    const AppUser &user = tried.found.user;
    if (tried.throttle.kept(tried.key).last.isValid())
        m_book.right(user.number, tried.key.second);
    tried.throttle.right(tried.key);
    if (isProved) {
        const QByteArray &hash = tried.found.passwordHash;
        const AppUserTable::Password password {
            hash, m_digests.digest(tried.presented.password, appUserPlace(user.userId, hash))};
        if (m_digests.areLasting())
            m_book.proved(user.number, password);
        const std::lock_guard lock(m_mutex);
        m_known.insert(user.number, password);
    }
    return user;
}

Error PersonAuthenticator::wrong(const Try &tried)
{
    const auto pause = tried.throttle.pause(tried.key); // others may have been wrong since this one was let in
    tried.throttle.wrong(tried.key, tried.digest, tried.caller.isStranger, tried.limits);
    keep(tried);
    if (tried.isSomebody() && tried.throttle.pause(tried.key).count() > 0)
        m_book.paused(tried.found.user, m_clock.utcNow(), tried.caller.address);
    return pause.count() > 0 ? loginPaused(pause) : Error {ErrorCode::LoginWrong};
}

void PersonAuthenticator::keep(const Try &tried)
{
    if (!tried.isSomebody())
        return;
    const PersonThrottle::Kept kept = tried.throttle.kept(tried.key);
    m_book.tried(tried.found.user.number,
        {tried.key.second, kept.wrong, kept.last, kept.pausedUntil, kept.tries, kept.triesSince});
}

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/authenticator.h"

#include "core/server/sitedesk.h"

namespace mailboat {

namespace {

constexpr qsizetype longestHardwareId = 255;

Result<> checkHardwareId(const QString &id)
{
    const bool isPrintable = std::all_of(id.begin(), id.end(), [](QChar c) { return c.isPrint(); });
    if (id.size() <= longestHardwareId && isPrintable)
        return {};
    return failure(
        ErrorCode::RequestMalformed, {{QStringLiteral("why"), QStringLiteral("msupply-site-uuid is no hardware ID")}});
}

/// The window is ours to choose; a caller that sends no version is taken (protocol.md §2.6).
Result<> checkVersion(const QByteArray &text, const SyncPreferences &preferences)
{
    if (text.isEmpty())
        return {};
    bool isNumber = false;
    const int version = text.toInt(&isNumber);
    const int min = preferences.minVersion.value();
    const int max = preferences.maxVersion.value();
    QVariantMap values {{QStringLiteral("min"), min}, {QStringLiteral("max"), max}};
    if (!isNumber)
        return failure(ErrorCode::ApiVersionIncompatible, values);
    values.insert(QStringLiteral("version"), version);
    if (version < min)
        return failure(ErrorCode::ApiVersionTooOld, values);
    if (version > max)
        return failure(ErrorCode::ApiVersionTooNew, values);
    return {};
}

Error pausedFor(std::chrono::seconds seconds)
{
    return {ErrorCode::SiteAuthTimeout, {{QStringLiteral("seconds"), static_cast<qint64>(seconds.count())}}};
}

} // namespace

Authenticator::Authenticator(ContactBook &book, const Clock &clock)
    : m_book(book)
    , m_clock(clock)
    , m_throttle(clock)
{
}

Result<SignedIn> Authenticator::identify(SiteDesk &desk, const SignIn &presented, const QHostAddress &address)
{
    const Result<std::optional<PeerStates::Caller>> peer = desk.datafile().peerStates().caller(presented.userName);
    if (!peer)
        return failure(peer.error());
    if (!*peer) {
        if (const auto seconds = m_throttle.pause({}, address); seconds.count() > 0)
            return failure(pausedFor(seconds));
        m_throttle.wrong({}, address, desk.preferences().maxSignInFailures.value());
        return failure(ErrorCode::SiteNameNotFound, {{QStringLiteral("userName"), presented.userName}});
    }
    if (const Result<> right = checkPassword(desk, address, **peer, presented.password); !right)
        return failure(right.error());

    const QString &machine = presented.hardwareId;
    if (const Result<> readable = checkHardwareId(machine); !readable)
        return failure(readable.error());
    const QString recorded = m_book.hardwareId((*peer)->syncId, (*peer)->hardwareId);
    if (!machine.isEmpty() && !recorded.isEmpty() && !FastCheck::equal(machine.toUtf8(), recorded.toUtf8())) {
        m_book.odd((*peer)->syncId, ContactBook::Oddity::OtherMachine, m_clock.utcNow(), address);
        return failure(ErrorCode::SiteIncorrectHardwareId);
    }
    if (const Result<> version = checkVersion(presented.version, desk.preferences()); !version)
        return failure(version.error());
    return SignedIn {presented.userName, machine, **peer};
}

Result<> Authenticator::checkPassword(
    SiteDesk &desk, const QHostAddress &address, const PeerStates::Caller &peer, const QByteArray &password)
{
    if (const auto seconds = m_throttle.pause(peer.syncId, address); seconds.count() > 0)
        return failure(pausedFor(seconds));
    if (isRight(peer, password)) {
        m_throttle.right(peer.syncId, address);
        m_book.signedIn(peer.syncId, m_clock.utcNow(), address, !peer.hardwareId.isEmpty());
        return {};
    }
    m_throttle.wrong(peer.syncId, address, desk.preferences().maxSignInFailures.value());
    m_book.signedInWrong(peer.syncId);
    return failure(ErrorCode::SiteIncorrectPassword);
}

/// Argon2id once for a site's hash; what fitted is known by its keyed digest from then on.
bool Authenticator::isRight(const PeerStates::Caller &peer, const QByteArray &password)
{
    const QByteArray digest = m_fastCheck.digest(password);
    {
        const std::lock_guard lock(m_mutex);
        const auto known = m_known.constFind(peer.syncId);
        if (known != m_known.constEnd() && known->slowHash == peer.passwordHash)
            return FastCheck::equal(known->digest, digest);
    }
    if (!matchesSlowHash(password, peer.passwordHash))
        return false;
    const std::lock_guard lock(m_mutex);
    m_known.insert(peer.syncId, {peer.passwordHash, digest});
    return true;
}

Result<> Authenticator::admit(SiteDesk &desk, const ServerRequest &request, const SignedIn &site, Binding binding)
{
    // A copied password alone, without its machine, is not to move data (protocol.md §4.4).
    if (binding == Binding::Written && site.hardwareId.isEmpty()
        && !m_book.hardwareId(site.peer.syncId, site.peer.hardwareId).isEmpty()) {
        m_book.odd(site.peer.syncId, ContactBook::Oddity::WithoutMachine, m_clock.utcNow(), request.address);
        if (!site.peer.mayOmitHardwareId)
            return failure(ErrorCode::SiteIncorrectHardwareId);
    }
    const bool isUnbound = site.peer.hardwareId.isEmpty() && !site.hardwareId.isEmpty();
    if (isUnbound && !request.isCheck())
        if (const Result<> bound = bind(desk, site, binding); !bound)
            return bound;
    if (!site.peer.hasStore)
        return failure(ErrorCode::SiteHasNoStore);
    return {};
}

Result<> Authenticator::bind(SiteDesk &desk, const SignedIn &site, Binding binding)
{
    const Result<bool> bound = binding == Binding::Written
        ? desk.datafile().peerStates().bindHardwareId(site.peer.syncId, site.hardwareId)
        : Result<bool>(m_book.bind(site.peer.syncId, site.hardwareId));
    if (!bound)
        return failure(bound.error());
    if (!*bound)
        return failure(ErrorCode::SiteIncorrectHardwareId);
    return {};
}

} // namespace mailboat

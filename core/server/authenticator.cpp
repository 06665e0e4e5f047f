// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/authenticator.h"

#include "core/server/sitedesk.h"

namespace mailboat {

namespace {

constexpr qsizetype longestHardwareId = 255;

Result<QString> hardwareIdOf(const ServerRequest &request)
{
    const QString id = QString::fromUtf8(request.header("msupply-site-uuid")).trimmed();
    const bool isPrintable = std::all_of(id.begin(), id.end(), [](QChar c) { return c.isPrint(); });
    if (id.size() <= longestHardwareId && isPrintable)
        return id;
    return failure(
        ErrorCode::RequestMalformed, {{QStringLiteral("why"), QStringLiteral("msupply-site-uuid is no hardware ID")}});
}

/// The window is ours to choose; a caller that sends no version is taken (protocol.md §2.6).
Result<> checkVersion(const ServerRequest &request, const SyncPreferences &preferences)
{
    const QByteArray text = request.header("version").trimmed();
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

Result<Authenticator::Credentials> Authenticator::credentialsOf(const ServerRequest &request)
{
    const QByteArray header = request.header("authorization").trimmed();
    const auto decoded
        = QByteArray::fromBase64Encoding(header.mid(6).trimmed(), QByteArray::AbortOnBase64DecodingErrors);
    const qsizetype colon = decoded ? decoded.decoded.indexOf(':') : -1;
    if (header.left(6).toLower() != "basic " || colon <= 0)
        return failure(ErrorCode::RequestCredentialsMissing);
    return Credentials {QString::fromUtf8(decoded.decoded.left(colon)), decoded.decoded.mid(colon + 1)};
}

Result<SignedIn> Authenticator::identify(SiteDesk &desk, const ServerRequest &request)
{
    const Result<Credentials> credentials = credentialsOf(request);
    if (!credentials)
        return failure(credentials.error());
    const Result<std::optional<PeerStates::Caller>> peer = desk.datafile().peerStates().caller(credentials->userName);
    if (!peer)
        return failure(peer.error());
    if (!*peer) {
        if (const auto seconds = m_throttle.pause({}, request.address); seconds.count() > 0)
            return failure(pausedFor(seconds));
        m_throttle.wrong({}, request.address, desk.preferences().maxSignInFailures.value());
        return failure(ErrorCode::SiteNameNotFound, {{QStringLiteral("userName"), credentials->userName}});
    }
    if (const Result<> right = checkPassword(desk, request, **peer, credentials->password); !right)
        return failure(right.error());

    const Result<QString> presented = hardwareIdOf(request);
    if (!presented)
        return failure(presented.error());
    const QString recorded = m_book.hardwareId((*peer)->syncId, (*peer)->hardwareId);
    if (!presented->isEmpty() && !recorded.isEmpty() && !FastCheck::equal(presented->toUtf8(), recorded.toUtf8()))
        return failure(ErrorCode::SiteIncorrectHardwareId);
    if (const Result<> version = checkVersion(request, desk.preferences()); !version)
        return failure(version.error());
    return SignedIn {credentials->userName, *presented, **peer};
}

Result<> Authenticator::checkPassword(
    SiteDesk &desk, const ServerRequest &request, const PeerStates::Caller &peer, const QByteArray &password)
{
    if (const auto seconds = m_throttle.pause(peer.syncId, request.address); seconds.count() > 0)
        return failure(pausedFor(seconds));
    if (isRight(peer, password)) {
        m_throttle.right(peer.syncId, request.address);
        m_book.signedIn(peer.syncId, m_clock.utcNow());
        return {};
    }
    m_throttle.wrong(peer.syncId, request.address, desk.preferences().maxSignInFailures.value());
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

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/authenticator.h"

#include "core/security/passwordhash.h"
#include "core/server/calleraddress.h"
#include "core/server/log.h"
#include "core/server/sitedesk.h"

namespace mailboat {

namespace {

using Answer = PasswordDigests::Answer;

constexpr qsizetype longestHardwareId = 255;
constexpr std::chrono::seconds laneRetryAfter {5};

Result<> checkHardwareId(const QString &id)
{
    const bool isPrintable = std::all_of(id.begin(), id.end(), [](QChar c) { return c.isPrint(); });
    if (id.size() <= longestHardwareId && isPrintable)
        return {};
    return failure(
        ErrorCode::RequestMalformed, {{QStringLiteral("why"), QStringLiteral("msupply-site-uuid is no hardware ID")}});
}

/// The window is ours to choose; a caller that sends no version is taken (protocol.md §2.6).
Result<> checkVersion(const QByteArray &text, const SiteStanding &standing)
{
    if (text.isEmpty())
        return {};
    bool isNumber = false;
    const int version = text.toInt(&isNumber);
    if (isNumber && version >= standing.minVersion && version <= standing.maxVersion)
        return {};
    QVariantMap values {{QStringLiteral("min"), standing.minVersion}, {QStringLiteral("max"), standing.maxVersion}};
    if (!isNumber)
        return failure(ErrorCode::ApiVersionIncompatible, values);
    values.insert(QStringLiteral("version"), version);
    return failure(version < standing.minVersion ? ErrorCode::ApiVersionTooOld : ErrorCode::ApiVersionTooNew, values);
}

Error pausedFor(std::chrono::seconds seconds)
{
    return {ErrorCode::SiteAuthTimeout, {{QStringLiteral("seconds"), static_cast<qint64>(seconds.count())}}};
}

PasswordDigests digestsHere()
{
    const Result<MachineKey> key = MachineKey::existingOrNew();
    if (key)
        return PasswordDigests(*key);
    qCWarning(serverLog, "Passwords are known by their slow hash alone after a restart: %s",
        qPrintable(describe(key.error())));
    return PasswordDigests();
}

} // namespace

struct Authenticator::Try {
    const SiteStanding &standing;
    const SignIn &presented;
    const QHostAddress &address;
    const ContactBook &book;
    QByteArray digest;
    const PeerStates *states = nullptr; ///< null: `known` says it
    const PeerStates::Caller &peer = standing.peer;
    SignInThrottle::Key key {peer.syncId, networkOf(address)};
    std::optional<bool> known {};

    /// Whether the site has signed in from there before. Asks the datafile, so only where something depends on it.
    bool isKnown()
    {
        if (!known)
            known = book.hasSeen(key.first, key.second) || states->hasNetwork(key.first, key.second).value_or(false);
        return *known;
    }
    bool namesItsMachine() const
    {
        const QString recorded = book.hardwareId(peer.syncId, peer.hardwareId);
        return !recorded.isEmpty() && equalInConstantTime(presented.hardwareId.toUtf8(), recorded.toUtf8());
    }
};

Authenticator::Authenticator(ContactBook &book, const Clock &clock)
    : m_book(book)
    , m_clock(clock)
    , m_throttle(clock)
    , m_digests(digestsHere())
{
}

Error Authenticator::comeLater()
{
    return pausedFor(laneRetryAfter);
}

Result<Authenticator::Identified> Authenticator::identify(
    SiteDesk &desk, const SignIn &presented, const QHostAddress &address, const std::optional<Proof> &proof)
{
    const Result<std::optional<PeerStates::Caller>> peer = desk.caller(presented.userName);
    if (!peer)
        return failure(peer.error());
    if (!*peer) {
        m_book.refused({{}, presented.userName, ErrorCode::SiteNameNotFound, address, presented.app}, m_clock.utcNow());
        return failure(ErrorCode::SiteNameNotFound, {{QStringLiteral("userName"), presented.userName}});
    }
    const SiteStanding standing = standingAt(desk, **peer);
    Try tried {standing, presented, address, m_book, digestOf(standing, presented), &desk.datafile().peerStates()};
    return identified(tried, proof);
}

std::optional<Result<SignedIn>> Authenticator::identifyKnown(
    const SiteStanding &standing, const SignIn &presented, const QHostAddress &address)
{
    Try tried {standing, presented, address, m_book, digestOf(standing, presented)};
    if (!m_book.hasSeen(tried.key.first, tried.key.second))
        return {};
    tried.known = true;
    Result<Identified> found = identified(tried, {});
    if (!found)
        return failure(found.error());
    if (auto *site = std::get_if<SignedIn>(&*found))
        return std::move(*site);
    return {};
}

SiteStanding Authenticator::standingAt(const SiteDesk &desk, PeerStates::Caller peer)
{
    const SyncPreferences &preferences = desk.preferences();
    return {std::move(peer), {preferences.maxSignInFailures.value(), preferences.maxNewAddressTries.value()},
        preferences.minVersion.value(), preferences.maxVersion.value()};
}

QByteArray Authenticator::digestOf(const SiteStanding &standing, const SignIn &presented) const
{
    return m_digests.digest(presented.password, {standing.peer.siteUuid, standing.peer.passwordHash});
}

/// Changes nothing where it answers with a SlowCheck.
Result<Authenticator::Identified> Authenticator::identified(Try &tried, const std::optional<Proof> &proof)
{
    const Result<std::optional<SlowCheck>> checked = checkPassword(tried, proof);
    if (!checked)
        return failure(checked.error());
    if (*checked)
        return **checked;

    if (const Result<> judged = judge(tried); !judged)
        return failure(judged.error());
    const PeerStates::Caller &peer = tried.peer;
    const SignIn &presented = tried.presented;
    m_book.signedIn(
        peer.syncId, m_clock.utcNow(), tried.address, !peer.hardwareId.isEmpty(), presented.app, presented.isCheck);
    if (PeerStates::mayNoteApp(peer, presented.app))
        m_book.runs(peer.syncId, presented.app);
    return SignedIn {presented.userName, presented.hardwareId, peer, presented.app};
}

/// The machine and the version of who has the right password.
Result<> Authenticator::judge(const Try &tried)
{
    const QString &machine = tried.presented.hardwareId;
    if (const Result<> readable = checkHardwareId(machine); !readable)
        return readable;
    const QString recorded = m_book.hardwareId(tried.peer.syncId, tried.peer.hardwareId);
    if (!machine.isEmpty() && !recorded.isEmpty() && !equalInConstantTime(machine.toUtf8(), recorded.toUtf8())) {
        m_book.odd(tried.peer.syncId, ContactBook::Oddity::OtherMachine, m_clock.utcNow(), tried.address,
            ContactBook::OnceFor::Network, tried.presented.app);
        return failure(refused({ErrorCode::SiteIncorrectHardwareId}, tried));
    }
    const Result<> version = checkVersion(tried.presented.version, tried.standing);
    return version ? version : failure(refused(version.error(), tried));
}

Error Authenticator::refused(Error why, const Try &tried, ContactBook::OnceFor once)
{
    m_book.refused(
        {tried.peer.syncId, tried.peer.userName, why.code, tried.address, tried.presented.app, once}, m_clock.utcNow());
    return why;
}

/// A slow check where only the slow hash can tell.
Result<std::optional<SlowCheck>> Authenticator::checkPassword(Try &tried, const std::optional<Proof> &proof)
{
    const PeerStates::Caller &peer = tried.peer;
    const bool isProven = proof && proof->slowHash == peer.passwordHash; // and was let in before
    if (!isProven)
        if (const auto refusal = refusalUnseen(tried))
            return failure(*refusal);
    switch (answerFor(tried, isProven ? proof : std::nullopt)) {
    case Answer::Right:
        m_throttle.right(tried.key);
        return std::optional<SlowCheck>();
    case Answer::Wrong:
        return failure(wrong(tried));
    case Answer::Unknown:
        break;
    }
    if (const auto pause = m_throttle.pause(tried.key); pause.count() > 0)
        return failure(pausedFor(pause));
    return std::optional(SlowCheck {peer.syncId, !tried.isKnown(), tried.presented.password, peer.passwordHash});
}

/// Where a network is closed to the site, be the password right or wrong.
std::optional<Error> Authenticator::refusalUnseen(Try &tried)
{
    SignInThrottle::Closed closed = m_throttle.closedAsNew(tried.key, tried.standing.limits.triesAnHour);
    if (closed.remaining.count() == 0)
        return {};
    if (tried.isKnown())
        closed = {tried.namesItsMachine() ? std::chrono::seconds(0) : m_throttle.closedAsKnown(tried.key), false};
    if (closed.remaining.count() == 0)
        return {};
    noteWrongOnes(tried,
        closed.isForAllNew ? ContactBook::Oddity::WrongPasswordsEverywhere : ContactBook::Oddity::WrongPasswords);
    return refused(pausedFor(closed.remaining), tried);
}

Answer Authenticator::answerFor(const Try &tried, const std::optional<Proof> &proof)
{
    const PeerStates::Caller &peer = tried.peer;
    if (proof) {
        if (!proof->isRight)
            return Answer::Wrong;
        if (m_digests.areLasting())
            m_book.proved(peer.syncId, peer.passwordHash, tried.digest);
        const std::lock_guard lock(m_mutex);
        m_known.insert(peer.syncId, {peer.passwordHash, tried.digest});
        return Answer::Right;
    }
    if (peer.passwordHash.isEmpty())
        return Answer::Wrong;
    const Answer answer = answerByDigest(tried);
    const bool isWrongAgain = answer == Answer::Unknown && m_throttle.wasLastWrong(tried.key, tried.digest);
    return isWrongAgain ? Answer::Wrong : answer;
}

Answer Authenticator::answerByDigest(const Try &tried)
{
    const PeerStates::Caller &peer = tried.peer;
    const Answer kept = m_digests.compare(peer.passwordDigest, tried.digest);
    if (kept != Answer::Unknown)
        return kept;
    const std::lock_guard lock(m_mutex);
    const auto known = m_known.constFind(peer.syncId);
    if (known == m_known.constEnd() || known->slowHash != peer.passwordHash)
        return Answer::Unknown;
    return m_digests.compare(known->digest, tried.digest);
}

Error Authenticator::wrong(Try &tried)
{
    const auto pause = m_throttle.pause(tried.key);
    m_throttle.wrong(tried.key, tried.digest, !tried.isKnown(), tried.standing.limits);
    m_book.signedInWrong(tried.peer.syncId);
    if (pause.count() == 0)
        return refused({ErrorCode::SiteIncorrectPassword}, tried,
            tried.isKnown() ? ContactBook::OnceFor::Network : ContactBook::OnceFor::Site);
    noteWrongOnes(tried, ContactBook::Oddity::WrongPasswords);
    return refused(pausedFor(pause), tried);
}

/// Of new networks strangers have as many as they like: the log gets one of them an hour.
void Authenticator::noteWrongOnes(Try &tried, ContactBook::Oddity oddity)
{
    const auto once = tried.isKnown() ? ContactBook::OnceFor::Network : ContactBook::OnceFor::Site;
    m_book.odd(tried.peer.syncId, oddity, m_clock.utcNow(), tried.address, once, tried.presented.app);
}

Result<> Authenticator::admit(SiteDesk &desk, const ServerRequest &request, const SignedIn &site, Binding binding)
{
    // A copied password alone, without its machine, is not to move data (protocol.md §4.4).
    if (binding == Binding::Written && site.hardwareId.isEmpty()
        && !m_book.hardwareId(site.peer.syncId, site.peer.hardwareId).isEmpty()) {
        m_book.odd(site.peer.syncId, ContactBook::Oddity::WithoutMachine, m_clock.utcNow(), request.address,
            ContactBook::OnceFor::Network, site.app);
        if (!site.peer.mayOmitHardwareId)
            return failure(refused({ErrorCode::SiteIncorrectHardwareId}, site, request.address));
    }
    const bool isUnbound = site.peer.hardwareId.isEmpty() && !site.hardwareId.isEmpty();
    if (isUnbound && !request.isCheck())
        if (const Result<> bound = bind(desk, site, request.address, binding); !bound)
            return bound;
    if (!site.peer.hasStore)
        return failure(refused({ErrorCode::SiteHasNoStore}, site, request.address));
    return {};
}

Error Authenticator::refused(Error why, const SignedIn &site, const QHostAddress &address)
{
    m_book.refused({site.peer.syncId, site.peer.userName, why.code, address, site.app}, m_clock.utcNow());
    return why;
}

Result<> Authenticator::bind(SiteDesk &desk, const SignedIn &site, const QHostAddress &address, Binding binding)
{
    const Result<bool> bound = binding == Binding::Written
        ? desk.datafile().peerStates().bindHardwareId(site.peer.syncId, site.hardwareId)
        : Result<bool>(m_book.bind(site.peer.syncId, site.hardwareId));
    if (!bound)
        return failure(bound.error());
    if (!*bound)
        return failure(refused({ErrorCode::SiteIncorrectHardwareId}, site, address));
    return {};
}

} // namespace mailboat

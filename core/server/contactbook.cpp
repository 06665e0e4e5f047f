// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/contactbook.h"

#include "core/domain/plaintext.h"
#include "core/server/calleraddress.h"

#include <utility>

namespace mailboat {

namespace {

constexpr std::chrono::milliseconds bindingPatience {250};
constexpr std::chrono::hours sameOddity {1};
constexpr std::chrono::hours ofLate {1};
constexpr qsizetype mostRemembered = 50'000;
constexpr int mostStrangersTold = 50; // an hour
constexpr qsizetype longestName = 100;

/// Beside the oddities.
int kindOf(ErrorCode why)
{
    return 1000 + static_cast<int>(why);
}

QString whatOf(ContactBook::Oddity oddity)
{
    switch (oddity) {
    case ContactBook::Oddity::WithoutMachine:
        return QStringLiteral("site-without-machine");
    case ContactBook::Oddity::OtherMachine:
        return QStringLiteral("site-other-machine");
    case ContactBook::Oddity::WrongPasswords:
        return QStringLiteral("site-wrong-passwords");
    case ContactBook::Oddity::WrongPasswordsEverywhere:
        break;
    }
    return QStringLiteral("site-wrong-passwords-everywhere");
}

} // namespace

ContactBook::ContactBook(DatafileTrouble *trouble)
    : m_trouble(trouble)
{
}

ContactBook::~ContactBook()
{
    stop();
}

Result<> ContactBook::start(const Opener &open)
{
    m_thread = std::thread([this, open] { run(open); });
    std::unique_lock lock(m_mutex);
    m_written.wait(lock, [this] { return m_opened.has_value(); });
    return *m_opened;
}

void ContactBook::stop()
{
    if (!m_thread.joinable())
        return;
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
        m_wake.notify_all();
    }
    m_thread.join();
}

void ContactBook::signedIn(
    SyncId site, const QDateTime &now, const QHostAddress &address, bool isBound, const SiteApp &app, bool isCheck)
{
    const std::lock_guard lock(m_mutex);
    if (!isCheck || m_sites.isRefused(site)) // a refusal is over once anybody is let in
        m_sites.signedIn(site, now, address);
    const Network network {site, networkOf(address)};
    if (m_lastOf.size() >= mostRemembered)
        m_lastOf.clear(); // the next sign-in, at the start of a synchronisation, enters it again
    m_lastOf.insert(network.second, {site, now});
    if (m_seen.contains(network))
        return;
    if (m_seen.size() >= mostRemembered)
        m_seen.clear(); // what is asked of the datafile again changes nothing there
    m_seen.insert(network);
    m_calls.insert(network, {now, address, isBound, app});
}

void ContactBook::runs(SyncId site, const SiteApp &app)
{
    const std::lock_guard lock(m_mutex);
    m_apps.insert(site, app);
}

void ContactBook::odd(
    SyncId site, Oddity oddity, const QDateTime &now, const QHostAddress &address, OnceFor once, const SiteApp &app)
{
    const std::lock_guard lock(m_mutex);
    const Network network {site, once == OnceFor::Site ? QByteArray() : networkOf(address)};
    if (const qint64 times = timesToTell(network, static_cast<int>(oddity), now); times > 0)
        m_noted.append({now, whatOf(oddity), site, address, app, times});
}

/// How often that has happened since it was last said; 0: that is not an hour ago.
qint64 ContactBook::timesToTell(const Network &network, int kind, const QDateTime &now)
{
    if (m_told.size() >= mostRemembered)
        m_told.clear();
    Told &told = m_told[{network, kind}];
    ++told.times;
    if (told.last.isValid() && told.last.secsTo(now) < std::chrono::seconds(sameOddity).count())
        return 0;
    told.last = now;
    return std::exchange(told.times, 0);
}

void ContactBook::refused(const Refused &call, const QDateTime &now)
{
    const std::lock_guard lock(m_mutex);
    if (call.site.value() != 0)
        m_sites.refused(call.site, {now, call.why, call.address.toString()});
    if (call.why == ErrorCode::SiteIncorrectHardwareId || call.why == ErrorCode::SiteAuthTimeout)
        return; // an oddity
    Network network {call.site, call.once == OnceFor::Site ? QByteArray() : networkOf(call.address)};
    if (call.site.value() == 0) { // of addresses, and of names that nobody has, strangers have as many as they like
        if (!m_strangersSince.isValid() || m_strangersSince.secsTo(now) >= std::chrono::seconds(sameOddity).count()) {
            m_strangersSince = now;
            m_strangersTold = 0;
        }
        if (m_strangersTold >= mostStrangersTold && !m_told.contains({network, kindOf(call.why)}))
            network.second.clear();
    }
    const qint64 times = timesToTell(network, kindOf(call.why), now);
    if (times == 0)
        return;
    m_strangersTold += call.site.value() == 0 ? 1 : 0;
    m_noted.append({now, QStringLiteral("site-refused"), call.site, call.address, call.app, times,
        plain(call.userName.left(longestName)), codeOf(call.why)});
}

bool ContactBook::hasSeen(SyncId site, const QByteArray &network) const
{
    const std::lock_guard lock(m_mutex);
    return m_seen.contains({site, network});
}

std::optional<SyncId> ContactBook::lastSignedIn(const QByteArray &network, const QDateTime &now) const
{
    const std::lock_guard lock(m_mutex);
    const auto last = m_lastOf.constFind(network);
    if (last == m_lastOf.cend() || last->second.secsTo(now) > std::chrono::seconds(ofLate).count())
        return {};
    return last->first;
}

void ContactBook::proved(SyncId site, const QByteArray &slowHash, const QByteArray &digest)
{
    const std::lock_guard lock(m_mutex);
    m_proved.insert(site, {slowHash, digest});
}

void ContactBook::signedInWrong(SyncId site)
{
    const std::lock_guard lock(m_mutex);
    m_sites.signedInWrong(site);
}

void ContactBook::served(
    SyncId site, const QDateTime &now, const QHostAddress &address, const SiteApp &app, qint64 bytes, bool isLetIn)
{
    const std::lock_guard lock(m_mutex);
    m_sites.served(site, now, address, app, bytes, isLetIn);
}

void ContactBook::succeeded(SyncId site, const QDateTime &now)
{
    const std::lock_guard lock(m_mutex);
    m_sites.succeeded(site, now);
}

void ContactBook::loadBegan(SyncId site, const QDateTime &now, qint64 total, bool withLog)
{
    const std::lock_guard lock(m_mutex);
    m_sites.loadBegan(site, now, total, withLog);
}

void ContactBook::gave(SyncId site, const QDateTime &now, qint64 records, bool isLogEnd)
{
    const std::lock_guard lock(m_mutex);
    m_sites.gave(site, now, records, isLogEnd);
}

QString ContactBook::hardwareId(SyncId site, const QString &recorded) const
{
    if (!recorded.isEmpty())
        return recorded;
    const std::lock_guard lock(m_mutex);
    return m_bindings.value(site);
}

bool ContactBook::bind(SyncId site, const QString &hardwareId)
{
    std::unique_lock lock(m_mutex);
    if (!m_bindings.contains(site)) {
        m_bindings.insert(site, hardwareId);
        m_wake.notify_all();
    }
    if (m_bindings.value(site) != hardwareId)
        return false;
    m_written.wait_for(lock, bindingPatience, [&] { return !m_bindings.contains(site); });
    return true;
}

void ContactBook::noteMisfit(SyncId site, const std::optional<SitePositions::Misfit> &misfit)
{
    std::unique_lock lock(m_mutex);
    m_misfits.insert(site, misfit);
    m_wake.notify_all();
    m_written.wait_for(lock, bindingPatience, [&] { return !m_misfits.contains(site); });
}

} // namespace mailboat

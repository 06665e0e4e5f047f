// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/contactbook.h"

#include "core/domain/datafilefault.h"
#include "core/domain/plaintext.h"
#include "core/server/calleraddress.h"
#include "core/server/log.h"
#include "core/store/datafiletrouble.h"
#include "core/store/synclog.h"

#include <utility>

namespace mailboat {

namespace {

constexpr std::chrono::milliseconds writePeriod {1000};
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

Result<> noteInLog(Datafile &datafile, SyncId site, const Error &misfit)
{
    QJsonObject details {{QStringLiteral("syncId"), site.value()}};
    for (const QString &name : {QStringLiteral("known"), QStringLiteral("found"), QStringLiteral("value")}) {
        if (misfit.values.contains(name))
            details.insert(name, QJsonValue::fromVariant(misfit.values.value(name)));
    }
    return datafile.log().addContact(codeOf(misfit.code).replace(u'_', u'-'), details);
}

/// An Open mSupply central asks about its remotes with their own names and passwords (protocol.md §7.3).
bool isOmsCentralAt(Datafile &datafile, const QByteArray &network)
{
    return datafile.peerStates().isOmsCentralAt(network).value_or(false);
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
    SyncId site, const QDateTime &now, const QHostAddress &address, bool isBound, const SiteApp &app)
{
    const std::lock_guard lock(m_mutex);
    m_signIns[site] = {now, -1};
    m_wrongSignIns.remove(site);
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
        m_refusals.insert(call.site, {now, call.why, call.address.toString()});
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
    ++m_wrongSignIns[site].wrongSignIns;
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

void ContactBook::run(const Opener &open)
{
    const Result<std::unique_ptr<Datafile>> datafile = open();
    std::unique_lock lock(m_mutex);
    m_opened = datafile ? Result<>() : failure(datafile.error());
    m_written.notify_all();
    if (!datafile)
        return;
    bool isLast = false;
    while (!isLast) {
        m_wake.wait_for(
            lock, writePeriod, [this] { return m_stopping || !m_bindings.isEmpty() || !m_misfits.isEmpty(); });
        isLast = m_stopping;
        if (m_signIns.isEmpty() && m_wrongSignIns.isEmpty() && m_bindings.isEmpty() && m_noted.isEmpty()
            && m_calls.isEmpty() && m_proved.isEmpty() && m_apps.isEmpty() && m_refusals.isEmpty()
            && m_misfits.isEmpty())
            continue;
        lock.unlock();
        write(**datafile);
        lock.lock();
        m_written.notify_all();
    }
}

/// What could not be written of times and digests is lost but for a line in the log: nobody's data hang on it. Networks, and what an
/// administrator should hear of, are written at the next time.
void ContactBook::write(Datafile &datafile)
{
    QHash<SyncId, PeerStates::Contact> signIns;
    QHash<SyncId, PeerStates::Contact> wrongSignIns;
    QHash<SyncId, QString> bindings;
    QHash<Network, Call> calls;
    QList<Noted> noted;
    QHash<SyncId, SiteRefusals::Refusal> refusals;
    {
        const std::lock_guard lock(m_mutex);
        calls.swap(m_calls);
        noted.swap(m_noted);
        refusals.swap(m_refusals);
        signIns.swap(m_signIns);
        wrongSignIns.swap(m_wrongSignIns);
        bindings = m_bindings;
    }
    PeerStates &states = datafile.peerStates();
    for (auto it = bindings.cbegin(); it != bindings.cend(); ++it)
        if (const Result<bool> bound = states.bindHardwareId(it.key(), it.value()); !bound)
            failed(QStringLiteral("The hardware ID of site %1").arg(it.key().value()), bound.error());
    for (const auto &contacts : {signIns, wrongSignIns}) {
        if (contacts.isEmpty())
            continue;
        if (const Result<> written = states.recordContacts(contacts); !written)
            failed(QStringLiteral("What is known of the last contacts"), written.error());
    }
    SiteRefusals told(datafile.connection());
    if (const Result<> written = refusals.isEmpty() ? Result<>() : told.note(refusals); !written)
        failed(QStringLiteral("What sites were refused for"), written.error());
    writeCalls(datafile, calls, std::move(noted));
    writeProved(datafile);
    writeApps(datafile);
    writeMisfits(datafile);
    const std::lock_guard lock(m_mutex);
    for (auto it = bindings.cbegin(); it != bindings.cend(); ++it)
        m_bindings.remove(it.key());
}

void ContactBook::writeProved(Datafile &datafile)
{
    QHash<SyncId, Proved> proved;
    {
        const std::lock_guard lock(m_mutex);
        proved.swap(m_proved);
    }
    for (auto it = proved.cbegin(); it != proved.cend(); ++it) {
        const Result<> written = datafile.peerStates().setPasswordDigest(it.key(), it->slowHash, it->digest);
        if (!written)
            failed(QStringLiteral("What a password is known by"), written.error());
    }
}

void ContactBook::writeApps(Datafile &datafile)
{
    QHash<SyncId, SiteApp> apps;
    {
        const std::lock_guard lock(m_mutex);
        apps.swap(m_apps);
    }
    for (auto it = apps.cbegin(); it != apps.cend(); ++it)
        if (const Result<> written = datafile.peerStates().noteApp(it.key(), *it); !written)
            failed(QStringLiteral("What site %1 runs").arg(it.key().value()), written.error());
}

void ContactBook::noteMisfit(SyncId site, const std::optional<SitePositions::Misfit> &misfit)
{
    std::unique_lock lock(m_mutex);
    m_misfits.insert(site, misfit);
    m_wake.notify_all();
    m_written.wait_for(lock, bindingPatience, [&] { return !m_misfits.contains(site); });
}

void ContactBook::writeMisfits(Datafile &datafile)
{
    QHash<SyncId, std::optional<SitePositions::Misfit>> misfits;
    {
        const std::lock_guard lock(m_mutex);
        misfits = m_misfits;
    }
    for (auto it = misfits.cbegin(); it != misfits.cend(); ++it) {
        const Result<> written = datafile.connection().transact([&]() -> Result<> {
            SitePositions positions(datafile.connection());
            const auto before = positions.misfit(it.key());
            if (!before)
                return failure(before.error());
            if (const Result<> set = positions.setMisfit(it.key(), *it); !set)
                return set;
            const bool isNews = *it && (!*before || (*before)->error.code != (*it)->error.code);
            return isNews ? noteInLog(datafile, it.key(), (*it)->error) : Result<>();
        });
        if (!written)
            failed(QStringLiteral("How the positions of site %1 fit").arg(it.key().value()), written.error());
        const std::lock_guard lock(m_mutex);
        if (m_misfits.value(it.key()) == *it) // nothing newer has come meanwhile
            m_misfits.remove(it.key());
    }
}

/// What is wrong with the datafile is said once, elsewhere.
void ContactBook::failed(const QString &what, const Error &error) const
{
    if (m_trouble && isDatafileFault(error.code))
        return m_trouble->failed(error);
    qCWarning(serverLog, "%s could not be recorded: %s", qPrintable(what), qPrintable(describe(error)));
}

void ContactBook::writeCalls(Datafile &datafile, const QHash<Network, Call> &calls, QList<Noted> noted)
{
    for (auto call = calls.cbegin(); call != calls.cend(); ++call) {
        const auto &[site, network] = call.key();
        const Result<bool> isNew = datafile.peerStates().noteNetwork(site, network, call->when);
        if (!isNew) {
            failed(QStringLiteral("The network of site %1").arg(site.value()), isNew.error());
            const std::lock_guard lock(m_mutex);
            m_calls.insert(call.key(), *call);
        } else if (*isNew && call->isBound && !isOmsCentralAt(datafile, network))
            noted.append({call->when, QStringLiteral("site-new-address"), site, call->address, call->app});
    }
    for (const Noted &note : std::as_const(noted)) {
        QJsonObject details {{QStringLiteral("address"), note.address.toString()}};
        if (note.site.value() != 0)
            details.insert(QStringLiteral("syncId"), note.site.value());
        if (!note.userName.isEmpty())
            details.insert(QStringLiteral("userName"), note.userName);
        if (!note.result.isEmpty())
            details.insert(QStringLiteral("result"), note.result);
        if (note.times > 1)
            details.insert(QStringLiteral("times"), note.times);
        if (note.app.isKnown()) {
            details.insert(QStringLiteral("app"), note.app.name);
            details.insert(QStringLiteral("appVersion"), note.app.version);
        }
        if (const Result<> written = datafile.log().addContact(note.what, details); !written) {
            failed(QStringLiteral("A contact in the log"), written.error());
            const std::lock_guard lock(m_mutex);
            m_noted.append(note);
        }
    }
}

} // namespace mailboat

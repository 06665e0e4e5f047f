// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The part of ContactBook that writes, in its own thread, what has been gathered.
#include "core/domain/datafilefault.h"
#include "core/server/contactbook.h"
#include "core/server/log.h"
#include "core/store/datafiletrouble.h"
#include "core/store/siterefusals.h"
#include "core/store/synclog.h"

#include <utility>

namespace mailboat {

namespace {

constexpr std::chrono::milliseconds writePeriod {1000};
constexpr qsizetype mostAtOnce = 500; // sites

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

void ContactBook::run(const Opener &open)
{
    const Result<std::unique_ptr<Datafile>> datafile = open();
    std::unique_lock lock(m_mutex);
    m_opened = datafile ? Result<>() : failure(datafile.error());
    m_written.notify_all();
    if (!datafile)
        return;
    bool isLast = false;
    auto whole = std::chrono::steady_clock::now(); // when all was last written
    while (!isLast) {
        m_wake.wait_for(
            lock, writePeriod, [this] { return m_stopping || !m_bindings.isEmpty() || !m_misfits.isEmpty(); });
        isLast = m_stopping;
        const auto now = std::chrono::steady_clock::now();
        const bool all = isLast || now - whole >= SiteNotes::heldFor;
        if (all)
            whole = now;
        if (all ? !hasAny() : !hasUrgent())
            continue;
        lock.unlock();
        write(**datafile, all);
        lock.lock();
        m_written.notify_all();
    }
}

bool ContactBook::hasUrgent() const
{
    return m_sites.isUrgent() || !m_bindings.isEmpty() || !m_noted.isEmpty() || !m_calls.isEmpty()
        || !m_proved.isEmpty() || !m_apps.isEmpty() || !m_misfits.isEmpty();
}

bool ContactBook::hasAny() const
{
    return m_sites.hasAny() || hasUrgent();
}

/// What could not be written of times and digests is lost but for a line in the log: nobody's data hang on it. Networks, and what an
/// administrator should hear of, are written at the next time.
void ContactBook::write(Datafile &datafile, bool all)
{
    QHash<SyncId, QString> bindings;
    QHash<Network, Call> calls;
    QList<Noted> noted;
    {
        const std::lock_guard lock(m_mutex);
        calls.swap(m_calls);
        noted.swap(m_noted);
        bindings = m_bindings;
    }
    PeerStates &states = datafile.peerStates();
    for (auto it = bindings.cbegin(); it != bindings.cend(); ++it)
        if (const Result<bool> bound = states.bindHardwareId(it.key(), it.value()); !bound)
            failed(QStringLiteral("The hardware ID of site %1").arg(it.key().value()), bound.error());
    writeSites(datafile, all);
    writeCalls(datafile, calls, std::move(noted));
    writeProved(datafile);
    writeApps(datafile);
    writeMisfits(datafile);
    const std::lock_guard lock(m_mutex);
    for (auto it = bindings.cbegin(); it != bindings.cend(); ++it)
        m_bindings.remove(it.key());
}

/// Some hundred sites in a transaction, which nobody has to wait for long. What is noted meanwhile comes next time, or on a busy
/// primary this would not end.
void ContactBook::writeSites(Datafile &datafile, bool all)
{
    QList<SyncId> due;
    {
        const std::lock_guard lock(m_mutex);
        due = m_sites.due(all);
    }
    for (qsizetype at = 0; at < due.size(); at += mostAtOnce) {
        SiteNotes::Batch batch;
        {
            const std::lock_guard lock(m_mutex);
            batch = m_sites.take(due.mid(at, mostAtOnce));
        }
        writeSites(datafile, batch);
    }
}

void ContactBook::writeSites(Datafile &datafile, const SiteNotes::Batch &batch) const
{
    const Result<> written = datafile.connection().transact([&]() -> Result<> {
        for (const SiteNotes::Contact &contact : batch.contacts) {
            const Noted line {contact.when, QStringLiteral("site-contact"), contact.site, contact.address, contact.app,
                contact.times, {}, QStringLiteral("ok")};
            if (const Result<> added = datafile.log().addContact(line.what, detailsOf(line), line.when); !added)
                return added;
        }
        PeerStates &states = datafile.peerStates();
        return states.recordContacts(batch.signIns)
            .and_then([&] { return states.recordContacts(batch.wrongSignIns); })
            .and_then([&] { return SiteRefusals(datafile.connection()).note(batch.refusals); })
            .and_then([&] { return SiteContacts(datafile.connection()).record(batch.changes); });
    });
    if (!written)
        failed(QStringLiteral("What is known of the last contacts"), written.error());
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
            if (!*it)
                return positions.settle(it.key());
            const auto before = positions.misfit(it.key());
            if (!before)
                return failure(before.error());
            const bool isNews = !*before || (*before)->error.code != (*it)->error.code;
            SitePositions::Misfit misfit = **it;
            misfit.since = isNews ? datafile.clock().utcNow() : (*before)->since;
            if (const Result<> set = positions.setMisfit(it.key(), misfit); !set)
                return set;
            return isNews ? noteInLog(datafile, it.key(), misfit.error) : Result<>();
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

QJsonObject ContactBook::detailsOf(const Noted &note)
{
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
    return details;
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
        if (const Result<> written = datafile.log().addContact(note.what, detailsOf(note)); !written) {
            failed(QStringLiteral("A contact in the log"), written.error());
            const std::lock_guard lock(m_mutex);
            m_noted.append(note);
        }
    }
}

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/contactbook.h"

#include "core/server/log.h"

namespace mailboat {

namespace {

constexpr std::chrono::milliseconds writePeriod {1000};
constexpr std::chrono::milliseconds bindingPatience {250};

} // namespace

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

void ContactBook::signedIn(SyncId site, const QDateTime &now)
{
    const std::lock_guard lock(m_mutex);
    m_signIns[site] = {now, -1};
    m_wrongSignIns.remove(site);
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
        m_wake.wait_for(lock, writePeriod, [this] { return m_stopping || !m_bindings.isEmpty(); });
        isLast = m_stopping;
        if (m_signIns.isEmpty() && m_wrongSignIns.isEmpty() && m_bindings.isEmpty())
            continue;
        lock.unlock();
        write(**datafile);
        lock.lock();
        m_written.notify_all();
    }
}

/// What could not be written is lost but for a line in the log: nobody's data hang on it.
void ContactBook::write(Datafile &datafile)
{
    QHash<SyncId, PeerStates::Contact> signIns;
    QHash<SyncId, PeerStates::Contact> wrongSignIns;
    QHash<SyncId, QString> bindings;
    {
        const std::lock_guard lock(m_mutex);
        signIns.swap(m_signIns);
        wrongSignIns.swap(m_wrongSignIns);
        bindings = m_bindings;
    }
    PeerStates &states = datafile.peerStates();
    for (auto it = bindings.cbegin(); it != bindings.cend(); ++it)
        if (const Result<bool> bound = states.bindHardwareId(it.key(), it.value()); !bound)
            qCWarning(serverLog, "The hardware ID of site %d could not be recorded: %s", it.key().value(),
                qPrintable(describe(bound.error())));
    for (const auto &contacts : {signIns, wrongSignIns}) {
        if (contacts.isEmpty())
            continue;
        if (const Result<> written = states.recordContacts(contacts); !written)
            qCWarning(serverLog, "The last contacts could not be recorded: %s", qPrintable(describe(written.error())));
    }
    const std::lock_guard lock(m_mutex);
    for (auto it = bindings.cbegin(); it != bindings.cend(); ++it)
        m_bindings.remove(it.key());
}

} // namespace mailboat

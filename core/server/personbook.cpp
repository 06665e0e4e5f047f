// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/personbook.h"

#include "core/domain/datafilefault.h"
#include "core/server/log.h"
#include "core/sql/connection.h"
#include "core/store/datafiletrouble.h"
#include "core/store/synclog.h"

namespace mailboat {

namespace {

constexpr std::chrono::milliseconds personWritePeriod {1000};
constexpr std::chrono::hours samePause {1};
constexpr qsizetype mostPlaces
    = 10'000; ///< noted in one period; beyond that whoever guesses is slowed down from memory alone

} // namespace

PersonBook::PersonBook(DatafileTrouble *trouble)
    : m_trouble(trouble)
{
}

PersonBook::~PersonBook()
{
    stop();
}

Result<> PersonBook::start(const ContactBook::Opener &open)
{
    m_thread = std::thread([this, open] { run(open); });
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_opened.has_value(); });
    return *m_opened;
}

void PersonBook::stop()
{
    if (!m_thread.joinable())
        return;
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
        m_changed.notify_all();
    }
    m_thread.join();
}

void PersonBook::tried(qint64 person, const AppUserTable::Tries &tries)
{
    const std::lock_guard lock(m_mutex);
    if (m_work.tries.size() < mostPlaces)
        m_work.tries.insert({person, tries.network}, tries);
}

void PersonBook::right(qint64 person, const QByteArray &network)
{
    const std::lock_guard lock(m_mutex);
    m_work.tries.insert({person, network}, std::nullopt);
}

void PersonBook::proved(qint64 person, const AppUserTable::Password &password)
{
    const std::lock_guard lock(m_mutex);
    m_work.proved.insert(person, password);
}

void PersonBook::paused(const AppUser &person, const QDateTime &now, const QHostAddress &address)
{
    const std::lock_guard lock(m_mutex);
    QDateTime &last = m_lastPaused[person.number];
    if (last.isValid() && last.secsTo(now) < std::chrono::seconds(samePause).count())
        return;
    last = now;
    m_work.paused.append({{QStringLiteral("userName"), person.name}, {QStringLiteral("address"), address.toString()}});
}

void PersonBook::run(const ContactBook::Opener &open)
{
    const Result<std::unique_ptr<Datafile>> datafile = open();
    std::unique_lock lock(m_mutex);
    m_opened = datafile ? Result<>() : failure(datafile.error());
    m_changed.notify_all();
    bool isLast = !datafile;
    while (!isLast) {
        m_changed.wait_for(lock, personWritePeriod, [this] { return m_stopping; });
        isLast = m_stopping;
        const Work work = std::exchange(m_work, {});
        if (work.isEmpty())
            continue;
        lock.unlock();
        // What could not be kept is remembered in memory; what is wrong with the datafile is said once, elsewhere.
        if (const Result<> written = write(**datafile, work); !written) {
            if (m_trouble && isDatafileFault(written.error().code))
                m_trouble->failed(written.error());
            else
                qCWarning(
                    serverLog, "What people have tried could not be kept: %s", qPrintable(describe(written.error())));
        }
        lock.lock();
    }
}

Result<> PersonBook::write(Datafile &datafile, const Work &work) const
{
    AppUserTable &users = datafile.appUsers();
    return datafile.connection().transact([&]() -> Result<> {
        for (auto place = work.tries.cbegin(); place != work.tries.cend(); ++place) {
            const auto &[person, network] = place.key();
            const Result<> kept = *place ? users.noteTries(person, **place) : users.forgetTries(person, network);
            if (!kept)
                return kept;
        }
        for (auto proved = work.proved.cbegin(); proved != work.proved.cend(); ++proved)
            if (const Result<> kept = users.setPasswordDigest(proved.key(), proved->hash, proved->digest); !kept)
                return kept;
        for (const QJsonObject &details : work.paused)
            if (const Result<> noted = datafile.log().addContact(QStringLiteral("person-wrong-passwords"), details);
                !noted)
                return noted;
        return {};
    });
}

} // namespace mailboat

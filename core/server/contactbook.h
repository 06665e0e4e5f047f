// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/datafile.h"
#include "core/store/peerstates.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace mailboat {

/// Who came when, who signed in wrong, and which machine a site came from at first: gathered here, and written by a thread of
/// its own about every second and at the end, so that an answer never waits for the datafile's one writer. Any thread.
class ContactBook
{
public:
    using Opener = std::function<Result<std::unique_ptr<Datafile>>()>;
    ContactBook() = default;
    ~ContactBook();
    Q_DISABLE_COPY_MOVE(ContactBook)
    Result<> start(const Opener &open);
    void stop(); ///< writes what is left

    void signedIn(SyncId site, const QDateTime &now);
    void signedInWrong(SyncId site);
    /// The machine that site is bound to, given what the datafile says; empty: none yet.
    QString hardwareId(SyncId site, const QString &recorded) const;
    /// Binds a site that has no machine yet. Waits a moment for it to be written, not longer: this may be the reception.
    /// False where another machine was first.
    bool bind(SyncId site, const QString &hardwareId);

private:
    void run(const Opener &open);
    void write(Datafile &datafile);

    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::condition_variable m_written;
    QHash<SyncId, PeerStates::Contact> m_signIns;
    QHash<SyncId, PeerStates::Contact> m_wrongSignIns; ///< after those
    QHash<SyncId, QString> m_bindings; ///< not written yet
    std::optional<Result<>> m_opened;
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace mailboat

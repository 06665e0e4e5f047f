// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/server/contactbook.h"
#include "core/store/appusertable.h"

namespace mailboat {

/// What is to be kept of people's sign-ins: wrong ones, passwords that have proved right. Written by a thread of its own about
/// every second and at the end, as ContactBook does: no answer waits for the datafile's one writer. Any thread.
class PersonBook
{
public:
    explicit PersonBook(DatafileTrouble *trouble);
    ~PersonBook();
    Q_DISABLE_COPY_MOVE(PersonBook)
    Result<> start(const ContactBook::Opener &open);
    void stop(); ///< writes what is left

    void tried(qint64 person, const AppUserTable::Tries &tries); ///< in place of what was noted from there before
    void right(qint64 person, const QByteArray &network); ///< nothing is to be kept of there any more
    /// The digest of a password that has proved right by its slow hash.
    void proved(qint64 person, const AppUserTable::Password &password);
    /// Into the log, of one person once an hour: so many wrong ones that there are pauses.
    void paused(const AppUser &person, const QDateTime &now, const QHostAddress &address);

private:
    using Place = std::pair<qint64, QByteArray>;
    struct Work {
        QHash<Place, std::optional<AppUserTable::Tries>> tries {}; ///< nothing: forget them
        QHash<qint64, AppUserTable::Password> proved {};
        QList<QJsonObject> paused {};
        bool isEmpty() const { return tries.isEmpty() && proved.isEmpty() && paused.isEmpty(); }
    };
    void run(const ContactBook::Opener &open);
    Result<> write(Datafile &datafile, const Work &work) const;

    DatafileTrouble *const m_trouble;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    Work m_work;
    QHash<qint64, QDateTime> m_lastPaused;
    std::optional<Result<>> m_opened {};
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace mailboat

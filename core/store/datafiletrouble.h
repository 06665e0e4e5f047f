// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/clock.h"
#include "core/domain/error.h"
#include "core/sql/address.h"

#include <QList>

#include <atomic>
#include <chrono>
#include <map>
#include <mutex>
#include <optional>

namespace mailboat {

class EngineLock;
class SyncLog;

/// What keeps an engine from using its datafile: the disk is full, read-only, broken. It can be written nowhere, so it is kept
/// in memory, shown to other processes by way of the engine lock, and goes into the log as soon as that can be written. It
/// stands until something has been stored again, or until looking shows that it could be. Any thread, but for look().
class DatafileTrouble final
{
public:
    /// `lock` and `clock` outlive it.
    DatafileTrouble(DatafileAddress datafile, EngineLock &lock, const Clock &clock);
    ~DatafileTrouble() = default;
    Q_DISABLE_COPY_MOVE(DatafileTrouble)

    /// Something could not be done because of this; what is no isDatafileFault() is left alone. `bytes`: how much there was
    /// to store.
    void failed(const Error &error, qint64 bytes = 0);
    /// A change of records was stored. Of a disk that is broken that is no proof until nothing has failed for a while.
    void stored();

    struct News {
        QDateTime when;
        std::optional<Error> error; ///< empty: it is over
    };
    /// Writes what the log lacks, and finds out from time to time whether what stands is over. Returns what has come since
    /// the last time: what comes and goes again and again is told once in ten minutes.
    QList<News> look(SyncLog &log);

private:
    struct Standing {
        Error error;
        QDateTime since;
        bool isTold = false;
    };
    void begin(const Error &error);
    void tellIfDue();
    void end();
    bool isCalm() const;
    bool writeLog(SyncLog &log);
    bool endIfOver(SyncLog &log);
    bool mayBeOver(ErrorCode code, qint64 needed) const;

    const DatafileAddress m_datafile;
    EngineLock &m_lock;
    const Clock &m_clock;
    std::atomic<bool> m_stands = false;
    std::mutex m_mutex; ///< of all that follows
    std::optional<Standing> m_standing;
    std::chrono::milliseconds m_lastFailure {};
    qint64 m_needed = 0; ///< bytes, the most that could not be stored
    std::map<ErrorCode, std::chrono::milliseconds> m_lastTold;
    QList<News> m_news; ///< for look()
    QList<News> m_unwritten; ///< for the log
    std::optional<std::chrono::milliseconds> m_lastTry;
};

} // namespace mailboat

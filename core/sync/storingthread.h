// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/clock.h"
#include "core/domain/nameless.h"
#include "core/domain/syncstatus.h"
#include "core/http/gate.h"
#include "core/sql/address.h"

#include <QCoroTask>
#include <QObject>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <variant>

namespace mailboat {

class Datafile;

/// A batch of the change log that is to be stored.
struct PulledLog {
    QList<LoggedRecord> records;
    qint64 cursor = 0; ///< that it was asked for with
    qint64 next = 0;
    NamelessRecords nameless {}; ///< further ones
    qint64 wire = 0; ///< bytes that have gone by since the batch before

    qint64 count() const { return records.size() + nameless.records; }
};

/// A batch of the queue that is to be stored.
struct PulledQueue {
    QList<QueuedRecord> records;
    QList<QByteArray> acknowledged {}; ///< of batches stored before, which the primary has heard of
    NamelessRecords nameless {}; ///< further ones
    qint64 wire = 0; ///< bytes that have gone by since the batch before
    qint64 left = 0; ///< records that are to come after this batch

    qint64 count() const { return records.size() + nameless.records; }
};

/// Where pulled batches are stored, in the order in which they were given: a thread with a connection of its own, so that the next
/// batch can be asked for meanwhile. What is given while a transaction is under way is the next transaction, together, however
/// many batches it is; one waits a moment for others where it is small and nobody waits for it. The connection is opened for the
/// first of them. After a failure nothing more is stored. Lives in the thread of the cycle, which awaits it.
class StoringThread final
{
public:
    /// `isFirst`: the site's first load, whose figures are kept (LoadFigures); what has landed is merged into the records in between,
    /// by the thousand.
    StoringThread(DatafileAddress datafile, const Clock &clock, bool isFirst);
    ~StoringThread(); ///< waits for the transaction in hand; what has not begun is dropped
    Q_DISABLE_COPY_MOVE(StoringThread)

    /// The batches of the log come before those of the queue; in between all is stored.
    void store(PulledLog batch);
    void store(PulledQueue batch);
    /// For other processes, with the next transaction, whose records then count as done.
    void show(const Progress &progress);

    /// Waits until a further batch may be given: until one waits at most, or few bytes. The error is that of storing.
    QCoro::Task<Result<>> room();
    QCoro::Task<Result<>> allStored(); ///< and merged, as far as it is merged in between
    struct Stored {
        qint64 records = 0;
        qint64 quarantined = 0;
    };
    Stored take(); ///< what has been committed since this was last asked
    int queueBatches() const { return m_queueBatches; } ///< committed so far

private:
    struct Work {
        std::variant<PulledLog, PulledQueue> batch {};
        int batches = 0;
        qint64 records = 0;
        qint64 bytes = 0;
    };
    /// What the thread has done.
    struct News {
        int batches = 0; ///< committed
        int queueBatches = 0; ///< of these
        Stored stored {};
        qint64 bytes = 0; ///< that do not wait any more
        int finished = 0; ///< batches after which nothing is left to do
    };
    void hand(Work work);
    void start();
    void run();
    Result<> runUntilEnd();
    std::optional<std::pair<Work, std::optional<Progress>>> next();
    void tell(const Result<News> &news);
    void hear(const Result<News> &news);
    QCoro::Task<> untilNews();
    void setAwaited(bool isAwaited);

    const DatafileAddress m_address;
    const Clock &m_clock;
    const bool m_isFirst;
    QObject m_context; ///< what the thread has to tell is heard in its thread

    Stored m_stored {}; ///< what follows belongs to the cycle's thread
    int m_batches = 0;
    int m_queueBatches = 0;
    int m_batchesFinished = 0;
    int m_batchesGiven = 0;
    qint64 m_bytesWaiting = 0;
    std::optional<Error> m_failure {};
    std::shared_ptr<Gate> m_gate {}; ///< where the cycle waits for news

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::optional<Work> m_next {};
    std::optional<Progress> m_progress {};
    bool m_isAwaited = false; ///< somebody waits until all is stored
    bool m_isEnding = false;
    std::thread m_thread; ///< from the first batch on
};

} // namespace mailboat

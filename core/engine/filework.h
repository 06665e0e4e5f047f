// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"
#include "core/sql/connection.h"

#include <QObject>

#include <atomic>
#include <functional>
#include <thread>

namespace mailboat {

/// A window's work on whole files, such as a backup: in a thread of its own, one at a time, with progress, until it is given up.
/// Belongs to the window's thread and answers there.
class FileWork final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FileWork)
public:
    explicit FileWork(QObject *parent = nullptr);
    /// Gives up what is under way and waits for that; nothing is answered any more. What listens goes after this object.
    ~FileWork() override;

    /// What the work tells, and heeds.
    struct Course {
        Connection::CopyProgress progress;
        const std::atomic<bool> &isCancelled;
    };
    /// Only where nothing is under way.
    template<class T>
    void start(std::function<Result<T>(const Course &)> work, std::function<void(const Result<T> &)> answer)
    {
        begin([this, work = std::move(work), answer = std::move(answer)]() -> Answered {
            return [result = work(course()), answer] { answer(result); };
        });
    }
    void cancel();
    bool isRunning() const { return m_thread.joinable(); }

signals:
    void progressed(qint64 done, qint64 total); ///< at most ten times a second

private:
    using Answered = std::function<void()>;
    void begin(std::function<Answered()> work);
    Course course();

    std::atomic<bool> m_isCancelled {false};
    std::thread m_thread {}; ///< joinable while something is under way
};

} // namespace mailboat

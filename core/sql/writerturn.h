// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>

namespace mailboat {

/// Whose turn it is to write, among connections of this process that share this: in the order in which they asked. SQLite by
/// itself gives its one writer to whoever asks when it is free, and lets the others look again every tenth of a second: who
/// writes again and again keeps them out. Any thread.
class WriterTurn
{
public:
    /// A turn; it ends with this.
    class Held
    {
    public:
        explicit Held(WriterTurn &turn);
        Held(Held &&other) noexcept;
        Held &operator=(Held &&) = delete;
        Held(const Held &) = delete;
        Held &operator=(const Held &) = delete;
        ~Held();

    private:
        WriterTurn *m_turn;
    };

    WriterTurn() = default;
    Q_DISABLE_COPY_MOVE(WriterTurn)
    /// Waits for those who have asked before; nothing where that takes longer than `patience`.
    std::optional<Held> wait(std::chrono::milliseconds patience);
    std::size_t waiting() const; ///< how many wait

private:
    void give();

    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<quint64> m_waiting; ///< in their order
    quint64 m_next = 0;
    bool m_isHeld = false;
};

} // namespace mailboat

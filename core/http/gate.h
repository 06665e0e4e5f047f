// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#ifndef Q_MOC_RUN // moc cannot read <concepts>
#include <coroutine>
#endif

namespace mailboat {

/// What one coroutine waits at until something opens it. It goes on from the event loop of the thread that opened the
/// gate, never from inside a signal: so it may destroy whatever sent that signal.
class Gate final
{
public:
    Gate() = default;
    Q_DISABLE_COPY_MOVE(Gate)

    void open(); ///< opening it again changes nothing
    bool isOpen() const { return m_isOpen; }

    struct Awaiter {
        Gate &gate;
        bool await_ready() const noexcept { return gate.m_isOpen; }
        void await_suspend(std::coroutine_handle<> waiter) const noexcept { gate.m_waiter = waiter; }
        void await_resume() const noexcept {}
    };
    Awaiter operator co_await() noexcept { return {*this}; }

private:
    bool m_isOpen = false;
    std::coroutine_handle<> m_waiter {};
};

} // namespace mailboat

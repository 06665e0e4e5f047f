// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <memory>

namespace mailboat::test {

/// The least that a primary's answers can cost: libmicrohttpd with the primary's own settings (epoll, one thread, suspended
/// connections allowed), which says the same to everybody.
class BareServer final
{
public:
    explicit BareServer(QByteArray answer);
    ~BareServer();
    Q_DISABLE_COPY_MOVE(BareServer)

    quint16 port() const;
    /// Seconds of processor time of its thread, once it has answered.
    double processorTime() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace mailboat::test

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QThread>
#include <QUrl>

#include <chrono>

namespace mailboat::test {

/// A poor line in user space: a TCP proxy on 127.0.0.1, in a thread of its own. The rate is shared by all connections of a
/// direction, every byte is late by half a round trip, a connection's first bytes wait for its handshake, and a lost piece
/// holds its connection up by one round trip more. There is no slow start: read its times as a lower bound.
class SlowLine final
{
public:
    struct Options {
        double bytesPerSecond = 128.0 * 1000 / 8; ///< each way
        std::chrono::milliseconds roundTrip {600};
        double loss = 0.02; ///< of the pieces, each way
        qint64 queue = 32 * 1024; ///< bytes that may wait, each way
        quint32 seed = 1;
        bool hidesExtension = false; ///< the primary does not hear that a Mailboat asks: it speaks plain v5
    };
    SlowLine(quint16 upstream, const Options &options);
    ~SlowLine();
    Q_DISABLE_COPY_MOVE(SlowLine)
    const QUrl &url() const { return m_url; }

private:
    class Worker;
    QThread m_thread;
    Worker *m_worker; ///< lives, and ends, in the thread
    QUrl m_url;
};

} // namespace mailboat::test

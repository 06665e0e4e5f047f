// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/server/connectionplaces.h"
#include "core/server/httphandler.h"
#include "core/server/listeneroptions.h"
#include "core/server/memoryaccount.h"

#include <microhttpd.h>

#include <atomic>
#include <condition_variable>
#include <mutex>

namespace mailboat {

/// What all connections of a listener share; a part of HttpListener. Any thread.
class ListenerState
{
public:
    ListenerState(ListenerOptions theOptions, HttpHandler &theHandler, const Clock &clock);
    const ListenerOptions options;
    HttpHandler &handler;
    ConnectionPlaces places;
    std::atomic<bool> closing {false};
    MemoryAccount memory;

    void handedOver(); ///< a connection was suspended
    void handedBack(); ///< and resumed
    void answerBegun();
    void answerEnded();
    int inHand() const;
    /// Until nothing is in hand, and then as long as `patience` for answers to leave.
    void waitUntilAnswered(std::chrono::milliseconds patience);

    void noteLog(const QString &line);
    QString lastLog() const;

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    int m_inHand = 0;
    int m_answering = 0;
    QString m_lastLog;
};

} // namespace mailboat

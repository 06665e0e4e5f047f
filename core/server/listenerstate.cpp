// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/listenerstate.h"

#include "core/server/log.h"

#include <QCoreApplication>

#include <algorithm>

namespace mailboat {

namespace {

constexpr int bodiesInMemory = 12; // so that a site may send two at once, and one can be read: MemoryAccount's shares

} // namespace

Error stoppingError()
{
    return {ErrorCode::ServerFull,
        {{QStringLiteral("why"), QCoreApplication::translate("mailboat", "it is being stopped")}}};
}

ListenerState::ListenerState(ListenerOptions theOptions, HttpHandler &theHandler, const Clock &clock)
    : options(std::move(theOptions))
    , handler(theHandler)
    , places(options, clock)
    , memory(std::max(options.memory, options.maxBody * bodiesInMemory))
{
}

void ListenerState::handedOver()
{
    const std::lock_guard lock(m_mutex);
    ++m_inHand;
}

void ListenerState::handedBack()
{
    const std::lock_guard lock(m_mutex);
    --m_inHand;
    m_changed.notify_all();
}

void ListenerState::answerBegun()
{
    const std::lock_guard lock(m_mutex);
    ++m_answering;
}

void ListenerState::answerEnded()
{
    const std::lock_guard lock(m_mutex);
    --m_answering;
    m_changed.notify_all();
}

int ListenerState::inHand() const
{
    const std::lock_guard lock(m_mutex);
    return m_inHand;
}

void ListenerState::waitUntilAnswered(std::chrono::milliseconds patience)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_inHand == 0; }); // a suspended connection must not be closed
    m_changed.wait_for(lock, patience, [this] { return m_answering == 0; });
}

void ListenerState::noteLog(const QString &line)
{
    qCDebug(serverLog, "libmicrohttpd: %s", qPrintable(line));
    const std::lock_guard lock(m_mutex);
    m_lastLog = line;
}

QString ListenerState::lastLog() const
{
    const std::lock_guard lock(m_mutex);
    return m_lastLog;
}

} // namespace mailboat

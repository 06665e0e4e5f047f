// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/backoff.h"
#include "core/sync/synccycle_state.h"

namespace mailboat {

template<class T>
QCoro::Task<Result<T>> SyncCycle::repeated(std::function<QCoro::Task<Result<T>>()> call, bool (*isFinal)(ErrorCode))
{
    const auto self = shared_from_this();
    for (int attempt = 1;; ++attempt) {
        if (m_state->cancelled || m_state->outOfPatience || m_state->dropsAhead)
            co_return failure(ErrorCode::Cancelled);
        m_state->bytesOfRequest = 0;
        m_state->job.ask();
        Result<T> result = co_await call();
        if (result) {
            m_state->lastFailure.reset();
            co_return result;
        }
        if (result.error().code != ErrorCode::Cancelled)
            m_state->lastFailure = result.error();
        if (result.error().code == ErrorCode::ConnectionLost || result.error().code == ErrorCode::AnswerTimeout)
            m_state->batch().broke();
        const std::chrono::seconds retryAfter {result.error().values.value(QStringLiteral("retryAfter")).toLongLong()};
        const bool again = attempt < attemptsPerRequest && isWorthRepeating(result.error().code)
            && !(isFinal && isFinal(result.error().code)) && retryAfter <= longestPauseInCycle && !isStopped()
            && !m_state->dropsAhead;
        if (!again)
            co_return result;
        co_await m_state->sleep.pause(pauseBefore(attempt + 1, retryAfter, m_state->random));
    }
}

} // namespace mailboat

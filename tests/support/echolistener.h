// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/server/httplistener.h"
#include "tests/support/fakeclock.h"

#include <atomic>
#include <deque>
#include <functional>
#include <mutex>
#include <semaphore>

namespace mailboat::test {

/// Answers with what came. Refuses /refused by its head, and /stranger once it is asked; takes whoever asks for /signed for a site
/// that has signed in; keeps requests to /wait until it is told to go on.
class Echo final : public HttpHandler
{
public:
    std::optional<ServerAnswer> look(const ServerRequest &head) override;
    ServerAnswer refusal(const ServerRequest &request, const Error &error) const override;
    void ask(PendingRequest &request) override;
    void take(PendingRequest &request) override;
    void goOn();

    std::counting_semaphore<> waiting {0};
    std::atomic<int> looked {0};
    std::atomic<int> asked {0};
    std::atomic<int> taken {0};

private:
    std::mutex m_mutex;
    std::deque<PendingRequest *> m_waiting;
};

/// A listener on a free port, with Echo behind it and time that a test turns.
class EchoListener
{
public:
    static constexpr qint64 maxBody = 200000;
    explicit EchoListener(const std::function<void(HttpListener::Options &)> &change = {});
    ~EchoListener();
    Q_DISABLE_COPY_MOVE(EchoListener)

    FakeClock clock;
    Echo echo;
    HttpListener listener;
    quint16 port = 0;
    Result<> started;
};

} // namespace mailboat::test

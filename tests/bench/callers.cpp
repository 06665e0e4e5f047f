// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/callers.h"

#include <atomic>
#include <chrono>
#include <exception>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

namespace mailboat::test {

namespace {

using Moment = std::chrono::steady_clock::time_point;

double secondsSince(Moment begun)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

void askFor(BareLine &line, const QByteArray &request)
{
    constexpr int hundred = 100;
    if (const int status = line.ask(request); status / hundred != 2)
        throw std::runtime_error(line.answer().left(1000).toStdString());
}

} // namespace

void Callers::inThreads(const std::function<void(int caller)> &work) const
{
    std::mutex mutex;
    std::exception_ptr failed;
    std::vector<std::thread> threads;
    threads.reserve(static_cast<size_t>(m_options.atOnce));
    for (int caller = 0; caller < m_options.atOnce; ++caller)
        threads.emplace_back([&, caller] {
            try {
                work(caller);
            } catch (const std::exception &) {
                const std::lock_guard lock(mutex);
                failed = std::current_exception();
            }
        });
    for (std::thread &thread : threads)
        thread.join();
    if (failed)
        std::rethrow_exception(failed);
}

Callers::Cost Callers::cycles(int count, const std::function<QList<QByteArray>(int)> &requestsOf) const
{
    Cost cost;
    cost.cycles.resize(count);
    double *const each = cost.cycles.data();
    std::atomic<int> next = 0;
    const Moment begun = std::chrono::steady_clock::now();
    inThreads([&](int) {
        for (int cycle = next++; cycle < count; cycle = next++) {
            const QList<QByteArray> requests = requestsOf(cycle);
            Moment due = std::chrono::steady_clock::now();
            if (m_options.cyclesASecond > 0) {
                due = begun
                    + std::chrono::duration_cast<std::chrono::nanoseconds>(
                        std::chrono::duration<double>(cycle / m_options.cyclesASecond));
                std::this_thread::sleep_until(due); // the callers' own pace, not a wait for anything
            }
            {
                BareLine line(m_options.port, m_options.kind);
                for (const QByteArray &request : requests)
                    askFor(line, request);
            }
            each[cycle] = secondsSince(due);
        }
    });
    cost.seconds = secondsSince(begun);
    return cost;
}

double Callers::requests(int count, const std::function<QByteArray(int)> &requestOf) const
{
    const Moment begun = std::chrono::steady_clock::now();
    inThreads([&](int caller) {
        BareLine line(m_options.port, m_options.kind);
        const QByteArray request = requestOf(caller);
        for (int asked = caller; asked < count; asked += m_options.atOnce)
            askFor(line, request);
    });
    return secondsSince(begun);
}

} // namespace mailboat::test

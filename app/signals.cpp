// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/signals.h"

#include "app/exitcode.h"
#include "app/terminal.h"

#include <QSocketNotifier>

#include <atomic>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace mailboat {

namespace {

// What a signal handler may touch.
std::atomic<int> scopes {0};
std::atomic<int> firstSignal {0};
int pipeEnds[2] = {-1, -1};
static_assert(std::atomic<int>::is_always_lock_free);

void handle(int signal)
{
    int none = 0;
    const bool isFirst = firstSignal.compare_exchange_strong(none, signal);
    if (scopes.load() == 0 || !isFirst) {
        restoreEcho();
        _exit(signal == SIGINT ? static_cast<int>(ExitStatus::Interrupted) : 128 + signal);
    }
    const char byte = 1;
    [[maybe_unused]] const auto written = write(pipeEnds[1], &byte, 1);
}

} // namespace

Signals::Signals(QObject *parent)
    : QObject(parent)
{
    if (pipe2(pipeEnds, O_CLOEXEC | O_NONBLOCK) != 0)
        qFatal("no pipe for signals");
    struct sigaction action = {};
    action.sa_handler = handle;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN); // a datafile that may not grow is an error of the write, and no end

    auto *notifier = new QSocketNotifier(pipeEnds[0], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this, notifier] {
        notifier->setEnabled(false); // the byte stays for poll()
        pass();
    });
}

Signals::~Signals()
{
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    for (int &end : pipeEnds) {
        close(end);
        end = -1;
    }
}

void Signals::pass()
{
    emit raised(firstSignal.load());
}

int Signals::wasRaised()
{
    return firstSignal.load();
}

int Signals::descriptor()
{
    return pipeEnds[0];
}

Signals::Scope::Scope()
{
    ++scopes;
}

Signals::Scope::~Scope()
{
    --scopes;
}

} // namespace mailboat

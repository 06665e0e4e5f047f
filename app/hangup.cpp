// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/hangup.h"

#include <QSocketNotifier>

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace mailboat {

namespace {

int hangUpPipe[2] = {-1, -1}; // what a signal handler may touch
struct sigaction hangUpBefore {
};

void noteHangUp(int)
{
    const int before = errno;
    const char byte = 1;
    [[maybe_unused]] const auto written = write(hangUpPipe[1], &byte, 1); // full: enough of them wait
    errno = before;
}

} // namespace

HangUp::HangUp(QObject *parent)
    : QObject(parent)
{
    if (pipe2(hangUpPipe, O_CLOEXEC | O_NONBLOCK) != 0)
        qFatal("no pipe for signals");
    auto *notifier = new QSocketNotifier(hangUpPipe[0], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, &HangUp::pass);
    struct sigaction action {
    };
    action.sa_handler = noteHangUp;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    sigaction(SIGHUP, &action, &hangUpBefore);
}

HangUp::~HangUp()
{
    sigaction(SIGHUP, &hangUpBefore, nullptr);
    for (int &end : hangUpPipe) {
        close(end);
        end = -1;
    }
}

void HangUp::pass()
{
    std::array<char, 64> bytes {};
    while (read(hangUpPipe[0], bytes.data(), bytes.size()) > 0) {}
    emit raised();
}

} // namespace mailboat

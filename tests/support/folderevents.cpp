// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/folderevents.h"

#include "tests/support/catch.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QFile>
#include <QSocketNotifier>

#include <array>

#include <sys/inotify.h>
#include <unistd.h>

namespace mailboat::test {

FolderEvents::FolderEvents(const QString &folder)
    : m_descriptor(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK))
{
    REQUIRE(m_descriptor >= 0);
    constexpr auto changes = IN_CREATE | IN_MODIFY | IN_ATTRIB | IN_MOVE | IN_DELETE;
    REQUIRE(::inotify_add_watch(m_descriptor, QFile::encodeName(folder).constData(), changes) >= 0);
}

FolderEvents::~FolderEvents()
{
    ::close(m_descriptor);
}

bool FolderEvents::waitFor(int events, const Child &child)
{
    const QSocketNotifier news(m_descriptor, QSocketNotifier::Read);
    const auto isThere = [&] {
        read();
        return m_seen >= events;
    };
    while (!isThere()) {
        if (!child.isRunning())
            return isThere();
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    return true;
}

/// Each has the length of its name in it.
void FolderEvents::read()
{
    alignas(inotify_event) std::array<char, 64 * 1024> buffer {};
    ssize_t length = 0;
    while ((length = ::read(m_descriptor, buffer.data(), buffer.size())) > 0) {
        for (std::size_t at = 0; at < static_cast<std::size_t>(length);) {
            at += sizeof(inotify_event) + reinterpret_cast<const inotify_event *>(buffer.data() + at)->len;
            ++m_seen;
        }
    }
}

} // namespace mailboat::test

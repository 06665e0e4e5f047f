// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/gate.h"

#include <QAbstractEventDispatcher>

#include <utility>

namespace mailboat {

void Gate::open()
{
    if (m_isOpen)
        return;
    m_isOpen = true;
    if (!m_waiter)
        return;
    // The dispatcher lives as long as the thread's loop, so no object's end can leave the frame hanging.
    QMetaObject::invokeMethod(
        QAbstractEventDispatcher::instance(), [waiter = std::exchange(m_waiter, {})] { waiter.resume(); },
        Qt::QueuedConnection);
}

} // namespace mailboat

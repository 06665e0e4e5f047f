// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How SiteConnection's sources ask their thread.
#pragma once

#include "core/engine/siteconnection.h"
#include "core/engine/siteworker.h"

#include <QPointer>

namespace mailboat {

template<class T>
void SiteConnection::ask(std::function<Result<T>(SiteWorker &)> work, QObject *context, Answer<T> answer)
{
    QMetaObject::invokeMethod(m_worker,
        [this, worker = m_worker, work = std::move(work), guard = QPointer<QObject>(context),
            answer = std::move(answer)] {
            // This object waits for the thread before it goes; what is posted to it then is dropped.
            QMetaObject::invokeMethod(this, [result = work(*worker), guard, answer] {
                if (guard)
                    answer(result);
            });
        });
}

} // namespace mailboat

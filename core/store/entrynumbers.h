// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace mailboat {

/// The numbers of the queue's or the outbox's entries that syncOutIds name; what is no number has never been handed out.
inline QList<qint64> entryNumbers(const QList<QByteArray> &syncOutIds)
{
    QList<qint64> numbers;
    for (const QByteArray &id : syncOutIds) {
        bool isNumber = false;
        if (const qint64 number = id.toLongLong(&isNumber); isNumber)
            numbers.append(number);
    }
    return numbers;
}

} // namespace mailboat

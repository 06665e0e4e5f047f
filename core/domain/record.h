// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <QByteArray>
#include <QList>
#include <optional>

namespace mailboat {

enum class Action { Insert, Update, Delete, Merge };

QByteArray actionName(Action action); ///< lower case, as the wire has it
/// Reads "insert" or "Insert" and so on; anything else is no action (protocol.md §2.2).
std::optional<Action> actionFromName(QByteArrayView name);

/// One record of one table. All three texts are UTF-8 bytes as they came; `data` is the JSON object as text,
/// empty for a delete.
struct Record {
    QByteArray table;
    QByteArray id;
    Action action = Action::Update;
    QByteArray data;
    bool operator==(const Record &) const = default;
};

struct RecordKey {
    QByteArray table;
    QByteArray id;
    bool operator==(const RecordKey &) const = default;
    /// By table, then ID, both as bytes.
    friend bool operator<(const RecordKey &left, const RecordKey &right)
    {
        return left.table != right.table ? left.table < right.table : left.id < right.id;
    }
};
inline size_t qHash(const RecordKey &key, size_t seed = 0)
{
    return qHashMulti(seed, key.table, key.id);
}

/// A record that waits in a queue, with the id it is acknowledged by.
struct QueuedRecord {
    QByteArray syncOutId;
    Record record;
    bool operator==(const QueuedRecord &) const = default;
};

/// A record of the change log, with its serial.
struct LoggedRecord {
    qint64 serial = 0;
    Record record;
    bool operator==(const LoggedRecord &) const = default;
};

/// Longest name of a table and longest record ID, bytes: many times what any known client uses.
inline constexpr int maxTableNameLength = 100;
inline constexpr int maxRecordIdLength = 255;

/// Names are refused if empty, too long, not UTF-8 or with control characters.
Result<> checkTableName(QByteArrayView name);
Result<> checkRecordId(QByteArrayView id);

} // namespace mailboat

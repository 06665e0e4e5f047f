// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/record.h"
#include "core/wire/listed.h"

namespace mailboat::wire {

/// Bodies of version 6 as a primary reads and writes them (protocol.md §7). Errors of what is read: RequestMalformed (why).

/// Who calls, as every body says it, and which version 6 it speaks (none said: 0). Read from bodies whose records are no JSON, too;
/// takes no memory to speak of, for nobody has signed in yet. RequestCredentialsMissing.
struct V6Caller {
    QString userName;
    QByteArray password; ///< as version 5 sends it
    QString hardwareId;
    QByteArray syncVersion; ///< of version 5
    qint64 version = 0;
};
Result<V6Caller> parseV6Caller(QByteArrayView body);

struct V6Pull {
    qint64 cursor = 0; ///< inclusive
    qint64 batchSize = 0;
    bool isInitialised = false;
    QByteArray patient; ///< of a pull for one patient
};
Result<V6Pull> parseV6Pull(const QByteArray &body);

/// Each record judged alone, as those of wire::QueueBatch. TooManyRecords where there are more than `most`.
Result<QList<Record>> parseV6Push(const QByteArray &body, qint64 most);

/// A patient that is to be seen in a store.
struct V6Join {
    QByteArray id;
    QByteArray name;
    QByteArray store;
};
Result<V6Join> parseV6Join(const QByteArray &body);

/// ID of the file that is asked for, or sent.
Result<QByteArray> parseV6FileId(QByteArrayView body);

struct V6Batch {
    qint64 endCursor = 0;
    qint64 totalRecords = 0;
    bool isLastBatch = true;
    QList<LoggedRecord> records {};
};
QByteArray compose(const V6Batch &batch);
QByteArray composeV6Pushed(qint64 records);
QByteArray composeV6Status(bool isIntegrating);
QByteArray composeV6Data(const QByteArray &json); ///< around the above

/// The error's own JSON, as downloads have it.
QByteArray composeV6Error(const Error &error);
QByteArray composeV6VersionMismatch(qint64 min, qint64 max, qint64 received);
inline constexpr const char *v6NotCentral = "\"notACentralServer\"";
QByteArray composeV6Failure(const QByteArray &json); ///< around the above, for all the others

} // namespace mailboat::wire

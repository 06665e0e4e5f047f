// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/record.h"
#include "core/domain/site.h"
#include "core/wire/listed.h"

/// The bodies of version 3 (protocol.md §6), as a primary reads and writes them. Every answer is an object or an array: Mobile can
/// read no empty body, and no bare null.
namespace mailboat::wire::v3 {

struct SiteInfo {
    SyncId primary;
    SyncId site;
    QByteArray store;
    QByteArray name; ///< of the store
    QByteArray supplyingStore; ///< empty: none
    QByteArray supplyingStoreName;
};
QByteArray compose(const SiteInfo &info);

QByteArray composeCount(qint64 records);
/// As Mobile pulls them: data under "data", and of a merge the two IDs beside it.
QByteArray compose(const QList<QueuedRecord> &records);
/// A person who may sign in. Nobody administers anything through a client.
QByteArray composeUser(const QString &userId);
QByteArray composeDone(); ///< where nothing is to be said
/// What stands under "error" has to be a text: an object breaks Mobile's handler.
QByteArray composeError(const QString &words);

/// A push: the body is the list. RequestMalformed, TooManyRecords; a record that is no JSON is judged alone (BatchBody).
Result<QList<QueuedRecord>> parseRecords(const QByteArray &body, qint64 most = anyNumber);
inline constexpr const char *acknowledgedKey = "SyncRecordIDs"; ///< for parseAcknowledgement()

} // namespace mailboat::wire::v3

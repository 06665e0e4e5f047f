// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/peer.h"
#include "core/domain/record.h"
#include "core/domain/result.h"

#include <optional>

namespace mailboat {

/// Domain <-> JSON of protocol.md §2: strict in what it writes, tolerant in what it reads as §2.2 and §2.7 say. Pure; used by
/// the satellite's client and by the primary's server. recordData is sliced and put together as bytes.
namespace wire {

/// Our sync version, header `version` (protocol.md §2.6).
inline constexpr int syncVersion = 14;

struct SiteInfo {
    QString id; ///< permanent
    SyncId siteId;
    QString code;
    QString name;
    QByteArray initialisationStatus; ///< "new", "started", "completed", "error"
    bool isOmSupplyCentralServer = false;
    QString omSupplyCentralServerUrl;
    qint64 mSupplyCentralSiteId = 0;
    bool resendRequested = false; ///< our extension
    QString syncDisabled; ///< our extension: why sync is turned off at the primary; empty: it is on
};
QByteArray compose(const SiteInfo &info);
Result<SiteInfo> parseSiteInfo(const QByteArray &body);

enum class Busy { Idle, SyncIsRunning, IntegrationInProgress, InitialisationInProgress };
struct SiteStatus {
    Busy code = Busy::Idle;
    QString message;
};
QByteArray compose(const SiteStatus &status);
Result<SiteStatus> parseSiteStatus(const QByteArray &body);

struct InitialiseAnswer {
    qint64 queueLength = 0;
};
QByteArray compose(const InitialiseAnswer &answer);
Result<InitialiseAnswer> parseInitialiseAnswer(const QByteArray &body);

struct CentralBatch {
    qint64 maxCursor = 0;
    QList<LoggedRecord> records;
};
QByteArray compose(const CentralBatch &batch);
Result<CentralBatch> parseCentralBatch(const QByteArray &body);

/// Both the pulled and the pushed queue batch.
struct QueueBatch {
    qint64 queueLength = 0;
    QList<QueuedRecord> records;
    QByteArray token {}; ///< our extension: key "batch"
};
/// `capitalised`: "Update" and "Delete" as the Open mSupply client writes them, and recordData null for a delete.
QByteArray compose(const QueueBatch &batch);
Result<QueueBatch> parseQueueBatch(const QByteArray &body);

struct PushAnswer {
    bool integrationStarted = false;
};
QByteArray compose(const PushAnswer &answer);
Result<PushAnswer> parsePushAnswer(const QByteArray &body);

QByteArray composeAcknowledgement(const QList<QByteArray> &syncOutIds);
Result<QList<QByteArray>> parseAcknowledgement(const QByteArray &body);

/// {"error":{"code","message","data"}} for our answers: protocol.md §2.3.
QByteArray composeError(const Error &error);
/// What an answer outside 2xx means; always gives an error, OtherSide (status, text) at worst. Never keeps HTML in the words.
Error parseError(int httpStatus, const QByteArray &body, const QByteArray &contentType);

} // namespace wire
} // namespace mailboat

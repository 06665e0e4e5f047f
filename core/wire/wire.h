// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/nameless.h"
#include "core/domain/peer.h"
#include "core/domain/positions.h"
#include "core/domain/record.h"
#include "core/domain/result.h"
#include "core/wire/listed.h"

#include <optional>

namespace mailboat {

/// Domain <-> JSON of protocol.md §2: strict in what it writes, tolerant in what it reads as §2.2 and §2.7 say. Pure; used by
/// the satellite's client and by the primary's server. recordData is sliced and put together as bytes.
namespace wire {

/// Our sync version, header `version` (protocol.md §2.6).
inline constexpr int syncVersion = 14;

/// Whose text is read: says whether what is wrong with it is AnswerNotJson or AnswerInvalid (what), or RequestMalformed (why).
enum class Reading { Answer, Request };
/// How actions are written: in lower case, as primaries do; or "Update" and "Delete" (with recordData null) and never
/// "Insert", as the Open mSupply client pushes.
enum class Writing { Primary, Satellite };

/// Our extension `waiting`: about how much there is for a site. Bytes are those of records, with 100 for each of what stands beside.
struct Waiting {
    qint64 central = 0; ///< records of the change log behind its cursor
    qint64 centralBytes = 0;
    std::optional<qint64> queued {}; ///< records; nothing: its queue is yet to be filled
    qint64 queuedBytes = 0;
};

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
    std::optional<PrimaryPositions> positions {}; ///< our extension `epoch`: what the primary knows of this site's
    bool isTwoMachines = false; ///< the same: two machines synchronise as this site
    /// Our extension `idle`: so many records wait for the site in its queue; nothing: ask there.
    std::optional<qint64> queueLength {};
    std::optional<Waiting> waiting {}; ///< where it was asked for
};
QByteArray compose(const SiteInfo &info);
/// Any answer in 2xx that carries the protocol's error object after all is that error, here and below.
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

/// Of a central record that is no JSON, where not even its serial can be read; it stands in its place among the others.
inline constexpr qint64 unreadableSerial = -1;
struct CentralBatch {
    qint64 maxCursor = 0;
    QList<LoggedRecord> records; ///< as they came: order and serials are the caller's to check
    /// Further ones whose serials rise; of a row of these the first stands among `records`, with the last one's serial and without
    /// its data.
    NamelessRecords nameless {};

    qint64 count() const { return records.size() + nameless.records; }
};
QByteArray compose(const CentralBatch &batch);
Result<CentralBatch> parseCentralBatch(const QByteArray &body);

/// Both the pulled and the pushed queue batch. Reading keeps every record, so that the rest of a batch goes on: one without
/// a table name, ID or syncOutId has those empty, and beyond the first hundred without a table or an ID they are counted. What the
/// store cannot take is an Update with the bytes that came as its data, and goes into quarantine there: a record that is no JSON (its recordData where that is at fault, else all of it), recordData
/// that is no object or too deep; an upsert without recordData, or with an unknown action, has none. A central ID that is no
/// integer in a record that is JSON, and broken JSON around the records, refuse the whole.
struct QueueBatch {
    qint64 queueLength = 0;
    QList<QueuedRecord> records;
    QByteArray token {}; ///< our extension: key "batch"
    NamelessRecords nameless {}; ///< further ones
    std::optional<qint64> queuedBytes {}; ///< of the answer to initialise: of all that waits, as in Waiting

    qint64 count() const { return records.size() + nameless.records; }
};
QByteArray compose(const QueueBatch &batch, Writing writing = Writing::Primary);
/// TooManyRecords where it has more than `most`.
Result<QueueBatch> parseQueueBatch(const QByteArray &body, Reading reading = Reading::Answer, qint64 most = anyNumber);

struct PushAnswer {
    bool integrationStarted = false;
    /// Our extension, key "notKept": a record that this primary could neither take nor keep in quarantine, whose share is full. It
    /// is for the sender to keep, and not acknowledged; all others of the batch are.
    struct NotKept {
        QByteArray syncOutId;
        QString code; ///< of the reason
        QString message; ///< words for people, in the primary's language
    };
    QList<NotKept> notKept {};
};
QByteArray compose(const PushAnswer &answer);
Result<PushAnswer> parsePushAnswer(const QByteArray &body);

QByteArray composeAcknowledgement(const QList<QByteArray> &syncOutIds);
/// TooManyRecords where it has more than `most`.
Result<QList<QByteArray>> parseAcknowledgement(
    const QByteArray &body, Reading reading = Reading::Request, qint64 most = anyNumber, const char *key = "syncIDs");

/// {"error":{"code","message","data"}} for our answers: protocol.md §2.3. `data` holds what the other side can work with
/// (version, min, max; seconds; limit; why, what), else null.
QByteArray composeError(const Error &error);
/// What an answer outside 2xx means; always gives an error, OtherSide (status, text) at worst. Never keeps HTML in the words.
/// What asks to come back later (sync_is_running, 408, 429, and 502 to 504 with the protocol's error) is PrimaryBusy.
Error parseError(int httpStatus, const QByteArray &body, const QByteArray &contentType);
/// Whether an answer says that the other side, or what stands before it, does not take what was in the body: 400, 413, 422.
bool isRefusal(const Error &error);
/// The header of our extension that carries sumOf() a body before it is compressed, so that no damage goes unseen.
inline constexpr const char *sumHeader = "mailboat-crc32";
QByteArray sumOf(const QByteArray &body); ///< eight hexadecimal digits
/// The header of our extension that says how long a primary has had a request, from its whole body to its answer, in microseconds:
/// what is left of the time that its sender has waited is the line's.
inline constexpr const char *tookHeader = "mailboat-took";

} // namespace wire
} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/error.h"

#include <QDateTime>
#include <QJsonObject>
#include <QMetaType>
#include <chrono>
#include <optional>

namespace mailboat {

/// The steps of a cycle, in order (design §6).
enum class Step { Site, Initialise, Push, WaitForIdle, PullCentral, PullQueued, Integrate, Done };

/// "site", "initialise", "push", "wait", "pull-central", "pull-queued", "integrate", "done".
QString stepName(Step step);
/// For people, translated: "Sending records".
QString stepTitle(Step step);

/// Where a cycle is now; one type for window and command. The figures are those of the whole job, which is this cycle; a first
/// load is one job however many cycles it takes.
struct Progress {
    Step step = Step::Site;
    qint64 done = 0; ///< records
    qint64 total = 0; ///< records, 0: not known
    qint64 bytes = 0; ///< body bytes on the wire, both ways
    double rate = 0; ///< records a second, lately
    std::optional<std::chrono::seconds> remaining {}; ///< estimate; 0: nothing is left
    int requestSize = 0; ///< records a request, as in use now
    bool isFirstLoad = false;
    bool isAtLeast = false; ///< more is to come than `total`, `bytesTotal` and `remaining` know of
    qint64 bytesTotal = 0; ///< of which `bytes` have gone by, about; 0: not known
    double bytesPerSecond = 0; ///< on the wire, lately; 0: not measured
    qint64 stepDone = 0; ///< records of this step
    qint64 stepTotal = 0; ///< 0: not known
    bool operator==(const Progress &) const = default;
};
/// How far it is, 0 to 1: a first load by its bytes, for it takes as long as they do, all else by records; 0 where nothing is known.
double shareOf(const Progress &progress);
QJsonObject toJson(const Progress &progress); ///< keys of contract.md §4 `sync --progress`, and the others here
std::optional<Progress> progressFromJson(const QJsonObject &json);

/// What one cycle did; the line of the log, and the answer of `mailboatctl sync`.
struct CycleReport {
    QDateTime started; ///< UTC
    double seconds = 0;
    bool ok = false;
    bool byHand = false;
    qint64 pushed = 0;
    qint64 pulledCentral = 0;
    qint64 pulledRemote = 0;
    qint64 quarantined = 0;
    qint64 setAside = 0; ///< refused by the primary one by one
    qint64 bytesSent = 0; ///< HTTP bodies as on the wire
    qint64 bytesReceived = 0;
    qint64 headerBytesSent = 0; ///< estimated; not in the bytes above
    qint64 headerBytesReceived = 0;
    qint64 requests = 0;
    std::optional<Step> failedStep {};
    std::optional<Error> error {};
};
QJsonObject toJson(const CycleReport &report); ///< keys of contract.md §4 `sync`, and the others here
std::optional<CycleReport> reportFromJson(const QJsonObject &json);

/// {"code","message","advice"} of contract.md §4, and values/detail under "values","detail" so that it can be read back.
QJsonObject toJson(const Error &error);
std::optional<Error> errorFromJson(const QJsonObject &json);

} // namespace mailboat

Q_DECLARE_METATYPE(mailboat::Progress)

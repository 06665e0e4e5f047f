// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/clock.h"
#include "core/domain/result.h"
#include "core/domain/syncstatus.h"

namespace mailboat {

class Connection;

/// What other processes ask of the process that holds the engine lock, and what it tells them meanwhile: rows, noticed
/// by a Watch. Requests older than an engine's start that were never taken are dropped by it.
class EngineRequests
{
public:
    EngineRequests(Connection &connection, const Clock &clock);
    enum class Kind { SyncNow, StopCycle };
    struct Request {
        qint64 number = 0;
        Kind kind = Kind::SyncNow;
        bool taken = false;
        std::optional<CycleReport> report {}; ///< the answer
    };
    Result<qint64> ask(Kind kind);
    Result<std::optional<Request>> find(qint64 number) const;
    Result<QList<Request>> open() const; ///< not taken yet, oldest first
    Result<> take(qint64 number);
    Result<> answer(qint64 number, const CycleReport &report);
    Result<> dropOld(const QDateTime &before);

    /// The running cycle, as of its last batch or of some seconds ago; empty: none runs.
    Result<> setProgress(const std::optional<Progress> &progress);
    Result<std::optional<Progress>> progress() const;
    /// At a primary: the URL of its listener, with the port that it has; empty: it has none. Notes its absences, too.
    Result<> setListening(const QString &url);
    Result<> dropListening(); ///< what an engine that was killed has left behind
    Result<QString> listening() const;
    Result<> setTestEndpoints(bool served); ///< at a primary: by the running engine
    Result<bool> hasTestEndpoints() const;
    /// At a primary: why the certificate's files as they are now could not be taken, while the one before them is in use.
    Result<> setCertificateTrouble(const std::optional<Error> &trouble);
    Result<std::optional<Error>> certificateTrouble() const;

private:
    Connection &m_connection;
    const Clock &m_clock;
};

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"
#include "core/domain/site.h"

#include <QCoroTask>

#include <functional>
#include <memory>

namespace mailboat {

class Datafile;
class HttpClient;
class WatchedDatafile;

/// Retrieve (contract.md §6): at a primary a wish that the satellite hears of, at a satellite a request to the primary, one at a
/// time. Lives in the datafile's thread.
class Retrieval final
{
public:
    /// How many records will come, as far as is known. SyncRunning where one waits already; Cancelled, datafile errors, those of
    /// retrieveFromPrimary().
    using Answer = std::function<void(const Result<qint64> &)>;
    explicit Retrieval(WatchedDatafile &datafile);
    ~Retrieval();
    Q_DISABLE_COPY_MOVE(Retrieval)

    void start(SyncId peer, Answer answer);
    void cancel(); ///< the one that waits for the primary

private:
    Result<qint64> askSatellite(Datafile &datafile, SyncId peer);
    QCoro::Task<> askPrimary(Datafile &datafile, Answer answer);

    WatchedDatafile &m_datafile;
    std::unique_ptr<HttpClient> m_http {}; ///< while one waits
};

} // namespace mailboat

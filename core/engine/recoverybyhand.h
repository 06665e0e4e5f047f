// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/recovery.h"
#include "core/security/authorisation.h"

#include <QCoroTask>

#include <functional>
#include <memory>

namespace mailboat {

class Datafile;
class HttpClient;
class WatchedDatafile;

/// What a person at the window chooses for what stands still (Recovery), one choice at a time; it may ask the primary first. Lives in
/// the datafile's thread.
class RecoveryByHand final
{
public:
    /// SyncRunning where one waits already; Cancelled, datafile errors, those of Recovery::choose().
    using Answer = std::function<void(const Result<> &)>;
    explicit RecoveryByHand(WatchedDatafile &datafile);
    ~RecoveryByHand();
    Q_DISABLE_COPY_MOVE(RecoveryByHand)

    /// `site`: at a primary, for that one alone.
    void start(Recovery::Choice choice, std::optional<SyncId> site, const Authorisation &by, Answer answer);
    void cancel(); ///< the one that waits for the primary

private:
    QCoro::Task<> choose(
        Datafile &datafile, Recovery::Choice choice, std::optional<SyncId> site, Authorisation by, Answer answer);

    WatchedDatafile &m_datafile;
    std::unique_ptr<HttpClient> m_http {}; ///< while one waits
};

} // namespace mailboat

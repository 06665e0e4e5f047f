// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <QCoroTask>

#include <functional>
#include <memory>

namespace mailboat {

class Clock;
class Datafile;
class SiteCheck;
class WatchedDatafile;

/// A support bundle that is asked for at the window: the connection is checked first, then all is written; one at a time. Lives in
/// the datafile's thread.
class SupportByHand final
{
public:
    /// Cancelled; SyncRunning where one is made already; datafile errors; FileUnwritable.
    using Answer = std::function<void(const Result<> &)>;
    SupportByHand(WatchedDatafile &datafile, const Clock &clock);
    ~SupportByHand();
    Q_DISABLE_COPY_MOVE(SupportByHand)

    void start(const QString &path, Answer answer);
    void cancel(); ///< nothing is written then

private:
    QCoro::Task<> make(Datafile &datafile, std::shared_ptr<SiteCheck> check, QString path, Answer answer);

    WatchedDatafile &m_datafile;
    const Clock &m_clock;
    std::shared_ptr<SiteCheck> m_check {}; ///< while one is made
    bool m_isCancelled = false;
};

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/sitecheck.h"

namespace mailboat {

class WatchedDatafile;

/// The connection check of a window: a newer one takes the place of an older one, which is cancelled. Lives in the datafile's
/// thread.
class NewestCheck final
{
public:
    using Answer = std::function<void(const CheckReport &)>;
    NewestCheck(WatchedDatafile &datafile, const Clock &clock);

    /// `shown`, saved or not, and a password that is typed and not saved yet. Each check is answered, where it could not begin
    /// and where it was cancelled, too.
    void start(Settings shown, std::optional<QString> newPassword, CheckObserver observer, Answer answer);
    void cancel();

private:
    QCoro::Task<> run(std::shared_ptr<SiteCheck> check, CheckObserver observer, Answer answer);

    WatchedDatafile &m_datafile;
    const Clock &m_clock;
    std::shared_ptr<SiteCheck> m_check {}; ///< the newest, while it runs
};

} // namespace mailboat

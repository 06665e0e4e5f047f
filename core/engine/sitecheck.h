// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/check/connectioncheck.h"
#include "core/check/probe.h"
#include "core/prefs/settingsstore.h"

namespace mailboat {

class Datafile;

/// What the check of a satellite's primary needs that stands in settings, saved or not, and that this machine knows; no password.
/// NoPrimary, HardwareIdUnavailable.
Result<CheckTarget> checkTarget(const Settings &settings);
/// Of a check that cannot begin, for people as one that has.
CheckReport failedAt(const QString &step, const Error &error);

/// "Check connection" (contract.md §4 `check`): at a satellite the way to its primary, at a primary a look at itself. It checks
/// the settings given, saved or not, and changes nothing. Made for one run; datafile and clock outlive it. May be destroyed
/// while run() is under way: that cancels it.
class SiteCheck final
{
public:
    SiteCheck(Datafile &datafile, const Clock &clock, Settings settings);
    ~SiteCheck();
    Q_DISABLE_COPY_MOVE(SiteCheck)
    /// A password for the primary that is typed and not saved yet.
    void setPassword(const QString &plain) { m_password = plain; }
    /// At a primary: looks only at this satellite's contacts.
    void setOnly(SyncId peer) { m_only = peer; }
    /// NotSetUp where the Sync ID is 0; datafile errors. What the check finds is in the report.
    QCoro::Task<Result<CheckReport>> run(CheckObserver observer = {});
    void cancel(); ///< at once; the report ends with Cancelled

private:
    QCoro::Task<Result<CheckReport>> walk(CheckObserver observer);
    Result<ConnectionCheck::Expected> expected() const;

    Datafile &m_datafile;
    const Clock &m_clock;
    Settings m_settings;
    std::optional<QString> m_password {};
    std::optional<SyncId> m_only {};
    std::unique_ptr<ConnectionCheck> m_check {}; ///< of a satellite
    const std::shared_ptr<probe::Stop> m_stop; ///< of a primary's look at itself
};

} // namespace mailboat

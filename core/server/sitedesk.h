// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/prefs/syncpreferences.h"
#include "core/records/datafile.h"
#include "core/server/workerpool.h"
#include "core/store/peerstates.h"

#include <QHash>

#include <optional>

namespace mailboat {

/// A thread's own connection, and the settings as they stand, read again whenever they have changed.
class SiteDesk final : public Desk
{
public:
    /// In the thread that will use it.
    static Result<std::unique_ptr<SiteDesk>> open(const DatafileAddress &address, const Clock &clock);
    Datafile &datafile() { return *m_datafile; }
    Result<> refresh();
    const SyncPreferences &preferences() const { return m_preferences; } ///< of the last refresh()
    qint64 revision() const { return m_revision.value_or(0); } ///< of the settings, at the last refresh()
    /// PeerStates::caller(), as it was at the last refresh() or later.
    Result<std::optional<PeerStates::Caller>> caller(const QString &userName);
    /// That all is read again: for who has written by this connection, which notices what others have written.
    void forget() { m_version.reset(); }
    /// Why nothing is synchronised here: SyncDisabled; empty: it is on.
    const std::optional<Error> &disabled() const { return m_disabled; }
    /// The same for whoever runs this primary: what it stands still for (Standstill), else SyncDisabled.
    ErrorCode disabledBy() const { return m_standstill.value_or(ErrorCode::SyncDisabled); }

private:
    explicit SiteDesk(std::unique_ptr<Datafile> datafile);
    Result<> readSettings();
    std::unique_ptr<Datafile> m_datafile;
    SyncPreferences m_preferences;
    std::optional<Error> m_disabled;
    std::optional<ErrorCode> m_standstill;
    std::optional<qint64> m_version; ///< of the datafile
    std::optional<qint64> m_revision; ///< of what was read
    QHash<QString, PeerStates::Caller> m_callers; ///< at that version, by the name that they were asked for by
};

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/peer.h"
#include "core/domain/result.h"

#include <QHash>
#include <QMap>
#include <optional>

namespace mailboat {

/// Everything that OK commits, as it stands in the datafile.
struct Settings {
    QMap<QString, QString> preferences; ///< only values that differ from their defaults, and names we do not know
    QList<Peer> peers; ///< ordered by Sync ID
    qint64 revision = 0; ///< grows with every commit by any process
};

/// What changes at one peer. `before` empty: a new one; `after` empty: removed.
struct PeerChange {
    std::optional<SyncId> before;
    std::optional<Peer> after;
    std::optional<QString> newPassword {}; ///< plain; empty optional keeps the old one
    bool clearHardwareId = false;
};

struct SettingsChange {
    QMap<QString, std::optional<QString>> preferences; ///< empty optional: back to the default
    QList<PeerChange> peers;
    bool isEmpty() const { return preferences.isEmpty() && peers.isEmpty(); }
};

/// Reads settings and commits a change as one transaction; SettingsTable in core/store implements it.
class SettingsStore
{
public:
    virtual ~SettingsStore() = default;
    virtual Result<Settings> read() = 0;
    /// `by`: the label of the code, or empty where none was needed; goes to the audit entries.
    /// `expectedRevision`: the revision the change was made from; SettingsChanged where another process has changed one
    /// of the same preferences or peers since (other changes are merged). SiteHasStores where a store has become active at a
    /// satellite that goes, or gets another Sync ID.
    virtual Result<> commit(const SettingsChange &change, const QString &by, qint64 expectedRevision) = 0;
};

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <QDateTime>

#include <optional>

namespace mailboat {

class Connection;

/// What keeps a datafile from synchronising at either end until a person has chosen: it was put back from a copy
/// (RestoredUnconfirmed), or was used on another machine before (OtherMachine), of which it may be a copy. It stands in the
/// datafile, so that every process sees the same, whatever the environment says that its own machine is.
class Standstill final
{
public:
    explicit Standstill(Connection &connection);

    Result<std::optional<Error>> reason() const; ///< as somebody has noted it
    /// The reason of a backup that nobody has restored: RestoredUnconfirmed for whoever takes it for a datafile, with a mark.
    static Error backup();
    static bool isBackup(const Error &reason);
    /// The same for whoever looks or is about to ask the primary: with what compareMachine() would find here, unless an engine runs,
    /// which has compared. Writes nothing: a copy says what it is before anybody synchronises or serves.
    Result<std::optional<Error>> reasonHere() const;
    Result<QDateTime> since() const; ///< invalid: nothing is noted
    Result<> begin(const Error &reason, const QDateTime &now); ///< in place of what stood there
    /// Somebody has chosen: from now on the datafile is this machine's.
    Result<> end();
    /// For whoever is about to synchronise. The first machine is noted; another one brings all to a standstill, which ends by
    /// itself where the datafile is back on its own. Where this machine cannot be told from others nothing is noted and
    /// nothing stands still: a container must not be taken for a copy of itself.
    enum class Change { None, Begun, Ended };
    Result<Change> compareMachine(const QDateTime &now);

private:
    /// What noting this machine would change, where `reason` is what stands.
    Result<Change> changeHere(const std::optional<Error> &reason) const;

    Connection &m_connection;
};

} // namespace mailboat

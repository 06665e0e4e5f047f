// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/record.h"

#include <optional>

namespace mailboat {

class Connection;

/// What a satellite holds and its primary has not brought yet, while everything is fetched anew after a restore. It stands in the
/// datafile, so that it lives through cycles that break off. Every change is a transaction of its own or joins the caller's.
class Unbrought final
{
public:
    explicit Unbrought(Connection &connection);

    /// Another number each time that everything is fetched anew; 0: nothing is compared.
    Result<qint64> round() const;
    /// All records are to come, since that end was restored; where a round is not over in which it was the primary, it stays that.
    enum class Restored { Satellite, Primary };
    Result<> begin(Restored which);
    /// Of the round; nothing: nothing is compared.
    Result<std::optional<Restored>> restored() const;
    /// The primary has these: it has sent them, or has taken them from here. Returns how many were on the list. Costs next to
    /// nothing where nothing is compared.
    Result<qint64> has(const QList<RecordKey> &keys);
    /// What waits in the outbox goes without this.
    Result<> leaveToOutbox();
    Result<QList<RecordKey>> first(int most) const;
    /// Nothing is compared any more.
    Result<> end();

private:
    Connection &m_connection;
};

} // namespace mailboat

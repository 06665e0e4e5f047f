// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/positions.h"
#include "core/domain/pushmark.h"
#include "core/domain/record.h"

#include <QStringList>

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
    /// `known`: how far this end had come with the primary until now; no epoch: with none.
    Result<> begin(Restored which, const SatellitePositions &known);
    /// That is the primary which answers: where it is of another epoch than was known before all was to come anew, or older than it
    /// was then, the primary was put back from a copy, too, and may have lost what is here.
    Result<> comesFrom(const PrimaryPositions &primary);
    /// Which pushes of this site what is changed here in this round knows nothing of; nothing: there are none, or the primary has not
    /// answered yet.
    Result<std::optional<PushMark::Span>> unknownPushes() const;
    /// Of the round; nothing: nothing is compared.
    Result<std::optional<Restored>> restored() const;
    /// The primary has these: it has sent them, or has taken them from here. Returns how many were on the list. Costs next to
    /// nothing where nothing is compared.
    Result<qint64> has(const QList<RecordKey> &keys);
    /// What waits in the outbox goes without this.
    Result<> leaveToOutbox();
    Result<QList<RecordKey>> first(int most) const;
    /// What a restored primary has brought and was not here: it may have been deleted since that copy was made, and has come back.
    struct Newcomers {
        qint64 records = 0;
        QStringList names {}; ///< "table/ID", of the first `mostNamed`
        void add(const RecordKey &key);
    };
    static constexpr int mostNamed = 50;
    Result<> noteNewcomers(const Newcomers &more); ///< beside those of before
    Result<Newcomers> newcomers() const; ///< of this round
    /// Nothing is compared any more.
    Result<> end();

private:
    Connection &m_connection;
};

} // namespace mailboat

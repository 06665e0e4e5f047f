// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/engine/copiesrecords.h"
#include "tests/support/v5caller.h"

namespace mailboat::test {

/// A site with store C that runs a program of another make (protocol.md §3.2): it speaks plain version 5, keeps its own cursor,
/// and notices nothing but an answer that is no success. What it holds it has stored at once: it dies without losing more than an
/// answer.
class CopiesForeign final
{
public:
    static constexpr int id = 4;
    static constexpr int lives = 1000; ///< more requests than a cycle has

    void put(const RecordKey &key, int version);
    void remove(const RecordKey &key);
    /// A cycle, which ends after so many requests; of the last one it does not hear the answer. Returns whether it has come to
    /// its end.
    bool synchronise(quint16 port, int requests = lives);
    /// Somebody tells it to initialise anew: it begins without anything.
    void beginAnew();

    const Holdings &records() const { return m_records; }
    bool isInitialised() const { return m_isInitialised; }
    QSet<RecordKey> leaving() const; ///< what it is on its way to delete
    /// Of the last cycle.
    const QString &told() const { return m_told; }
    int moved() const { return m_moved; } ///< records

private:
    std::optional<QJsonObject> ask(V5Caller &caller, const QByteArray &target);
    std::optional<QJsonObject> say(V5Caller &caller, const QByteArray &target, const QJsonObject &body);
    std::optional<QJsonObject> heard(const RawReply &reply);
    bool initialise(V5Caller &caller);
    bool push(V5Caller &caller);
    bool pullCentral(V5Caller &caller);
    bool pullQueued(V5Caller &caller);
    void take(const QJsonObject &record);

    Holdings m_records;
    QList<RecordKey> m_waiting; ///< to be pushed
    qint64 m_cursor = 0;
    bool m_isPrepared = false; ///< the primary has made its queue
    bool m_isInitialised = false;
    int m_requestsLeft = 0;
    int m_moved = 0;
    QString m_told;
};

} // namespace mailboat::test

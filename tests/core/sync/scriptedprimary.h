// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/scriptedserver.h"

namespace mailboat::test {

/// A v5 primary of another make, scripted: it keeps no records, only what the test puts into its log and queue, as the JSON
/// that goes over the wire. Lower-case actions, extra keys, 204 wherever the protocol lets it.
class ScriptedPrimary final
{
public:
    ScriptedPrimary();

    ScriptedServer server;

    struct Logged {
        qint64 serial;
        QByteArray entry; ///< everything but the ID: R"("tableName":"unit",…)"
    };
    struct Queued {
        QByteArray id;
        QByteArray entry;
    };
    QList<Logged> log {}; ///< ascending
    qint64 maxCursor = 0; ///< at least the last serial
    bool servesWindows = false; ///< a batch is the serials (cursor, cursor + limit], whether there are records or not
    QList<Queued> queue {};
    bool keepsAcknowledged = false;
    bool isMailboat = false;
    bool readsTokens = true;
    bool canAhead = false; ///< names `ahead`, as a Mailboat
    bool readsAfter = true; ///< and knows what that means
    bool givesFirstBatch = true; ///< with the answer to initialise, where it is asked for
    QByteArray siteId {"2"};
    QByteArray uuid {"uuid-2"};
    QByteArray centralId {"1"};
    QByteArray initialisationStatus {"new"};
    QByteArray moreOfSite {}; ///< `,"key":value`
    QByteArray status {"idle"};
    bool answersPush = true; ///< else 204
    /// Asked first, for faults.
    ScriptedServer::Handler fault {};

    QList<QByteArray> pushes() const; ///< bodies
    int count(const QByteArray &verb, const QByteArray &path) const;
    QByteArray sequence() const; ///< paths and verbs in order: "GET site, POST initialise, …"

private:
    ScriptedAnswer answer(const ScriptedRequest &request);
    QByteArray centralBatch(const QByteArray &query) const;
    QByteArray queueBatch(const QByteArray &query);
    qsizetype placeBehind(const QByteArray &token) const;
    void acknowledge(const QByteArray &body);
};

QByteArray upsert(const QByteArray &table, const QByteArray &id, const QByteArray &data);
QByteArray deletion(const QByteArray &table, const QByteArray &id); ///< without recordData

} // namespace mailboat::test

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/v5caller.h"

#include <QHash>
#include <QMap>
#include <QSet>

namespace mailboat::test {

/// Open mSupply's reading side as a script: serde_json's demands on each record, a buffer that keeps one record of an ID, its
/// cursor and its stop rules (protocol.md §2.2, §2.7). What it could not read throws, as it would lose the batch over it.
class StrictSite
{
public:
    explicit StrictSite(V5Caller primary);

    void initialise(); ///< asks for a new queue and pulls from the first serial on
    void pull();
    V5Caller &caller() { return m_primary; }
    /// "table/id" of what it has been given since it began, those with `part` in it, in order of name.
    QByteArrayList records(const QByteArray &part = {}) const;
    QByteArray dataOf(const QByteArray &table, const QByteArray &id) const;
    int requests() const { return m_requests; }
    int limit = 500;

private:
    void pullCentral();
    void pullQueue();
    void take(const QByteArray &table, const QByteArray &id, bool isDelete, const QByteArray &data);

    V5Caller m_primary;
    qint64 m_cursor = 0;
    int m_requests = 0;
    QHash<QByteArray, QByteArray> m_tableOf; ///< by ID
    QSet<QByteArray> m_given; ///< IDs of this pull: what comes of another table takes their place before it is read
    QMap<QByteArray, QByteArray> m_records; ///< by "table/id"
};

/// Whether serde_json takes it into a type that has all its fields.
bool isTakenStrictly(QByteArrayView json);

} // namespace mailboat::test

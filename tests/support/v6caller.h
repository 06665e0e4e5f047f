// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/record.h"
#include "tests/support/v5caller.h"

#include <QMap>

namespace mailboat::test {

/// Open mSupply's side of version 6 as a script (protocol.md §7): its cursor, its stop rule, what its reader can take. Calls on a
/// connection of its own.
class V6Caller
{
public:
    explicit V6Caller(const V5Caller &site);

    std::optional<int> version = 5; ///< nothing: none is said
    QString password; ///< plain
    std::optional<QByteArray> hardwareId;
    int batchSize = 500;
    qint64 cursor = 0;

    /// `fields`: members of the body but for who calls, without braces.
    RawReply call(const QByteArray &route, const QByteArray &fields);
    RawReply post(const QByteArray &path, const QByteArray &body);
    QByteArray body(const QByteArray &fields) const;
    RawReply push(const QList<Record> &records);
    RawReply pushText(const QByteArray &records); ///< what stands in the array

    /// From the cursor on, until the last batch; an answer that is no batch, or that its reader would lose, throws.
    QByteArrayList pull(bool isInitialised = true);
    QByteArrayList pullPatient(const QByteArray &patient);
    QByteArray dataOf(const QByteArray &table, const QByteArray &id) const; ///< as pulled last
    int requests() const { return m_requests; }

    RawReply upload(const QByteArray &id, const QByteArray &file);
    RawReply download(const QByteArray &id);
    RawReply join(const QByteArray &id, const QByteArray &name, const QByteArray &store);

private:
    QByteArray settings() const;
    RawReply send(const QByteArray &method, const QByteArray &path, const QByteArray &type, const QByteArray &body);
    QByteArrayList pullFrom(const QByteArray &route, const QByteArray &fields, qint64 &from);

    V5Caller m_site;
    int m_requests = 0;
    QMap<QByteArray, QByteArray> m_records; ///< by "table/id"
};

/// The error of an answer, as version 6 has it: "notACentralServer", "syncVersionMismatch [0,5,6]", "otherServerError"; "data".
std::string outcomeOfV6(const RawReply &reply);

} // namespace mailboat::test

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/v5caller.h"

#include <QList>

namespace mailboat::test {

/// A request of a first load, and the body of its answer.
struct Exchange {
    QByteArray request;
    QByteArray answer;
};

/// A first load from a primary by plain version 5, without coding: what goes over the wire, in its order.
QList<Exchange> recordedLoad(V5Caller &caller, int size);

struct FloorCost {
    double seconds = 0;
    double processor = 0; ///< of the client alone
    qint64 records = 0;
    qint64 bytes = 0; ///< of bodies, uncompressed
};
/// The least that a load can cost: a socket that is read, bodies that simdjson goes through once, and a statement that is prepared
/// once and puts each record into a new datafile's own table with all its indexes, each batch a transaction that is synced. The
/// other end answers from memory; no work of a server is counted.
FloorCost floorOfLoad(const QList<Exchange> &load);
/// The same the other way, with the records of a load: bodies of `size` records are composed from the table's rows and sent, and what
/// was sent leaves the outbox, each batch in a transaction that is synced.
FloorCost floorOfPush(const QList<Exchange> &load, int size);

} // namespace mailboat::test

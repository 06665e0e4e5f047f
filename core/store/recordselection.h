// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

namespace mailboat {

class Connection;

/// Many records at once, gathered in a table of this connection alone, `{temporary fill}` with the numbers of their rows, for
/// statements that put them somewhere without bringing them here. Memory is bounded by the database's cache.
class RecordSelection final
{
public:
    static Result<> begin(Connection &connection); ///< with none
    static Result<qint64> count(Connection &connection);
    /// Gives them places, 1 and on, parents first, for who takes them piece by piece: `{temporary fill_place}` names records, as
    /// their rows may be those of others by then. Returns the last place.
    static Result<qint64> arrange(Connection &connection);
    /// For such statements: a query that yields the numbers of their rows.
    static QString rows();
    /// The same: "FROM …" with the records as `r`, parents first.
    static QString inOrder();
};

} // namespace mailboat

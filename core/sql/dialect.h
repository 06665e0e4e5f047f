// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>

namespace mailboat {

/// How a database server spells what is not the same everywhere. A statement has it as a word in braces, most with something
/// behind it, "{text ?}":
///
///  text X             bytes X, in UTF-8, as text: the schema's texts are bound as bytes (design.md §10)
///  bytes X            text X as bytes in UTF-8
///  listed X           what a JSON array of texts holds, bytes X, as a table of one column
///  row X              the number of a row of the table X in the database, whatever its key is
///  temporary X        the table X of this connection alone
///  temporary-index X  the index X on one
///  keyed              at the end of a table's definition: its rows are in its primary key alone
///  ordered            JOIN that stays where it is written (a planner without statistics would begin with the larger table)
///  by X               behind a table: look there by the index X
class Dialect final
{
public:
    /// `spellings`: by word; %1 is what stands behind it.
    explicit Dialect(QHash<QString, QString> spellings);
    /// `sql` for this server. A word that it has no spelling for is a mistake in the program.
    QString spell(const QString &sql) const;

private:
    const QHash<QString, QString> m_spellings;
};

} // namespace mailboat

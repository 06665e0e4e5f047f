// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <QHash>
#include <QStringList>

namespace mailboat {

/// A CSV file (csv.h) whose first row names the columns, in any case and order; columns without a name pass.
class CsvTable
{
public:
    struct Form {
        QString what; ///< it is a list of, for people
        QStringList columns; ///< all that there may be
        qsizetype needed; ///< so many of them, the first ones, have to be there
    };
    struct Row {
        int line; ///< of the file, from 1
        QStringList fields {};
        QString problem {}; ///< why it is none, in a sentence that repeats nothing of it; empty: it is one
    };
    struct Reason {
        int line;
        QString text; ///< a sentence that repeats no field that may hold a password
    };
    /// InputTooLarge above 16 MiB; ImportRowsBad where the first row names no such columns, or there are more than 100,000 rows.
    static Result<CsvTable> read(const QByteArray &csv, const Form &form);
    /// ImportRowsBad (what, rows): every bad row by its line, in order, one a line.
    static Error rowsBad(const Form &form, QList<Reason> reasons);

    const QList<Row> &rows() const { return m_rows; }
    QString field(const Row &row, const QString &column) const; ///< empty where there is no such column
    bool isBefore(const QString &column, const QString &other) const; ///< both are there
    bool has(const QString &column) const { return m_places.contains(column); }

private:
    QHash<QString, qsizetype> m_places; ///< of the columns that are there
    QList<Row> m_rows;
};

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace mailboat {

/// One row of a CSV file as RFC 4180 has it, by the line it begins at (from 1).
struct CsvRow {
    int line = 1;
    QStringList fields {};
    QString problem {}; ///< why the row cannot be read, for people; empty: it can. Repeats nothing of the row
};

/// Reads a whole file: UTF-8 with or without its mark, lines ended by CRLF, LF or CR, quoted fields with commas, doubled
/// quotes and line breaks in them. Empty lines are left out. A row that cannot be read does not hide those after it,
/// unless a quote stays open to the end. Reading ends after `most` rows; fields beyond the hundredth of a row are dropped.
QList<CsvRow> csvRows(const QByteArray &file, qsizetype most);

/// A row with its line end (CRLF); fields are quoted where they need it.
QByteArray csvLine(const QStringList &fields);

} // namespace mailboat

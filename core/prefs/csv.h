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

/// Reads a whole file: UTF-8 with or without its mark, UTF-16 with it, lines ended by CRLF, LF or CR, quoted fields with commas,
/// doubled quotes and line breaks in them. Fields are separated by what a first line "sep=;" names, else by the one of comma,
/// semicolon and tab that the first row has most of. Rows without anything in them are left out. A row that cannot be read does not hide those after it,
/// unless a quote stays open to the end. Reading ends after `most` rows; fields beyond the hundredth of a row are dropped.
QList<CsvRow> csvRows(const QByteArray &file, qsizetype most);

/// A row with its line end (CRLF), separated by commas; fields are quoted where they need it, and one that a spreadsheet would
/// take for a formula begins with an apostrophe.
QByteArray csvLine(const QStringList &fields);
/// A field as it was before csvLine() kept it from being a formula.
QString withoutFormulaMark(const QString &field);

} // namespace mailboat

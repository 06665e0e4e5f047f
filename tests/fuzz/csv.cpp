// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prefs/csv.h"

#include "tests/fuzz/target.h"

#include <algorithm>

namespace mailboat::fuzz {

void csv(const QByteArray &bytes)
{
    constexpr qsizetype most = 1000;
    const QList<CsvRow> rows = csvRows(bytes, most);
    require(rows.size() <= most, "no more rows than asked for");
    int line = 0;
    for (const CsvRow &row : rows) {
        require(row.line > line, "rows stand in the order of their lines");
        line = row.line;
        if (!row.problem.isEmpty())
            continue;
        // Our own files name no separator; theirs is the comma, which a first row with others in it would hide.
        const QList<CsvRow> again = csvRows("sep=,\r\n" + csvLine(row.fields), most);
        require(again.size() == 1 && again[0].problem.isEmpty(), "what we write is a row");
        require(again[0].fields.size() == row.fields.size(), "no field is lost or doubled on the way");
        for (qsizetype i = 0; i < row.fields.size(); ++i)
            require(withoutFormulaMark(again[0].fields[i]) == row.fields[i], "a field comes back as it was");
    }
}

} // namespace mailboat::fuzz

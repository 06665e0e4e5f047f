// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/logexport.h"

#include "core/engine/savedfile.h"
#include "core/prefs/csv.h"

#include <QSaveFile>

#include <algorithm>
#include <limits>

namespace mailboat {

namespace {

constexpr int exportedAtOnce = 500;

template<class Entry>
struct ExportedPage {
    QList<Entry> entries;
    qint64 next = 0; ///< 0: it is the last
};

template<class Entry>
Result<qint64> exportPages(const std::function<Result<ExportedPage<Entry>>(qint64 before)> &read,
    const CsvColumns<Entry> &columns, const QString &path, const FileWork::Course &course)
{
    QSaveFile file(path);
    if (const Result<> opened = openSaved(file); !opened)
        return failure(opened.error());
    file.write("\xEF\xBB\xBF" + csvLine(columns.headings));
    qint64 rows = 0;
    qint64 newest = 0;
    for (qint64 next = std::numeric_limits<qint64>::max(); next > 0;) {
        if (course.isCancelled)
            return failure(ErrorCode::Cancelled); // what is not committed goes again
        const Result<ExportedPage<Entry>> page = read(next);
        if (!page)
            return failure(page.error());
        for (const Entry &entry : page->entries)
            file.write(csvLine(columns.cells(entry)));
        rows += page->entries.size();
        next = page->next;
        newest = std::max(newest, page->entries.isEmpty() ? next : page->entries.first().number);
        course.progress(newest - next, newest);
    }
    return commitSaved(file).map([rows] { return rows; });
}

} // namespace

Result<qint64> exportLog(Connection &connection, const LogFilter &filter, const CsvColumns<SyncLog::Entry> &columns,
    const QString &path, const FileWork::Course &course)
{
    const LogReader reader(connection);
    return exportPages<SyncLog::Entry>(
        [&](qint64 before) {
            return reader.before(before, filter, exportedAtOnce).map([](const LogReader::Page &page) {
                return ExportedPage<SyncLog::Entry> {page.entries, page.next};
            });
        },
        columns, path, course);
}

Result<qint64> exportRefused(Connection &connection, const QuarantineList::Matches &matches,
    const CsvColumns<Quarantine::Entry> &columns, const QString &path, const FileWork::Course &course)
{
    const QuarantineList list(connection);
    return exportPages<Quarantine::Entry>(
        [&](qint64 before) {
            return list.page(before, exportedAtOnce, matches).map([](const QuarantineList::Page &page) {
                return ExportedPage<Quarantine::Entry> {page.entries, page.next};
            });
        },
        columns, path, course);
}

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/filework.h"
#include "core/store/logreader.h"
#include "core/store/quarantinelist.h"

namespace mailboat {

/// What a CSV file has of an entry; called in the thread that exports.
template<class Entry>
struct CsvColumns {
    QStringList headings {};
    std::function<QStringList(const Entry &)> cells {};
};

/// The log, or what stands in quarantine, newest first, as a CSV file (csvLine(): no cell is a formula) in UTF-8 with its mark, which
/// spreadsheets want. Reads page by page, so that memory and locks do not grow with it. The file is whole or not there; one that is
/// there is replaced. Returns the number of rows. FileUnwritable (path, why), Cancelled, datafile errors.
Result<qint64> exportLog(Connection &connection, const LogFilter &filter, const CsvColumns<SyncLog::Entry> &columns,
    const QString &path, const FileWork::Course &course);
Result<qint64> exportRefused(Connection &connection, const QuarantineList::Matches &matches,
    const CsvColumns<Quarantine::Entry> &columns, const QString &path, const FileWork::Course &course);

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/log/logmodel.h"

namespace mailboat {

enum ContactColumn { ContactWhen, ContactSite, ContactWhat, ContactAddress, ContactProgram };
/// What a column of a log says. Any thread.
QStringList logHeadings(LogModel::Kind kind);
QString logCell(LogModel::Kind kind, const SyncLog::Entry &entry, int column);
QString logDetails(LogModel::Kind kind, const SyncLog::Entry &entry);
/// As a spreadsheet reads it: a time as "2026-11-30 07:58:01" here, a plain number.
QString logCsvCell(LogModel::Kind kind, const SyncLog::Entry &entry, int column);
bool isLogNumber(LogModel::Kind kind, int column);
bool isLogCode(LogModel::Kind kind, int column); ///< reads from left to right in every language
/// The column that takes the room that is left.
int logWideColumn(LogModel::Kind kind);
/// A time as CSV has it.
QString csvTime(const QDateTime &when);

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QString>

namespace mailboat::test {

using DatafileRow = QMap<QString, QByteArray>; ///< by column

/// Every row of every table of an SQLite datafile but its own ones, by a connection of its own.
QMap<QString, QList<DatafileRow>> datafileRows(const QString &path);

} // namespace mailboat::test

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringList>

#include <utility>

namespace mailboat {

/// Rows with aligned columns, for people; one line a row.
QString inColumns(const QList<QStringList> &rows);
/// Names and values, one pair a line.
QString twoColumns(const QList<std::pair<QString, QString>> &rows);

} // namespace mailboat

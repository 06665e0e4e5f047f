// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/appuser.h"
#include "core/prefs/csvtable.h"

namespace mailboat {

/// Columns of a list of people who may sign in at clients: `name` and `password` have to be there.
CsvTable::Form appUserForm();

/// What such a file asks for, row by row. An empty password, and any other empty field, leaves what was there before; `stores` are
/// IDs with blanks between them, to which `permissions` apply (AppPermissions::fromText()).
struct AppUserRows {
    QList<AppUserEdit> rows {};
    QList<int> lines {}; ///< where each stands
    QList<CsvTable::Reason> reasons {}; ///< rows that could not be read, which are not among them
};
/// Errors of CsvTable::read().
Result<AppUserRows> appUserRows(const QByteArray &csv);

/// Why a row may not be, without what was typed: with one comma too many or too few a password stands in another column.
QString appUserReason(const Error &error);

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace mailboat {

/// Longest data that a list of records reads for their names, bytes; what is longer is shown by its ID.
inline constexpr int mostDataForName = 8192;

/// What people call a record, from its data, whatever its table: a name, first and last name, a description, a code, a number, in
/// that order; at most 80 characters, plain. Empty where it has none, or the data are no JSON object.
QString recordName(const QByteArray &data);

} // namespace mailboat

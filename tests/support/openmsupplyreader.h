// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>
#include <QMap>

namespace mailboat::test {

/// What Open mSupply keeps of a record, by key: texts, numbers and dates in one spelling each, "-" for nothing, "47046" for a time.
using OpenMSupplyRow = QMap<QByteArray, QByteArray>;

/// As its translation of a pulled record does. Throws std::runtime_error that names table and key where that would not integrate
/// the record, or would take a value for something else. Nothing for a table that it does not read.
OpenMSupplyRow readByOpenMSupply(const QByteArray &table, const QByteArray &data);

/// Tables that it reads, in order of name.
QByteArrayList openMSupplyReads();

/// A record as its translation for the push writes it, with `values` as JSON where they are given: of what may be nothing,
/// everything or nothing. `row` is what was meant.
struct PushedByOpenMSupply {
    QByteArray data {};
    OpenMSupplyRow row {};
};
enum class Optional { Given, Left };
PushedByOpenMSupply pushedByOpenMSupply(const QByteArray &table, Optional optional, const OpenMSupplyRow &values);

} // namespace mailboat::test

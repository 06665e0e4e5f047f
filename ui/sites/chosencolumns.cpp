// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sites/chosencolumns.h"

#include "ui/sites/peersortkeys.h"

#include <QSettings>
#include <QStringList>

namespace mailboat {

namespace {

struct NamedColumn {
    PeerColumn column;
    const char *name; ///< by which it is stored
};

constexpr NamedColumn columnNames[] {{StoresColumn, "stores"}, {VersionColumn, "version"}, {AddressColumn, "address"},
    {HardwareIdColumn, "hardware-id"}, {BytesColumn, "bytes"}};

QString columnsKey()
{
    return QStringLiteral("sites/columns");
}

} // namespace

QSet<int> chosenColumns()
{
    const QStringList names = QSettings().value(columnsKey()).toStringList();
    QSet<int> columns;
    for (const NamedColumn &known : columnNames) {
        if (names.contains(QLatin1String(known.name)))
            columns.insert(known.column);
    }
    return columns;
}

void keepChosenColumns(const QSet<int> &columns)
{
    QStringList names;
    for (const NamedColumn &known : columnNames) {
        if (columns.contains(known.column))
            names.append(QLatin1String(known.name));
    }
    QSettings().setValue(columnsKey(), names);
}

} // namespace mailboat

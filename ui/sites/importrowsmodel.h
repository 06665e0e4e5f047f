// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/prefs/peerimport.h"

#include <QAbstractTableModel>
#include <QIcon>

#include <vector>

namespace mailboat {

/// The rows of a file of sites with what becomes of each: those with an error first, then the others, each in the order of the file.
class ImportRowsModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { LineColumn, SyncIdColumn, UserNameColumn, ResultColumn, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;

    void setRows(const QList<PeerImport::Row> &rows);
    void setIcons(const QIcon &error, const QIcon &warning);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    static QString cellText(const PeerImport::Row &row, int column);
    static QString resultWords(const PeerImport::Row &row);

    QList<PeerImport::Row> m_rows {};
    std::vector<qsizetype> m_order {}; ///< indices in m_rows
    QIcon m_error {};
    QIcon m_warning {};
};

} // namespace mailboat

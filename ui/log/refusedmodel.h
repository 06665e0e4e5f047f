// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/quarantine.h"

#include <QAbstractTableModel>

namespace mailboat {

/// Records that could not be taken or sent, a row each, newest first; behind them what is only counted. Holds what it was given.
class RefusedModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { TableColumn, RecordColumn, FieldColumn, ReasonColumn, SinceColumn, FromColumn, Columns };
    using QAbstractTableModel::QAbstractTableModel;

    void clear();
    void append(const QList<Quarantine::Entry> &older);
    void setMore(bool isMore) { m_isMore = isMore; }
    const Quarantine::Entry &entryAt(int row) const { return m_rows.at(row); }
    int rowOf(qint64 number) const; ///< -1: it is not here
    static QString nameOf(const Quarantine::Entry &entry); ///< "transact: 8F3A…"
    /// What happened to that record and what to do, a line each; nothing of what stands in it.
    static QString details(const Quarantine::Entry &entry);
    static QStringList csvHeadings();
    static QStringList csvCells(const Quarantine::Entry &entry);
    /// Whether a text stands in anything that is shown of it; any case. Any thread.
    static bool contains(const Quarantine::Entry &entry, const QString &text);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

signals:
    void moreWanted();

private:
    static QString cell(const Quarantine::Entry &entry, int column);

    QList<Quarantine::Entry> m_rows {};
    bool m_isMore = false;
};

} // namespace mailboat

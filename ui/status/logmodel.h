// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/synclog.h"

#include <QAbstractTableModel>

namespace mailboat {

/// Past cycles, or the changes of settings, as rows, newest first. Holds what it was given.
class LogModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum class Kind { Cycles, Changes };
    explicit LogModel(Kind kind, QObject *parent = nullptr);

    /// Takes those of its kind; newest last, as the log gives them.
    void setEntries(const QList<SyncLog::Entry> &entries);
    /// All that is known of the entry in that row, a line each; no secret.
    QString details(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        SyncLog::Entry entry;
        CycleReport report; ///< of a cycle
    };
    QString cycleText(const Row &row, int column) const;
    QString changeText(const Row &row, int column) const;

    Kind m_kind;
    QList<Row> m_rows;
};

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/synclog.h"

#include <QAbstractTableModel>

#include <deque>

namespace mailboat {

/// Past cycles, changes of settings and of what becomes of the datafile, or contacts of a primary's sites, as rows, newest first. Holds
/// what it was given; whether there is more is known to whoever gives it in, who is asked as one scrolls.
class LogModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum class Kind { Cycles, Changes, Contacts };
    explicit LogModel(Kind kind, QObject *parent = nullptr);

    static QStringList kindsOf(Kind kind); ///< as the log calls them
    void clear();
    void append(const QList<SyncLog::Entry> &older); ///< of its kind, newest first; behind those there are
    void prepend(const QList<SyncLog::Entry> &newer); ///< newest first; before them
    /// Forgets all but the newest `count`. Number of the last one left; 0: there were no more than that.
    qint64 keepNewest(int count);
    void setMore(bool isMore) { m_isMore = isMore; }
    /// All that is known of the entry in that row, a line each; no secret.
    QString details(int row) const;
    /// Headings and cells as a spreadsheet has them, times and numbers such as it can read, the details last.
    static QStringList csvHeadings(Kind kind);
    static QStringList csvCells(Kind kind, const SyncLog::Entry &entry);
    /// Whether a text stands in anything that is shown of an entry of that kind; any case. Any thread.
    static bool contains(Kind kind, const SyncLog::Entry &entry, const QString &text);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

signals:
    void moreWanted();

private:
    Kind m_kind;
    struct ShownEntry {
        SyncLog::Entry entry;
        QStringList cells {}; ///< empty: nobody has seen them yet
    };
    const QString &cellAt(int row, int column) const;

    mutable std::deque<ShownEntry> m_rows;
    bool m_isMore = false;
};

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/log/logmodel.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTableView;

namespace mailboat {

/// A log as a table with the details of the selected row below, which can be copied; a word where it is empty.
class LogView final : public QWidget
{
    Q_OBJECT
public:
    explicit LogView(LogModel::Kind kind, QWidget *parent = nullptr);
    /// Takes the place of what there was; newest first. `isMore`: further back there is more than these.
    void begin(const QList<SyncLog::Entry> &entries, bool isMore);
    void addOlder(const QList<SyncLog::Entry> &entries, bool isMore);
    void addNewer(const QList<SyncLog::Entry> &entries); ///< what is selected and seen stays
    /// Where one looks at the newest, and there are more than `count`: forgets the others. Number of the last one left; 0: none went.
    qint64 keepNewest(int count);
    /// Whether what is shown was looked for: an empty list then says that nothing fits, that it is still looked for, or that it could
    /// not be read.
    enum class Search { None, Running, Done, Failed };
    void setSearch(Search search);
    void focusList(); ///< once there is something in it
    int rows() const { return m_model.rowCount(); }

signals:
    void moreWanted();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void layOut();
    void showWhatThereIs();
    void showSelected();
    void copy();

    LogModel::Kind m_kind;
    LogModel m_model;
    Search m_search = Search::None;
    bool m_isFocusWanted = false;
    QTableView *m_table;
    QLabel *m_empty;
    QPlainTextEdit *m_details;
    QPushButton *m_copy;
};

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/status/logmodel.h"

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
    void setEntries(const QList<SyncLog::Entry> &entries); ///< keeps the selection by position where it can

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showSelected();
    void copy();

    LogModel m_model;
    QTableView *m_table;
    QLabel *m_empty;
    QPlainTextEdit *m_details;
    QPushButton *m_copy;
};

} // namespace mailboat

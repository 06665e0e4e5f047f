// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;
class QListWidget;
class QListWidgetItem;

namespace mailboat {

/// The list of categories with a field that filters it. Those without a page are listed, disabled, and say why.
class CategoryList final : public QWidget
{
    Q_OBJECT
public:
    explicit CategoryList(QWidget *parent = nullptr);
    void select(const QString &category);
    QString selected() const; ///< empty: none

signals:
    void selectedChanged(const QString &category);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void filter(const QString &text);
    void takeMatch(); ///< the first category that is found and has a page; the keyboard goes there with it

    QLineEdit *m_filter;
    QListWidget *m_list;
};

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QCheckBox;
class QLineEdit;
class QListWidget;
class QListWidgetItem;

namespace mailboat {

/// The list of categories with a field that filters it, by their names and the labels of their settings. Those without a page are
/// listed, disabled, and say why; they fold away, and stay so for whoever uses this machine.
class CategoryList final : public QWidget
{
    Q_OBJECT
public:
    explicit CategoryList(QWidget *parent = nullptr);
    /// What a category is found by besides its name: the labels of its settings.
    void setLabels(const QString &category, const QStringList &labels);
    void select(const QString &category);
    QString selected() const; ///< empty: none

signals:
    void selectedChanged(const QString &category);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void filter();
    void setOthersShown(bool shown);
    void takeMatch(); ///< the first category that is found and has a page; the keyboard goes there with it

    QLineEdit *m_filter;
    QListWidget *m_list;
    QCheckBox *m_others; ///< whether those without a page are shown
};

} // namespace mailboat

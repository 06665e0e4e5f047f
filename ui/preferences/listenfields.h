// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QComboBox;
class QGridLayout;
class QLineEdit;

namespace mailboat {

class FieldMessage;

/// Where a primary listens: who can reach it as a choice in words, and the same as address and port; each follows the others. What
/// counts is the text.
class ListenFields final : public QObject
{
    Q_OBJECT
public:
    /// Puts its rows into `grid`, from row `row` on; three of them.
    ListenFields(QGridLayout *grid, int row, QWidget *parent);

    QComboBox *choice() const { return m_choice; }
    QLineEdit *text() const { return m_text; }
    FieldMessage *message() const { return m_message; }
    void follow(); ///< the text, which has been set
    void setLocked(const QString &reason); ///< empty: not

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    enum Choice { ThisComputer, EveryAddress, OneAddress };
    void choose(int choice);
    void setPort(const QString &typed);
    void put(const QString &text);

    QComboBox *m_choice;
    QLineEdit *m_text;
    QLineEdit *m_port;
    FieldMessage *m_message;
};

} // namespace mailboat

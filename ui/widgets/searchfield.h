// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace mailboat {

/// A field that narrows a list while one types: Esc empties it, and only when empty goes on to the window; Down and Enter
/// lead to the list.
class SearchField final : public QLineEdit
{
    Q_OBJECT
public:
    /// `words`: what can be searched; placeholder and accessible name.
    explicit SearchField(const QString &words, QWidget *parent = nullptr);

signals:
    void listRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace mailboat

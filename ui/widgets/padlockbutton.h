// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace mailboat {

class IconLabel;

/// The padlock of the window: a picture (closed and red, or open and green), words that say the same, and the button that asks to
/// lock or unlock. Decides nothing.
class PadlockButton final : public QWidget
{
    Q_OBJECT
public:
    explicit PadlockButton(QWidget *parent = nullptr);
    void setUnlocked(bool unlocked);
    bool isUnlocked() const { return m_isUnlocked; }

signals:
    void clicked(); ///< what it asks for is the opposite of isUnlocked()

private:
    void display(bool unlocked);

    bool m_isUnlocked = false;
    IconLabel *m_picture;
    QLabel *m_state;
    QPushButton *m_button;
};

} // namespace mailboat

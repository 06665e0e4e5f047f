// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace mailboat {

/// Keeps a letter that is pressed with Alt, and that no control answers to now, out of the field that has the keyboard: Qt
/// would type it there. Works in every window of the program, as long as it lives.
class AltLetters final : public QObject
{
    Q_OBJECT
public:
    explicit AltLetters(QObject *parent = nullptr);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace mailboat

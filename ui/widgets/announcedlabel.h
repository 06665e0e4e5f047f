// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace mailboat {

/// A label whose text a screen reader says when asked to, wherever the keyboard is: to it, a notification.
class AnnouncedLabel final : public QLabel
{
    Q_OBJECT
public:
    explicit AnnouncedLabel(QWidget *parent = nullptr);

    void announce(); ///< what it shows; nothing while it is hidden
};

} // namespace mailboat

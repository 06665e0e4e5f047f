// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace mailboat {

/// A label whose text, or accessible name where it has one, a screen reader says as the label comes up and when asked to, wherever
/// the keyboard is: to it, a notification, which is what the alerts of other toolkits are on this desktop (W3C Core-AAM).
class AnnouncedLabel final : public QLabel
{
    Q_OBJECT
public:
    explicit AnnouncedLabel(QWidget *parent = nullptr);

    void announce(); ///< what it shows; nothing while it is hidden
};

} // namespace mailboat

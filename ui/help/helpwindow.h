// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/help/helppages.h"

#include <QDialog>

namespace mailboat {

/// The help of a page, in a window of its own beside the preferences, to be read by mouse, keyboard and screen reader. Opens at
/// `topic` (helpTopic()), with the text cursor there.
class HelpWindow final : public QDialog
{
    Q_OBJECT
public:
    explicit HelpWindow(const HelpPage &page, const QString &topic = {}, QWidget *parent = nullptr);
};

/// The help of that category over `window`, at what has the keyboard there; nothing where the category has no help.
void openHelp(const QString &category, QWidget *window);

} // namespace mailboat

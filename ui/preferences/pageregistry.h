// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/preferences/preferencepage.h"

#include <QString>

namespace mailboat {

/// The page of a category, made for this window; nullptr where Mailboat has none. A further page is a class and a line here.
PreferencePage *makePage(const QString &category, PreferencesContext &context, QWidget *parent);
bool hasPage(const QString &category);

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>

namespace mailboat {

/// Texts of both programs, and Qt's own, in the first of the person's languages that there is a translation for; else in
/// English. Numbers and dates follow that language. Returns it: windows take their direction from it.
QLocale installTranslations();

} // namespace mailboat

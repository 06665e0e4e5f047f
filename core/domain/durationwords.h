// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>

namespace mailboat {

/// "less than a second", "12 seconds", "3 minutes", "2 hours", "4 days"; rounded down. Translated, numbers as the locale writes them.
QString durationWords(std::chrono::milliseconds duration);
/// A text of the context "mailboat" with the number of whole units in it: "%Ln days".
QString wholeUnits(const char *text, std::chrono::milliseconds duration, std::chrono::milliseconds unit);

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/syncstatus.h"

namespace mailboat {

/// A first load under way: "First load: 12,400 of about 50,000 records, 8.0 MB of 31.4 MB, about 4 minutes left"; as far as that is
/// known, empty where nothing is. Translated.
QString firstLoadWords(const Progress &load);
/// One that waits: "First load: about 50,000 records, 31.4 MB; about 55 minutes at the measured speed of 9 kB a second." Empty
/// where nothing is known, or nothing is left.
QString waitingLoadWords(const Progress &load);
/// How long it takes in the words of durationWords(), never less than a second.
QString remainingWords(std::chrono::seconds remaining);

} // namespace mailboat

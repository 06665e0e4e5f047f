// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/durationwords.h"

#include <QDateTime>

namespace mailboat {

/// Times as people say them, translated, numbers as the locale writes them.

/// "just now", "3 minutes ago", "yesterday"; from a month on the date. A time that is still to come (a clock was set) is
/// "just now" within a minute and else given with its date. Empty for an invalid time.
QString agoWords(const QDateTime &when, const QDateTime &now);
/// "in less than a minute", "in 5 minutes", "in 2 days"; "now" once it is past. Empty for an invalid time.
QString untilWords(const QDateTime &when, const QDateTime &now);
/// Date and time of day here, in the locale's short form; empty for an invalid time.
QString localTimeWords(const QDateTime &when);

/// The time of day here, in the locale's short form; empty for an invalid time.
QString localClockWords(const QDateTime &when);

/// "today 10:12", "yesterday 22:00", else as localTimeWords(); by the days of this machine. Empty for an invalid time.
QString dayTimeWords(const QDateTime &when, const QDateTime &now);

} // namespace mailboat

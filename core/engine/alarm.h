// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/status.h"

namespace mailboat {

/// How much attention the state of synchronisation wants: calm about what mends itself, loud about silence.
enum class AlarmLevel {
    Calm, ///< nothing to say
    Notice, ///< said where somebody looks; nothing turns red
    Warning, ///< red: somebody has to act, or it has gone on for too long to be a blip
    Loud, ///< red, and brought before people wherever they are
};
QString alarmName(AlarmLevel level); ///< "calm", "notice", "warning", "loud"

struct Alarm {
    AlarmLevel level = AlarmLevel::Calm;
    /// Last success, or first failure where there was none; of what waits for a person when it began; invalid: not known.
    QDateTime since {};
    QString sentence {}; ///< for people, translated; empty where Calm. The error itself is Status::lastError
};

/// A failure that may heal is a notice until it has come three times in a row or gone on for an hour; one that does not heal is
/// a warning at once. What keeps the engine from its datafile is a warning at once, and loud after an hour. Whatever the last error
/// was, a day without success is a warning and three days are loud; where the interval is long, two and six of it. What somebody has
/// paused is never more than a notice. Daily backups that fail, or are overdue, are a warning.
Alarm alarmOf(const Status &status, const QDateTime &now);
/// Of that the days without success alone, also where something else is more urgent.
Alarm silenceOf(const Status &status, const QDateTime &now);

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/durationwords.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>

namespace mailboat {

namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

} // namespace

QString wholeUnits(const char *text, milliseconds duration, milliseconds unit)
{
    const qint64 count = std::min<qint64>(duration / unit, std::numeric_limits<int>::max()); // chooses a plural form
    return QCoreApplication::translate("mailboat", text, nullptr, static_cast<int>(count));
}

// One of each unit has a text of its own, so that English is right without a translation of its own.

QString durationWords(milliseconds duration)
{
    if (duration < seconds(1))
        return QCoreApplication::translate("mailboat", "less than a second");
    if (duration < seconds(2))
        return QCoreApplication::translate("mailboat", "a second");
    if (duration < minutes(1))
        return wholeUnits(QT_TRANSLATE_N_NOOP("mailboat", "%Ln seconds"), duration, seconds(1));
    if (duration < minutes(2))
        return QCoreApplication::translate("mailboat", "a minute");
    if (duration < hours(1))
        return wholeUnits(QT_TRANSLATE_N_NOOP("mailboat", "%Ln minutes"), duration, minutes(1));
    if (duration < hours(2))
        return QCoreApplication::translate("mailboat", "an hour");
    if (duration < days(1))
        return wholeUnits(QT_TRANSLATE_N_NOOP("mailboat", "%Ln hours"), duration, hours(1));
    if (duration < days(2))
        return QCoreApplication::translate("mailboat", "a day");
    return wholeUnits(QT_TRANSLATE_N_NOOP("mailboat", "%Ln days"), duration, days(1));
}

} // namespace mailboat

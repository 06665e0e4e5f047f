// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/timewords.h"

#include "core/domain/durationwords.h"

#include <QCoreApplication>
#include <QLocale>

namespace mailboat {

namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;

constexpr days longAgo {30};

milliseconds between(const QDateTime &earlier, const QDateTime &later)
{
    return milliseconds(earlier.msecsTo(later));
}

} // namespace

// One of each unit has a text of its own, so that English is right without a translation of its own.

QString agoWords(const QDateTime &when, const QDateTime &now)
{
    if (!when.isValid())
        return {};
    const milliseconds ago = between(when, now);
    if (ago < -minutes(1) || ago >= longAgo)
        return localTimeWords(when);
    if (ago < minutes(1))
        return QCoreApplication::translate("mailboat", "just now");
    if (ago < minutes(2))
        return QCoreApplication::translate("mailboat", "a minute ago");
    if (ago < hours(1))
        return wholeUnits(QT_TRANSLATE_N_NOOP("mailboat", "%Ln minutes ago"), ago, minutes(1));
    if (ago < hours(2))
        return QCoreApplication::translate("mailboat", "an hour ago");
    if (ago < days(1))
        return wholeUnits(QT_TRANSLATE_N_NOOP("mailboat", "%Ln hours ago"), ago, hours(1));
    if (ago < days(2))
        return QCoreApplication::translate("mailboat", "a day ago");
    return wholeUnits(QT_TRANSLATE_N_NOOP("mailboat", "%Ln days ago"), ago, days(1));
}

QString untilWords(const QDateTime &when, const QDateTime &now)
{
    if (!when.isValid())
        return {};
    const milliseconds left = between(now, when);
    if (left <= milliseconds(0))
        return QCoreApplication::translate("mailboat", "now");
    if (left < minutes(1))
        return QCoreApplication::translate("mailboat", "in less than a minute");
    if (left < minutes(2))
        return QCoreApplication::translate("mailboat", "in a minute");
    if (left < hours(1))
        return wholeUnits(QT_TRANSLATE_N_NOOP("mailboat", "in %Ln minutes"), left, minutes(1));
    if (left < hours(2))
        return QCoreApplication::translate("mailboat", "in an hour");
    if (left < days(1))
        return wholeUnits(QT_TRANSLATE_N_NOOP("mailboat", "in %Ln hours"), left, hours(1));
    if (left < days(2))
        return QCoreApplication::translate("mailboat", "in a day");
    return wholeUnits(QT_TRANSLATE_N_NOOP("mailboat", "in %Ln days"), left, days(1));
}

QString localTimeWords(const QDateTime &when)
{
    return when.isValid() ? QLocale().toString(when.toLocalTime(), QLocale::ShortFormat) : QString();
}

QString localClockWords(const QDateTime &when)
{
    return when.isValid() ? QLocale().toString(when.toLocalTime().time(), QLocale::ShortFormat) : QString();
}

QString dayTimeWords(const QDateTime &when, const QDateTime &now)
{
    if (!when.isValid())
        return {};
    const QDateTime here = when.toLocalTime();
    const QString time = localClockWords(when);
    const qint64 days = here.daysTo(now.toLocalTime());
    if (days == 0)
        return QCoreApplication::translate("mailboat", "today %1").arg(time);
    if (days == 1)
        return QCoreApplication::translate("mailboat", "yesterday %1").arg(time);
    return localTimeWords(when);
}

} // namespace mailboat

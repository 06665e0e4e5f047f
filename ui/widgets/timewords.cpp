// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/timewords.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <limits>

namespace mailboat {

namespace {

using std::chrono::days;
using std::chrono::duration_cast;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr days longAgo {30};

/// A plural form is chosen by an int.
template<class Unit>
int count(milliseconds duration)
{
    return static_cast<int>(std::min<qint64>(duration_cast<Unit>(duration).count(), std::numeric_limits<int>::max()));
}

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
        return QCoreApplication::translate("mailboat", "%Ln minutes ago", nullptr, count<minutes>(ago));
    if (ago < hours(2))
        return QCoreApplication::translate("mailboat", "an hour ago");
    if (ago < days(1))
        return QCoreApplication::translate("mailboat", "%Ln hours ago", nullptr, count<hours>(ago));
    if (ago < days(2))
        return QCoreApplication::translate("mailboat", "a day ago");
    return QCoreApplication::translate("mailboat", "%Ln days ago", nullptr, count<days>(ago));
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
        return QCoreApplication::translate("mailboat", "in %Ln minutes", nullptr, count<minutes>(left));
    if (left < hours(2))
        return QCoreApplication::translate("mailboat", "in an hour");
    if (left < days(1))
        return QCoreApplication::translate("mailboat", "in %Ln hours", nullptr, count<hours>(left));
    if (left < days(2))
        return QCoreApplication::translate("mailboat", "in a day");
    return QCoreApplication::translate("mailboat", "in %Ln days", nullptr, count<days>(left));
}

QString durationWords(milliseconds duration)
{
    if (duration < seconds(1))
        return QCoreApplication::translate("mailboat", "less than a second");
    if (duration < seconds(2))
        return QCoreApplication::translate("mailboat", "a second");
    if (duration < minutes(1))
        return QCoreApplication::translate("mailboat", "%Ln seconds", nullptr, count<seconds>(duration));
    if (duration < minutes(2))
        return QCoreApplication::translate("mailboat", "a minute");
    if (duration < hours(1))
        return QCoreApplication::translate("mailboat", "%Ln minutes", nullptr, count<minutes>(duration));
    if (duration < hours(2))
        return QCoreApplication::translate("mailboat", "an hour");
    if (duration < days(1))
        return QCoreApplication::translate("mailboat", "%Ln hours", nullptr, count<hours>(duration));
    if (duration < days(2))
        return QCoreApplication::translate("mailboat", "a day");
    return QCoreApplication::translate("mailboat", "%Ln days", nullptr, count<days>(duration));
}

QString localTimeWords(const QDateTime &when)
{
    return when.isValid() ? QLocale().toString(when.toLocalTime(), QLocale::ShortFormat) : QString();
}

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QLocale>

namespace mailboat {

/// A day for people, its month in words. What locales call their short form has marks of direction in Arabic, which PlainText
/// shows as U+FFFD.
inline QString dayWords(QDate day)
{
    return QLocale().toString(day, QStringLiteral("d MMMM yyyy"));
}

/// The same with the time of day here.
inline QString momentWords(const QDateTime &when)
{
    return QLocale().toString(when.toLocalTime(), QStringLiteral("d MMMM yyyy HH:mm"));
}

} // namespace mailboat

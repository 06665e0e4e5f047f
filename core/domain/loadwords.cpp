// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/loadwords.h"

#include "core/domain/durationwords.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace mailboat {

namespace {

QString counted(qint64 records)
{
    return QLocale().toString(records);
}

QString sized(double bytes)
{
    constexpr double kilobyte = 1000;
    constexpr double megabyte = 1'000'000;
    return QLocale().formattedDataSize(std::llround(bytes),
        bytes < megabyte || bytes >= 100 * megabyte ? 0 : 1, // "9 kB", "31.4 MB", "310 MB"
        bytes < kilobyte ? QLocale::DataSizeIecFormat : QLocale::DataSizeSIFormat);
}

QString words(const char *text)
{
    return QCoreApplication::translate("mailboat", text);
}

bool isTimed(const Progress &load)
{
    return load.remaining && load.remaining->count() > 0 && load.bytesPerSecond > 0;
}

} // namespace

QString remainingWords(std::chrono::seconds remaining)
{
    return durationWords(std::max(remaining, std::chrono::seconds(1)));
}

QString firstLoadWords(const Progress &load)
{
    if (load.total == 0)
        return {};
    const QString done = counted(load.done);
    const QString total = counted(load.total);
    const auto bytes = static_cast<double>(load.bytes);
    const auto all = static_cast<double>(std::max(load.bytes, load.bytesTotal));
    if (load.isAtLeast)
        return words(QT_TRANSLATE_NOOP("mailboat", "First load: %1 of at least %2 records, %3 so far"))
            .arg(done, total, sized(bytes));
    if (!load.remaining || load.done == load.total)
        return words(QT_TRANSLATE_NOOP("mailboat", "First load: %1 of about %2 records, %3 of %4"))
            .arg(done, total, sized(bytes), sized(all));
    return words(QT_TRANSLATE_NOOP("mailboat", "First load: %1 of about %2 records, %3 of %4, about %5 left"))
        .arg(done, total, sized(bytes), sized(all), remainingWords(*load.remaining));
}

QString waitingLoadWords(const Progress &load)
{
    if (load.total == 0 || (load.done == load.total && !load.isAtLeast))
        return {};
    const QString total = counted(load.total);
    const QString done = counted(load.done);
    const QString bytes = sized(static_cast<double>(load.bytes));
    const QString all = sized(static_cast<double>(std::max(load.bytes, load.bytesTotal)));
    const bool hasBegun = load.done > 0;
    if (load.isAtLeast)
        return hasBegun
            ? words(QT_TRANSLATE_NOOP("mailboat", "First load: %1 of at least %2 records have come.")).arg(done, total)
            : words(QT_TRANSLATE_NOOP(
                        "mailboat", "First load: at least %1 records, %2; the primary has yet to say how many more."))
                  .arg(total, all);
    if (!isTimed(load))
        return hasBegun
            ? words(QT_TRANSLATE_NOOP("mailboat", "First load: %1 of about %2 records have come, %3 of %4."))
                  .arg(done, total, bytes, all)
            : words(QT_TRANSLATE_NOOP("mailboat", "First load: about %1 records, %2.")).arg(total, all);
    const QString time = remainingWords(*load.remaining);
    const QString speed = sized(load.bytesPerSecond);
    return hasBegun
        ? words(
            QT_TRANSLATE_NOOP("mailboat",
                "First load: %1 of about %2 records have come, %3 of %4; about %5 more at the measured speed of %6 a "
                "second."))
              .arg(done, total, bytes, all, time, speed)
        : words(QT_TRANSLATE_NOOP(
                    "mailboat", "First load: about %1 records, %2; about %3 at the measured speed of %4 a second."))
              .arg(total, all, time, speed);
}

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/figures.h"

#include "tests/support/catch.h"

#include <QFile>
#include <QRegularExpression>

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>

namespace mailboat::test {

namespace {

QString fileOf(qint64 process, const char *name)
{
    QFile file(QStringLiteral("/proc/%1/%2").arg(process).arg(QLatin1String(name)));
    REQUIRE(file.open(QIODevice::ReadOnly));
    return QString::fromLatin1(file.readAll());
}

double mebibytesIn(qint64 process, const char *field)
{
    const QRegularExpression line(QLatin1String(field) + QStringLiteral(":\\s*(\\d+) kB"));
    return line.match(fileOf(process, "status")).captured(1).toDouble() / 1024;
}

double usedBy(int whom)
{
    rusage used {};
    (void)getrusage(whom, &used);
    const auto seconds = [](const timeval &time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

} // namespace

double median(QList<double> values)
{
    return quantile(std::move(values), 0.5);
}

double quantile(QList<double> values, double part)
{
    std::sort(values.begin(), values.end());
    return values.at(std::min(static_cast<qsizetype>(static_cast<double>(values.size()) * part), values.size() - 1));
}

double processorTime(qint64 process)
{
    const QString text = fileOf(process, "stat");
    const QStringList fields = text.mid(text.lastIndexOf(QLatin1Char(')')) + 2).split(QLatin1Char(' '));
    return (fields.value(11).toDouble() + fields.value(12).toDouble()) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

double peakMemory(qint64 process)
{
    return mebibytesIn(process, "VmHWM");
}

double memoryNow(qint64 process)
{
    return mebibytesIn(process, "VmRSS");
}

double ownProcessorTime()
{
    return usedBy(RUSAGE_SELF);
}

double processorTimeOfEnded()
{
    return usedBy(RUSAGE_CHILDREN);
}

} // namespace mailboat::test

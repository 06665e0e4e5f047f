// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

namespace mailboat::test {

double median(QList<double> values);
double quantile(QList<double> values, double part); ///< 0.99: all but a hundredth of them are not higher
/// Seconds of processor time that a running process has had.
double processorTime(qint64 process);
/// Most memory that a running process had at once, in MiB.
double peakMemory(qint64 process);
double memoryNow(qint64 process); ///< MiB
/// Seconds of processor time that this process has had, or its children that have ended.
double ownProcessorTime();
double processorTimeOfEnded();

} // namespace mailboat::test

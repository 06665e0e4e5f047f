// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/syncstatus.h"

#include <QElapsedTimer>

namespace mailboat {

/// How far something is, on standard error, once it takes longer than a second: a bar on a terminal, else a line now and then.
class ProgressLine final
{
public:
    enum class Start { AfterASecond, AtOnce };
    explicit ProgressLine(Start start = Start::AfterASecond);
    ~ProgressLine(); ///< takes the bar away
    Q_DISABLE_COPY_MOVE(ProgressLine)

    void show(const Progress &progress);
    /// `total` 0: not known. The rate is worked out from the start.
    void show(const QString &title, qint64 done, qint64 total);

private:
    void show(const QString &title, const Progress &progress);

    bool m_isTerminal;
    bool m_hasBar = false;
    qint64 m_quietUntil; ///< milliseconds since the start
    QString m_lastTitle;
    QElapsedTimer m_since;
};

/// The words of such a line: "Sending records  1,200/20,000  340/s  2 min left"; with a bar where `barWidth` is above 0.
QString progressText(const QString &title, const Progress &progress, int barWidth);

} // namespace mailboat

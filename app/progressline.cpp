// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/progressline.h"

#include "app/terminal.h"
#include "core/domain/loadwords.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace mailboat {

namespace {

constexpr qint64 firstMs = 1000;
constexpr qint64 barEveryMs = 100;
constexpr qint64 lineEveryMs = 2000;
constexpr int barColumns = 24;

void writeError(const QByteArray &bytes)
{
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stderr);
    std::fflush(stderr);
}

QString bar(double share, int width)
{
    const auto filled = static_cast<qsizetype>(std::lround(share * width));
    return u'[' + QString(filled, u'#') + QString(width - filled, u'-') + u']';
}

QString remainingText(std::chrono::seconds left)
{
    if (left < std::chrono::minutes(2))
        return QCoreApplication::translate("mailboat", "%1 s left").arg(left.count());
    const auto minutes = std::chrono::round<std::chrono::minutes>(left);
    return QCoreApplication::translate("mailboat", "%1 min left").arg(minutes.count());
}

} // namespace

QString progressText(const QString &title, const Progress &progress, int barWidth)
{
    const QLocale locale;
    QStringList parts {title};
    if (progress.total > 0 && barWidth > 0)
        parts += bar(shareOf(progress), barWidth);
    if (progress.total > 0 && progress.isFirstLoad) {
        parts += firstLoadWords(progress);
        return parts.join(QLatin1String("  "));
    }
    if (progress.total > 0) {
        parts += locale.toString(progress.done) + u'/' + locale.toString(progress.total)
            + (progress.isAtLeast ? QStringLiteral("+") : QString());
    } else if (progress.done > 0) {
        parts += locale.toString(progress.done);
    }
    if (progress.rate >= 0.5)
        parts += QCoreApplication::translate("mailboat", "%1/s").arg(locale.toString(std::llround(progress.rate)));
    if (progress.remaining && progress.remaining->count() > 0)
        parts += remainingText(*progress.remaining);
    return parts.join(QLatin1String("  "));
}

ProgressLine::ProgressLine(Start start)
    : m_isTerminal(errorIsTerminal())
    , m_quietUntil(start == Start::AtOnce ? 0 : firstMs)
{
    m_since.start();
}

ProgressLine::~ProgressLine()
{
    if (m_hasBar)
        writeError("\r\033[K");
}

void ProgressLine::show(const Progress &progress)
{
    show(stepTitle(progress.step), progress);
}

void ProgressLine::show(const QString &title, qint64 done, qint64 total)
{
    if (m_since.elapsed() < m_quietUntil)
        return;
    Progress progress;
    progress.done = done;
    progress.total = total;
    progress.rate = static_cast<double>(done) * 1000.0 / static_cast<double>(std::max<qint64>(1, m_since.elapsed()));
    if (total > done && progress.rate > 0)
        progress.remaining = std::chrono::seconds(std::llround(static_cast<double>(total - done) / progress.rate));
    show(title, progress);
}

void ProgressLine::show(const QString &title, const Progress &progress)
{
    const qint64 now = m_since.elapsed();
    const bool isNewStep = !m_lastTitle.isEmpty() && title != m_lastTitle;
    if (now < m_quietUntil && !isNewStep)
        return;
    if (m_isTerminal) {
        const QString text = progressText(title, progress, barColumns).left(terminalWidth() - 1);
        writeError("\r" + text.toUtf8() + "\033[K");
        m_hasBar = true;
    } else {
        writeError(progressText(title, progress, 0).toUtf8() + '\n');
    }
    m_lastTitle = title;
    m_quietUntil = now + (m_isTerminal ? barEveryMs : lineEveryMs);
}

} // namespace mailboat

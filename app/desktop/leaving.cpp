// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/leaving.h"

#include "core/engine/enginethread.h"
#include "ui/status/statuswords.h"
#include "ui/status/trayicon.h"
#include "ui/widgets/errorwords.h"

#include <QRegularExpression>

namespace mailboat {

namespace {

/// As a shell reads it back, whatever is in it.
QString shellWord(const QString &text)
{
    static const QRegularExpression plain(QStringLiteral("^[A-Za-z0-9_@%+=:,./-]+$"));
    return plain.match(text).hasMatch() ? text : u'\'' + QString(text).replace(u'\'', QLatin1String("'\\''")) + u'\'';
}

QString joined(QStringList sentences, QChar separator)
{
    sentences.removeAll(QString());
    return sentences.join(separator);
}

} // namespace

Leaving::Leaving(const DatafileAddress &datafile, SiteConnection &site, const EngineThread &engine, Prompt &prompt,
    const Clock &clock)
    : m_datafile(datafile)
    , m_engine(engine)
    , m_prompt(prompt)
    , m_clock(clock)
{
    connect(&site, &SiteConnection::statusChanged, this, [this](const Status &status) { m_status = status; });
    connect(&site, &SiteConnection::synced, this, &Leaving::sent);
}

bool Leaving::isAnythingLeft() const
{
    if (!m_status || m_status->role != SiteRole::Satellite)
        return false;
    const bool goesOnElsewhere = m_status->engineRunning && !m_engine.isRunning();
    return m_status->waitingToPush > 0 && !goesOnElsewhere;
}

void Leaving::ask(QWidget *window, bool stops, std::function<void(bool mayEnd)> answered)
{
    answer(false);
    m_window = window;
    m_stops = stops;
    m_failure.reset();
    m_answered = std::move(answered);
    ask();
}

void Leaving::ask()
{
    const StatusWords words = m_status ? statusWords(*m_status, m_clock.utcNow()) : StatusWords {};
    const bool canSend = isAnythingLeft() && words.whyNoSync.isEmpty();
    Question asked = question(words);
    if (canSend) {
        asked.yes = tr("&Send now and quit");
        asked.third = tr("&Quit");
    } else {
        asked.yes = tr("&Quit");
        asked.isDangerous = true; // Return keeps it open
    }
    m_prompt.ask(m_window, asked, [this, canSend](Choice choice) { chosen(choice, canSend); });
}

void Leaving::chosen(Choice choice, bool canSend)
{
    if (choice != Choice::Yes || !canSend)
        return answer(choice != Choice::No);
    m_isSending = true;
    emit sendRequested();
}

/// Whoever has stopped it by hand stays.
void Leaving::sent(const CycleReport &report)
{
    if (!std::exchange(m_isSending, false))
        return;
    if (report.ok)
        return answer(true);
    if (!report.error || report.error->code == ErrorCode::Cancelled)
        return answer(false);
    m_failure = report.error;
    ask();
}

void Leaving::answer(bool mayEnd)
{
    m_isSending = false;
    if (const auto answered = std::exchange(m_answered, {}))
        answered(mayEnd);
}

Question Leaving::question(const StatusWords &words) const
{
    Question asked;
    asked.title = tr("Synchronisation stops");
    const QString stops = m_stops ? tr("Synchronisation stops when Mailboat quits.") : QString();
    asked.text = joined({m_failure ? tr("The records could not be sent.") : stops, words.waiting}, u' ');
    asked.detail = detail(words);
    asked.no = tr("S&tay");
    return asked;
}

QString Leaving::detail(const StatusWords &words) const
{
    QStringList lines;
    if (m_failure)
        lines += errorWords(*m_failure);
    else if (isAnythingLeft() && !words.whyNoSync.isEmpty())
        lines += words.whyNoSync;
    if (isAnythingLeft())
        lines += tr("What waits stays in the datafile, and is sent once Mailboat runs again.");
    if (m_stops && !TrayIcon::isAvailable() && !m_failure)
        lines += tr("This desktop has no tray in which it could go on. The service \"mailboatctl serve\" goes on "
                    "without a window:\n%1")
                     .arg(QStringLiteral("mailboatctl --datafile %1 serve").arg(shellWord(m_datafile.path())));
    return joined(lines, u'\n');
}

} // namespace mailboat

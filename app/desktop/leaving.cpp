// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/leaving.h"

#include "core/domain/forplural.h"
#include "core/domain/joinfilled.h"
#include "core/engine/enginethread.h"
#include "ui/status/statuswords.h"
#include "ui/status/trayicon.h"
#include "ui/widgets/errorwords.h"
#include "ui/widgets/openquestion.h"

#include <QRegularExpression>

#include <algorithm>
#include <utility>

namespace mailboat {

namespace {

/// As a shell reads it back, whatever is in it.
QString shellWord(const QString &text)
{
    static const QRegularExpression plain(QStringLiteral("^[A-Za-z0-9_@%+=:,./-]+$"));
    return plain.match(text).hasMatch() ? text : u'\'' + QString(text).replace(u'\'', QLatin1String("'\\''")) + u'\'';
}

} // namespace

Leaving::Leaving(const DatafileAddress &datafile, SiteConnection &site, const EngineThread &engine, Prompt &prompt,
    const Clock &clock)
    : m_datafile(datafile)
    , m_engine(engine)
    , m_prompt(prompt)
    , m_clock(clock)
{
    connect(&site, &SiteConnection::statusChanged, this, &Leaving::statusRead);
    connect(&site, &SiteConnection::synced, this, &Leaving::sent);
}

/// What the primary has refused by itself waits for a person, and can be left without a question.
qint64 Leaving::left() const
{
    if (!m_status || m_status->role != SiteRole::Satellite)
        return 0;
    return std::max<qint64>(m_status->waitingToPush - m_status->setAsideCount, 0);
}

bool Leaving::isAnythingLeft() const
{
    const bool goesOnElsewhere = m_status && m_status->engineRunning && !m_engine.isRunning();
    return left() > 0 && !goesOnElsewhere;
}

void Leaving::ask(QWidget *window, bool stops, std::function<void(bool mayEnd)> answered)
{
    callOff();
    m_stops = stops;
    m_answered = std::move(answered);
    if (m_isAsking)
        return;
    m_window = window;
    m_failure.reset();
    m_refused = 0;
    askNow();
}

bool Leaving::canSend() const
{
    return isAnythingLeft() && m_status->initialised && m_refused == 0
        && statusWords(*m_status, m_clock.utcNow()).whyNoSync.isEmpty();
}

Question Leaving::questionNow() const
{
    Question asked = question(m_status ? statusWords(*m_status, m_clock.utcNow()) : StatusWords {});
    if (canSend()) {
        asked.yes = tr("&Send now and quit");
        asked.third = tr("&Quit");
    } else {
        asked.yes = tr("&Quit");
        asked.isDangerous = true; // Return keeps it open
    }
    return asked;
}

void Leaving::askNow()
{
    m_canSend = canSend();
    m_asked = questionNow();
    m_isAsking = true;
    m_prompt.ask(m_window, m_asked, [this, number = ++m_question](Choice choice) {
        if (number != m_question) // another one stands in its place
            return;
        m_isAsking = false;
        chosen(choice);
    });
}

/// What it says has changed while it is open: with other buttons it is another question.
void Leaving::askAnew()
{
    const Question now = questionNow();
    if (now.title == m_asked.title && canSend() == m_canSend) {
        if (now.text != m_asked.text || now.detail != m_asked.detail)
            rewordOpenQuestion(*m_window, now.text, now.detail);
        m_asked = now;
        return;
    }
    ++m_question;
    withdrawOpenQuestion(*m_window);
    askNow();
}

void Leaving::chosen(Choice choice)
{
    if (!m_answered) // called off meanwhile
        return;
    if (choice != Choice::Yes || !m_canSend)
        return answer(choice != Choice::No);
    m_isSending = true;
    m_setAsideBefore = m_status->setAsideCount;
    emit sendRequested();
}

/// What the cycle fetches after the last record is sent need not be waited for.
void Leaving::statusRead(const Status &status)
{
    m_status = status;
    if (m_isSending && left() == 0)
        allSent(status.setAsideCount - m_setAsideBefore);
    else if (m_isAsking && m_answered)
        askAnew();
}

/// Whoever has stopped it by hand stays.
void Leaving::sent(const CycleReport &report)
{
    if (!m_isSending)
        return;
    if (report.ok)
        return allSent(report.setAside);
    if (!report.error || report.error->code == ErrorCode::Cancelled)
        return answer(false);
    m_isSending = false;
    m_failure = report.error;
    askNow();
}

void Leaving::allSent(qint64 refused)
{
    if (refused <= 0)
        return answer(true);
    m_isSending = false;
    m_failure.reset();
    m_refused = refused;
    askNow();
}

void Leaving::callOff()
{
    answer(false);
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
    asked.title = m_stops ? tr("Synchronisation stops") : tr("Records wait to be sent");
    if (m_refused > 0)
        asked.text = tr(
            "The primary refuses %Ln record(s). What it refuses stays in the datafile.", nullptr, forPlural(m_refused));
    else
        asked.text = joinFilled({m_failure        ? tr("The records could not be sent.")
                                        : m_stops ? tr("Synchronisation stops when Mailboat quits.")
                                                  : QString(),
                                    words.waiting},
            QStringLiteral(" "));
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
    if (isAnythingLeft() && m_refused == 0) {
        const bool goesByItself = words.whyNoSync.isEmpty() && m_status->blocked != Blocked::Paused;
        if (words.whyNoSync.isEmpty() && !m_status->initialised)
            lines += tr("What waits can be sent only after the first load, which has not ended yet.");
        lines += goesByItself ? tr("What waits stays in the datafile, and is sent once Mailboat runs again.")
                              : tr("What waits stays in the datafile.");
    }
    if (m_stops && !TrayIcon::isAvailable() && !m_failure && m_refused == 0)
        lines += tr("This desktop has no tray in which it could keep running. The service \"mailboatctl serve\" runs "
                    "without a window:\n%1")
                     .arg(QStringLiteral("mailboatctl --datafile %1 serve").arg(shellWord(m_datafile.path())));
    return joinFilled(lines, QStringLiteral("\n"));
}

} // namespace mailboat

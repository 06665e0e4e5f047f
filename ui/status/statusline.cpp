// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/status/statusline.h"

#include "core/domain/cyclewords.h"
#include "core/domain/durationwords.h"
#include "core/domain/forplural.h"
#include "ui/status/statuswords.h"
#include "ui/widgets/announcedlabel.h"
#include "ui/widgets/enabledor.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/inlinemessage.h"
#include "ui/widgets/namedbutton.h"
#include "ui/widgets/wrappedlabel.h"

#include <QGridLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace mailboat {

namespace {

constexpr std::chrono::seconds refreshEvery {10};
/// A line of 600 ms and a primary at work answer sooner; a person begins to wonder.
constexpr std::chrono::seconds silentAfter {15};
/// The end of a cycle is noted a little after what its report says.
constexpr qint64 sameCycleMs = 2000;
constexpr int barSteps = 1000;

} // namespace

StatusLine::StatusLine(Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_clock(clock)
    , m_icon(new IconLabel(1.5, this))
    , m_headline(wrappedLabel<AnnouncedLabel>(QStringLiteral("statusHeadline"), this))
    , m_sentences(wrappedLabel(QStringLiteral("statusSentences"), this))
    , m_syncNow(namedButton(QStringLiteral("syncNow"), tr("Sync &now"), this))
    , m_stop(namedButton(QStringLiteral("stop"), tr("&Stop"), this))
    , m_history(namedButton(QStringLiteral("history"), tr("&Past synchronisations…"), this))
    , m_progress(new QWidget(this))
    , m_step(wrappedLabel(QStringLiteral("progressStep"), m_progress))
    , m_bar(new QProgressBar(m_progress))
    , m_done(wrappedLabel(QStringLiteral("progressDone"), m_progress))
    , m_message(new InlineMessage(this, InlineMessage::Said::Elsewhere)) // the headline is
    , m_choose(namedButton(QStringLiteral("chooseRecovery"), tr("Choose &what happens…"), this))
    , m_refused(namedButton(QStringLiteral("refusedRecords"), {}, this))
{
    setObjectName(QStringLiteral("statusLine"));
    m_icon->setObjectName(QStringLiteral("statusIcon"));
    m_progress->setObjectName(QStringLiteral("progress"));
    m_bar->setObjectName(QStringLiteral("progressBar"));
    m_bar->setAccessibleName(tr("Progress of the synchronisation"));
    m_bar->setTextVisible(false);
    m_message->setObjectName(QStringLiteral("statusMessage"));
    QFont bold = m_headline->font();
    bold.setBold(true);
    m_headline->setFont(bold);

    auto *progress = new QGridLayout(m_progress);
    progress->setContentsMargins(0, 0, 0, 0);
    progress->addWidget(m_step, 0, 0);
    progress->addWidget(m_done, 0, 1);
    progress->addWidget(m_bar, 1, 0, 1, 2);
    progress->setColumnStretch(0, 1);
    progress->setColumnStretch(1, 1);
    auto *top = new QHBoxLayout;
    top->addWidget(m_icon);
    top->addWidget(m_headline, 1);
    for (QPushButton *button : {m_syncNow, m_stop, m_history})
        top->addWidget(button);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(top);
    column->addWidget(m_sentences);
    column->addWidget(m_progress);
    column->addWidget(m_message);
    column->addWidget(m_choose, 0, Qt::AlignLeading);
    column->addWidget(m_refused, 0, Qt::AlignLeading);

    connect(m_syncNow, &QPushButton::clicked, this, &StatusLine::syncNowRequested);
    connect(m_stop, &QPushButton::clicked, this, [this] {
        m_isStopping = true;
        refresh();
        emit stopRequested();
    });
    connect(m_history, &QPushButton::clicked, this, &StatusLine::historyRequested);
    connect(m_choose, &QPushButton::clicked, this, &StatusLine::recoveryRequested);
    connect(m_refused, &QPushButton::clicked, this, &StatusLine::refusedRequested);
    refresh();
    watchTime();
}

void StatusLine::setStatus(const Status &status)
{
    if (!m_known.status || m_known.status->progress != status.progress)
        m_moved = m_clock.monotonic();
    m_known.status = status;
    if (m_result && status.lastSync.isValid() && m_result->started.isValid()) {
        const QDateTime end = m_result->started.addMSecs(static_cast<qint64>(m_result->seconds * 1000) + sameCycleMs);
        if (status.lastSync > end)
            m_result.reset();
    }
    const bool standsStill = status.blocked != Blocked::No && status.blocked != Blocked::Paused;
    if (m_result && m_result->ok && standsStill) // what cannot be tried any more has no later cycle
        m_result.reset();
    refresh();
}

void StatusLine::setSites(const SitesSummary &sites)
{
    if (m_known.sites == sites)
        return;
    m_known.sites = sites;
    refresh();
}

void StatusLine::setSyncing(bool asked)
{
    m_isAsked = asked;
    if (asked)
        m_result.reset();
    refresh();
}

void StatusLine::setResult(const CycleReport &report)
{
    m_isAsked = false;
    m_result = report;
    refresh();
}

void StatusLine::setUnavailable(const Error &error)
{
    m_known.unavailable = error;
    m_isAsked = false;
    refresh();
}

void StatusLine::setAvailable()
{
    m_known.unavailable.reset();
    refresh();
}

void StatusLine::setEngineFailure(const std::optional<Error> &error)
{
    m_known.engineFailure = error;
    refresh();
}

void StatusLine::watchTime()
{
    m_clock.after(refreshEvery, this, [this] {
        refresh();
        watchTime();
    });
}

bool StatusLine::isRunning() const
{
    return !m_known.unavailable && (m_isAsked || (m_known.status && m_known.status->isRunning()));
}

void StatusLine::refresh()
{
    m_isStopping = m_isStopping && isRunning();
    KnownStatus known = m_known;
    if (known.status && isRunning() && !known.status->isRunning())
        known.status->progress = Progress {}; // asked for here, and not begun yet
    StatusWords words = known.words(m_clock.utcNow());
    if (m_isStopping) {
        words.kind = StatusKind::Running;
        words.headline = tr("Synchronisation is being stopped.");
    }
    m_icon->setIcon(statusIcon(words.kind), statusTone(words.kind));
    m_headline->setText(words.headline);
    announceHeadline();
    m_sentences->setText(words.sentences());
    m_sentences->setVisible(!m_sentences->text().isEmpty());
    refreshProgress();
    refreshMessage(statusTone(words.kind));
    refreshButtons(words.whyNoSync);
}

/// To who cannot see it: what changes by itself, but not each cycle that begins by itself and ends as the one before.
void StatusLine::announceHeadline()
{
    const bool isKnown = m_known.unavailable || m_known.status;
    const bool isByItself = isRunning() && !m_isAsked && !m_isStopping;
    if (!isKnown || isByItself)
        return;
    const QString before = std::exchange(m_announced, m_headline->text());
    if (!before.isEmpty() && before != m_announced)
        m_headline->announce();
}

void StatusLine::refreshProgress()
{
    m_progress->setVisible(isRunning());
    if (!isRunning())
        return;
    const Progress progress = m_known.status && m_known.status->progress ? *m_known.status->progress : Progress {};
    const bool isKnown = m_known.status && m_known.status->isRunning();
    const std::chrono::milliseconds silent = m_clock.monotonic() - m_moved;
    const bool isSilent = isKnown && progress.step != Step::Integrate && silent >= silentAfter;
    m_step->setText(!isKnown ? tr("Waiting for it to begin")
            : isSilent       ? tr("%1: no answer from the primary for %2, still waiting")
                             .arg(stepTitle(progress.step), durationWords(silent))
                       : stepTitle(progress.step));
    m_done->setText(progressWords(progress));
    if (progress.total > 0) {
        m_bar->setRange(0, barSteps);
        m_bar->setValue(static_cast<int>(std::lround(shareOf(progress) * barSteps)));
    } else {
        m_bar->setRange(0, 0);
    }
    m_bar->setAccessibleDescription(m_done->text());
}

void StatusLine::refreshMessage(Tone tone)
{
    if (m_known.unavailable)
        return m_message->setError(*m_known.unavailable);
    if (isRunning())
        return m_message->clear();
    if (m_result && m_result->ok)
        return m_message->setMessage(
            m_result->quarantined + m_result->setAside > 0 ? Tone::Warning : Tone::Ok, cycleWords(*m_result));
    const Error *const why = m_known.whyNoEngine();
    if (why && why->code == ErrorCode::NoPrimary) // the headline says so, and the list what to do
        return m_message->clear();
    if (why && !m_result)
        return m_message->setError(*why, tone == Tone::Error ? Tone::Error : Tone::Warning);
    const std::optional<Error> error = m_result ? m_result->error
        : m_known.status                        ? m_known.status->lastError
                                                : std::nullopt;
    if (!error || (error->code == ErrorCode::Cancelled && !m_result))
        return m_message->clear();
    m_message->setError(*error,
        error->code == ErrorCode::Cancelled ? Tone::Info
            : tone == Tone::Error           ? Tone::Error
                                            : Tone::Warning);
}

void StatusLine::refreshButtons(const QString &whyNoSync)
{
    setEnabledOr(m_syncNow, isRunning() ? tr("Synchronisation is running already.") : whyNoSync);
    setEnabledOr(m_stop,
        !isRunning()       ? tr("No synchronisation is running.")
            : m_isStopping ? tr("Synchronisation is being stopped.")
                           : QString());
    setEnabledOr(m_history, m_known.unavailable ? whyNoSync : QString());
    m_choose->setVisible(m_known.status && !m_known.unavailable && !m_known.status->choices.isEmpty());
    const qint64 refused = m_known.status && !m_known.unavailable ? m_known.status->quarantined : 0;
    m_refused->setVisible(refused > 0);
    if (refused > 0) {
        const QString words = tr("%Ln re&fused records", nullptr, forPlural(refused));
        m_refused->setText(words);
        m_refused->setAccessibleName(QString(words).remove(u'&'));
        describeControl(m_refused, tr("Shows which they are, and why; there they can be tried again or discarded."));
    }
}

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/clock.h"
#include "ui/status/statuswords.h"
#include "ui/widgets/statuscolor.h"

#include <QWidget>

#include <optional>

class QLabel;
class QProgressBar;
class QPushButton;

namespace mailboat {

class AnnouncedLabel;
class IconLabel;
class InlineMessage;

/// How synchronisation stands: when it ran and how it went, what waits, when it runs next or why it does not; progress while it
/// runs; "Sync now" and "Stop"; "Choose what happens…" while something stands still that can be chosen for here. Only shows and asks. Relative times are kept up to date. A screen reader is told of new headlines.
class StatusLine final : public QWidget
{
    Q_OBJECT
public:
    /// `clock` outlives it.
    explicit StatusLine(Clock &clock, QWidget *parent = nullptr);

    void setStatus(const mailboat::Status &status);
    void setSites(const mailboat::SitesSummary &sites); ///< of a primary, how they stand
    /// A cycle was asked for here; until setResult(), or until it is taken back, it counts as running.
    void setSyncing(bool asked);
    void setResult(const mailboat::CycleReport &report);
    /// The datafile cannot be used: nothing can be asked until setAvailable().
    void setUnavailable(const mailboat::Error &error);
    void setAvailable();
    /// The engine of this process cannot run and is tried again; shown while no other runs. Empty: it runs.
    void setEngineFailure(const std::optional<mailboat::Error> &error);

signals:
    void syncNowRequested();
    void stopRequested();
    void historyRequested();
    void recoveryRequested();

private:
    void watchTime();
    void refresh();
    void announceHeadline();
    void refreshProgress();
    void refreshMessage(Tone tone);
    void refreshButtons(const QString &whyNoSync);
    bool isRunning() const;

    Clock &m_clock;
    KnownStatus m_known {};
    std::optional<CycleReport> m_result {}; ///< until a later cycle
    bool m_isAsked = false;
    bool m_isStopping = false;
    QString m_announced {}; ///< the headline as a screen reader knows it
    IconLabel *m_icon;
    AnnouncedLabel *m_headline;
    QLabel *m_sentences;
    QPushButton *m_syncNow;
    QPushButton *m_stop;
    QPushButton *m_history;
    QWidget *m_progress;
    QLabel *m_step;
    QProgressBar *m_bar;
    QLabel *m_done;
    InlineMessage *m_message;
    QPushButton *m_choose;
};

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/check/connectioncheck.h"
#include "core/domain/site.h"

#include <QDialog>

class QLabel;
class QProgressBar;
class QPushButton;

namespace mailboat {

class CheckStepsTable;
class CheckedSitesTable;
class InlineMessage;

/// Window "Connection check": the steps that there will be, ticked as they pass, and what to do about the one that fails. Only
/// shows: its owner runs the check, at runRequested() again, and ends it at cancelRequested().
///
///  Ready -> begin() Running -> finished() Ready; Esc and the button cancel what runs, and else close
class ConnectionCheckView final : public QDialog
{
    Q_OBJECT
public:
    /// `https`: the address begins so, and there will be a step "tls".
    ConnectionCheckView(SiteRole role, bool https, QWidget *parent = nullptr);

    void begin();
    void stepStarted(const QString &step);
    void stepFinished(const mailboat::CheckFinding &finding);
    void finished(const mailboat::CheckReport &report); ///< takes the place of all that was shown before

    void reject() override;

signals:
    void cancelRequested();
    void runRequested();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void showMeasured();
    void showSites();
    void setRunning(bool running);

    CheckReport m_report {};
    bool m_isRunning = false;
    CheckStepsTable *m_steps;
    QProgressBar *m_busy;
    QLabel *m_measured;
    InlineMessage *m_verdict;
    QPushButton *m_showAll; ///< unfolds the next, where a step is about sites
    CheckedSitesTable *m_sites;
    QPushButton *m_copy;
    QPushButton *m_again;
    QPushButton *m_close;
};

} // namespace mailboat

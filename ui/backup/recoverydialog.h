// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/preferences/preferencepage.h"

#include <QDialog>

class QButtonGroup;
class QGridLayout;
class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace mailboat {

class InlineMessage;

/// Window "Choose what happens": why synchronisation stands still, of all or of one site of a primary, and what can be done about
/// it, each choice with what it moves.
/// OK asks for the code where the padlock is closed, and does what is chosen. That code is for this choice alone: the padlock stays
/// closed. accepted(): it is done; whoever has opened this window says so.
///
///  Counting -> Choosing <-> Acting -> accepted; nothing to choose -> only Cancel
class RecoveryDialog final : public QDialog
{
    Q_OBJECT
public:
    /// `site`: at a primary, for that one alone; empty: for all of the datafile.
    RecoveryDialog(PreferencesContext &context, std::optional<SyncId> site, QWidget *parent = nullptr);

    void accept() override;
    void reject() override;

protected:
    bool event(QEvent *event) override;

private:
    void layOut();
    void orderTabs();
    void showOffer(const Result<RecoveryOffer> &offer);
    void showReason();
    void addWay(const RecoveryOffer::Way &way);
    void showSilent();
    void act(const Authorisation &by);
    void setBusy(const QString &what);

    PreferencesContext &m_context;
    const std::optional<SyncId> m_site;
    RecoveryOffer m_offer {};
    bool m_isActing = false;
    QLabel *m_reason;
    QLabel *m_machines; ///< of a site that two are
    QLabel *m_progress;
    QGridLayout *m_ways;
    QButtonGroup *m_choices; ///< IDs are places in the offer
    QLabel *m_silentTitle;
    QPlainTextEdit *m_silent;
    InlineMessage *m_message;
    QPushButton *m_ok = nullptr;
};

} // namespace mailboat

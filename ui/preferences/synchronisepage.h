// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/preferences/preferencepage.h"

#include <QPointer>

class QGroupBox;
class QLabel;
class QPushButton;

namespace mailboat {

class ConnectionCheckView;
class FieldMessage;
class InlineMessage;
class KeyPlace;
class SitesGroup;
class StatusLine;

/// Page "Synchronise" (contract.md §5): how synchronisation stands, this site, the list of sites.
class SynchronisePage final : public PreferencePage
{
    Q_OBJECT
public:
    explicit SynchronisePage(PreferencesContext &context, QWidget *parent = nullptr);

    void load() override;
    bool isEditing() const override;
    int typedFields() const override;
    bool showProblem(const Error &error) override;
    /// "Sync now", as the tray asks for it too.
    void syncNow();
    StatusLine &status() { return *m_status; }

protected:
    void hideEvent(QHideEvent *event) override;

private:
    QGroupBox *thisSite();
    void connectSite();
    void applyLock();
    void showRole();
    void checkConnection();
    void startCheck();
    void chooseRecovery();

    StatusLine *m_status = nullptr;
    QLineEdit *m_syncId = nullptr;
    QLabel *m_role = nullptr;
    FieldMessage *m_syncIdMessage = nullptr;
    QLineEdit *m_interval = nullptr;
    QLabel *m_intervalHint = nullptr;
    FieldMessage *m_intervalMessage = nullptr;
    QLineEdit *m_requestSize = nullptr;
    QLabel *m_sizeHint = nullptr;
    FieldMessage *m_requestSizeMessage = nullptr;
    QCheckBox *m_nodeClient = nullptr;
    QPushButton *m_check = nullptr;
    KeyPlace *m_key = nullptr;
    SitesGroup *m_sites = nullptr;
    InlineMessage *m_chosen = nullptr; ///< that what happens has been chosen and done
    QPointer<ConnectionCheckView> m_checkView {};
    SiteRole m_shownRole = SiteRole::Off;
};

} // namespace mailboat

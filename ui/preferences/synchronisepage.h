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
class PadlockButton;
class PeerActions;
class PeerDialog;
class PeerPanel;
class StatusLine;

/// Page "Synchronise" (contract.md §5): padlock, how synchronisation stands, this site, the list of sites.
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

private:
    QGroupBox *thisSite();
    QGroupBox *parameters();
    void connectSite();
    void connectPeers();
    void applyLock();
    void showRole();
    void showPeers();
    void toggleLock();
    void openPeer(std::optional<SyncId> edited);
    void deletePeers(const QList<SyncId> &ids);
    void clearUrls();
    void checkConnection();
    void startCheck();
    void showHistory();

    PadlockButton *m_padlock = nullptr;
    StatusLine *m_status = nullptr;
    QLineEdit *m_syncId = nullptr;
    QLabel *m_role = nullptr;
    FieldMessage *m_syncIdMessage = nullptr;
    QLineEdit *m_interval = nullptr;
    QLabel *m_intervalHint = nullptr;
    FieldMessage *m_intervalMessage = nullptr;
    QLineEdit *m_requestSize = nullptr;
    FieldMessage *m_requestSizeMessage = nullptr;
    QCheckBox *m_nodeClient = nullptr;
    QPushButton *m_check = nullptr;
    PeerPanel *m_peers = nullptr;
    InlineMessage *m_listMessage = nullptr;
    PeerActions *m_actions = nullptr;
    QPointer<ConnectionCheckView> m_checkView {};
    QPointer<PeerDialog> m_peerDialog {};
    SiteRole m_shownRole = SiteRole::Off;
};

} // namespace mailboat

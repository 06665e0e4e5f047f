// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/status.h"
#include "ui/preferences/preferencepage.h"

#include <QGroupBox>
#include <QPointer>

#include <limits>

namespace mailboat {

class InlineMessage;
class PeerActions;
class PeerDialog;
class PeerPanel;
class SiteFiles;

/// Group "Synchronize parameters" (contract.md §5): the list of sites over the draft, with what adds, edits and deletes there.
class SitesGroup final : public QGroupBox
{
    Q_OBJECT
public:
    explicit SitesGroup(PreferencesContext &context, QWidget *parent = nullptr);

    void load(); ///< the draft of the context is a new one
    void showPeers(); ///< as they stand in the draft, for the role that it has now
    /// How all sites of a primary stand, by Sync IDs as they are saved, in their order.
    void update(const QList<mailboat::SiteRow> &sites);
    /// Of a primary, those that are not served until somebody has chosen, and why; by Sync IDs as they are saved.
    void showMisfits(const QHash<mailboat::SyncId, mailboat::Error> &misfits);
    void showAwaited(const mailboat::Status &status); ///< whom the primary waits for (Status::awaited)
    void setLocked(bool locked);
    bool isEditing() const; ///< an Add/edit window is open, or a file is being imported
    int typedFields() const; ///< there, which the draft does not have yet
    bool showProblem(const Error &error); ///< false where it is about no row

signals:
    void edited(); ///< the draft has changed, or nothing is open any more that edits it

protected:
    void hideEvent(QHideEvent *event) override;

private:
    Draft &draft() const { return *m_context.draft; }
    void openPeer(std::optional<SyncId> edited);
    void chooseFor(SyncId saved); ///< over the Add/edit window, where one is open
    void sayMisfits();
    void markAwaited();
    std::optional<SyncId> inDraft(SyncId saved) const;
    static QString misfitWords(const QHash<SyncId, Error> &misfits); ///< by Sync IDs of the draft
    static QString named(QList<SyncId> sites);
    std::optional<Error> misfitOf(SyncId saved) const;
    void showState();
    void readContacts(SyncId saved, qint64 before = std::numeric_limits<qint64>::max(),
        const QList<SyncLog::Entry> &found = {}); ///< those above `before`, newest first
    void deletePeers(const QList<SyncId> &ids);
    void undoDelete();
    void clearUrls();
    void warnOfPlainHttp();
    QList<SiteRow> renumbered(QList<SiteRow> sites) const;

    PreferencesContext &m_context;
    InlineMessage *m_misfitMessage;
    PeerPanel *m_panel;
    InlineMessage *m_message; ///< below the list, as the next: what comes there takes its place from no button
    InlineMessage *m_chosen; ///< that what happens with a site has been chosen and done
    PeerActions *m_actions;
    SiteFiles *m_files;
    QPointer<PeerDialog> m_dialog {};
    QList<SiteRow> m_sites;
    QSet<SyncId> m_awaited; ///< by Sync IDs as they are saved
    QHash<SyncId, Error> m_misfits; ///< by Sync IDs as they are saved
    std::optional<SyncId> m_opened {}; ///< the site of m_dialog, as it is saved
};

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sites/sitesgroup.h"

#include "core/prefs/plainhttp.h"
#include "core/security/hardwareid.h"
#include "ui/backup/recoverydialog.h"
#include "ui/sites/peeractions.h"
#include "ui/sites/peerdialog.h"
#include "ui/sites/peerpanel.h"
#include "ui/sites/sitefiles.h"
#include "ui/widgets/inlinemessage.h"
#include "ui/widgets/onscreen.h"

#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

namespace mailboat {

SitesGroup::SitesGroup(PreferencesContext &context, QWidget *parent)
    : QGroupBox(parent)
    , m_context(context)
    , m_misfitMessage(new InlineMessage(this)) // made in the order in which Tab goes
    , m_panel(new PeerPanel(this))
    , m_message(new InlineMessage(this))
    , m_chosen(new InlineMessage(this))
    , m_actions(new PeerActions(context, this))
    , m_files(new SiteFiles(context, *m_message, this))
{
    setTitle(tr("Synchronize parameters"));
    setObjectName(QStringLiteral("parameters"));
    m_message->setObjectName(QStringLiteral("listMessage"));
    m_panel->setObjectName(QStringLiteral("peers"));
    m_misfitMessage->setObjectName(QStringLiteral("misfits"));
    auto *layout = new QVBoxLayout(this);
    m_chosen->setObjectName(QStringLiteral("siteChosen"));
    layout->addWidget(m_misfitMessage);
    layout->addWidget(m_panel, 1);
    layout->addWidget(m_message);
    layout->addWidget(m_chosen);
    connect(m_panel, &PeerPanel::addRequested, this, [this] { openPeer({}); });
    connect(m_panel, &PeerPanel::editRequested, this, [this](SyncId id) { openPeer(id); });
    connect(m_panel, &PeerPanel::deleteRequested, this, &SitesGroup::deletePeers);
    connect(m_panel, &PeerPanel::undoDeleteRequested, this, &SitesGroup::undoDelete);
    connect(m_panel, &PeerPanel::clearUrlsRequested, this, &SitesGroup::clearUrls);
    connect(m_panel, &PeerPanel::importRequested, m_files, &SiteFiles::chooseImport);
    connect(m_panel, &PeerPanel::exportRequested, m_files, &SiteFiles::chooseExport);
    connect(m_files, &SiteFiles::imported, this, [this] {
        showPeers();
        emit edited();
    });
    connect(m_files, &SiteFiles::closed, this, &SitesGroup::edited);
    connect(m_panel, &PeerPanel::recoveryRequested, this, [this](SyncId id) {
        if (const std::optional<SyncId> saved = draft().peers.edits().savedId(id))
            chooseFor(*saved);
    });
}

void SitesGroup::load()
{
    warnOfPlainHttp();
    showPeers();
}

/// At a satellite, as long as its primary is called so.
void SitesGroup::warnOfPlainHttp()
{
    const Peer *const primary = draft().peers.find(primarySyncId);
    const bool isSatellite = roleOf(draft().preferences.site()) == SiteRole::Satellite;
    if (!isSatellite || !primary || !isPlainBeyond(primary->url))
        return m_message->clear();
    m_message->setError(
        {ErrorCode::PlainHttpUrl, {{QStringLiteral("host"), QUrl(primary->url).host()}}}, Tone::Warning);
}

void SitesGroup::showPeers()
{
    m_panel->setPeers(draft().peers.all(), roleOf(draft().preferences.site()));
    m_panel->update(renumbered(m_sites));
    const PeerEdits &edits = draft().peers.edits();
    const QSet<SyncId> unsaved = edits.unsaved();
    m_panel->setUnsaved(unsaved, unsaved.size() + edits.removedCount());
    m_panel->setDeleted(draft().peers.lastRemoved());
    sayMisfits();
    markAwaited();
}

void SitesGroup::chooseFor(SyncId saved)
{
    m_chosen->clear();
    auto *dialog = new RecoveryDialog(m_context, saved, m_dialog ? static_cast<QWidget *>(m_dialog.data()) : this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, saved] {
        const QString words = tr("Done: the site with Sync ID %1 continues as you have chosen, from its next call.")
                                  .arg(QString::number(saved.value()));
        if (m_dialog)
            m_dialog->showChosen(words);
        else
            m_chosen->setMessage(Tone::Ok, words);
    });
    dialog->open();
}

void SitesGroup::setLocked(bool locked)
{
    m_panel->setLocked(locked);
    if (m_dialog)
        m_dialog->followPadlock(locked);
}

/// As SynchronisePage::hideEvent().
void SitesGroup::hideEvent(QHideEvent *event)
{
    m_chosen->clear();
    QGroupBox::hideEvent(event);
}

bool SitesGroup::isEditing() const
{
    return m_dialog != nullptr || m_files->isImporting();
}

int SitesGroup::typedFields() const
{
    return m_dialog ? m_dialog->typedFields() : 0;
}

void SitesGroup::openPeer(std::optional<SyncId> edited)
{
    if (m_dialog) // see PreferencesDialog::changeEvent()
        return m_dialog->activateWindow();
    if (edited && !draft().peers.find(*edited))
        return;
    const std::optional<SyncId> saved = edited ? draft().peers.edits().savedId(*edited) : std::nullopt;
    auto *dialog = new PeerDialog(
        draft(), edited, !m_context.lock.isUnlocked(), saved.has_value(), hardwareId().value_or(QString()), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (saved) {
        m_actions->attach(*dialog, *saved);
        dialog->showMisfit(misfitOf(*saved));
        connect(dialog, &PeerDialog::recoveryRequested, this, [this, saved] { chooseFor(*saved); });
    }
    if (const Peer *const peer = edited ? draft().peers.find(*edited) : nullptr; peer && !peer->stores.isEmpty()) {
        m_context.site.readStoreNames(peer->stores, dialog, [dialog](const Result<QList<StoreName>> &stores) {
            if (stores)
                dialog->showStores(*stores);
        });
    }
    // Should the padlock close meanwhile, what is typed stays: it goes no further than the draft, and saving that asks for the
    // code.
    m_dialog = dialog;
    m_opened = saved;
    if (saved && roleOf(draft().preferences.site()) == SiteRole::Primary) {
        showState();
        readContacts(*saved);
    }
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        warnOfPlainHttp();
        showPeers();
        m_panel->select(dialog->syncId());
    });
    connect(dialog, &QDialog::finished, this, [this] {
        m_dialog.clear();
        emit this->edited();
    });
    placeOver(*dialog, *window());
    dialog->open();
}

void SitesGroup::deletePeers(const QList<SyncId> &ids)
{
    warnOfPlainHttp();
    if (const Result<> free = draft().peers.checks().removable(ids); !free)
        return m_message->setError(free.error());
    constexpr int namedAtMost = 10;
    const auto count = static_cast<int>(ids.size());
    QStringList names;
    qint64 waiting = 0;
    for (const SyncId id : ids) {
        waiting += m_panel->waiting(id);
        if (names.size() < namedAtMost)
            names.append(tr("%1 (Sync ID %2)").arg(draft().peers.find(id)->userName, QString::number(id.value())));
    }
    if (count > namedAtMost)
        names.append(tr("and %Ln more", nullptr, count - namedAtMost));
    Question question;
    question.title = tr("Delete site");
    question.text = tr("Delete %Ln site(s) from the list?", nullptr, count);
    question.detail = names.join(u'\n');
    if (waiting > 0)
        question.detail += u'\n'
            + tr("%Ln record(s) that wait there go with it.", nullptr,
                static_cast<int>(std::min<qint64>(waiting, INT_MAX)));
    question.yes = tr("&Delete");
    question.isDangerous = true;
    m_context.prompt.ask(this, question, [this, ids](Choice choice) {
        if (choice != Choice::Yes)
            return;
        if (const Result<> removed = draft().peers.remove(ids); !removed)
            m_message->setError(removed.error());
        showPeers();
        emit edited();
    });
}

void SitesGroup::undoDelete()
{
    QList<SyncId> ids;
    for (const Peer &peer : draft().peers.lastRemoved())
        ids.append(peer.syncId);
    if (ids.isEmpty())
        return;
    warnOfPlainHttp();
    if (const Result<> undone = draft().peers.undoRemove(); !undone)
        return m_message->setError(undone.error());
    showPeers();
    m_panel->goTo(ids);
    emit edited();
}

void SitesGroup::clearUrls()
{
    draft().peers.clearUrls();
    showPeers();
    emit edited();
}

bool SitesGroup::showProblem(const Error &error)
{
    switch (error.code) {
    case ErrorCode::UrlMissing:
    case ErrorCode::UrlOwnAddress:
    case ErrorCode::UserNameInUse:
    case ErrorCode::SyncIdInUse:
    case ErrorCode::SiteHasStores:
    case ErrorCode::PeerUnknown:
        m_message->setError(error);
        m_panel->select(SyncId {error.values.value(QStringLiteral("syncId")).toInt()});
        return true;
    default:
        return false;
    }
}

} // namespace mailboat

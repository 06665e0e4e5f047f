// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sites/peerpanel.h"

#include "core/domain/forplural.h"
#include "core/prefs/rules.h"
#include "core/records/siterecovery.h"
#include "ui/preferences/lockedwords.h"
#include "ui/sites/chosencolumns.h"
#include "ui/sites/peertablemodel.h"
#include "ui/sites/peertableview.h"
#include "ui/sites/sitefigures.h"
#include "ui/sites/sitestatewords.h"
#include "ui/widgets/enabledor.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/inlinemessage.h"
#include "ui/widgets/namedbutton.h"
#include "ui/widgets/safetext.h"
#include "ui/widgets/searchfield.h"

#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <utility>

namespace mailboat {

using namespace std::chrono_literals;

PeerPanel::PeerPanel(QWidget *parent)
    : QWidget(parent)
    , m_model(new PeerTableModel(this))
    , m_search(new SearchField(tr("Search sync IDs, user names"), this))
    , m_count(new QLabel(this))
    , m_add(new QPushButton(QStringLiteral("+"), this))
    , m_delete(new QPushButton(QStringLiteral("\u2212"), this))
    , m_import(namedButton(QStringLiteral("importSites"), tr("I&mport…"), this))
    , m_export(namedButton(QStringLiteral("exportSites"), tr("E&xport…"), this))
    , m_banner(new InlineMessage(this))
    , m_clearUrls(new QPushButton(tr("Clear all U&RLs"), this))
    , m_deleted(new InlineMessage(this))
    , m_undo(namedButton(QStringLiteral("undoDelete"), tr("&Undo"), this))
    , m_figures(new SiteFigures(this))
    , m_table(new PeerTableView(this))
    , m_empty(new QLabel(this))
{
    layOut();
    m_model->setFurther(chosenColumns());
    m_table->setModel(m_model);
    m_editAction = action(QStringLiteral("editSite"), tr("&Edit…"),
        {QKeySequence(Qt::Key_Return), QKeySequence(Qt::Key_Enter), QKeySequence(Qt::Key_F2)}, &PeerPanel::edit);
    m_deleteAction = action(
        QStringLiteral("removeSites"), tr("&Delete…"), {QKeySequence(QKeySequence::Delete)}, &PeerPanel::askToDelete);
    m_copyAction
        = action(QStringLiteral("copySites"), tr("&Copy"), {QKeySequence(QKeySequence::Copy)}, &PeerPanel::copy);
    m_addAction
        = action(QStringLiteral("newSite"), tr("&Add…"), {QKeySequence(Qt::Key_Insert)}, &PeerPanel::addRequested);
    m_undoAction = action(QStringLiteral("undoDeleteSites"), tr("&Undo deletion"), {QKeySequence(QKeySequence::Undo)},
        &PeerPanel::undoDeleteRequested);
    m_recoverAction = action(QStringLiteral("recoverSite"), tr("Choose &what happens…"), {}, &PeerPanel::recover);

    connect(m_search, &QLineEdit::textChanged, this, &PeerPanel::search);
    connect(m_search, &SearchField::listRequested, this, &PeerPanel::goToList);
    connect(m_table, &QTableView::doubleClicked, this, &PeerPanel::edit);
    connect(m_figures, &SiteFigures::chosen, this, &PeerPanel::narrow);
    connect(m_table, &PeerTableView::menuRequested, this, &PeerPanel::showMenu);
    connect(m_table, &PeerTableView::headerMenuRequested, this, &PeerPanel::showHeaderMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &PeerPanel::showActions);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &PeerPanel::showActions);
    connect(m_add, &QPushButton::clicked, this, &PeerPanel::addRequested);
    connect(m_delete, &QPushButton::clicked, this, &PeerPanel::askToDelete);
    connect(m_undo, &QPushButton::clicked, this, &PeerPanel::undoDeleteRequested);
    connect(m_import, &QPushButton::clicked, this, &PeerPanel::importRequested);
    connect(m_export, &QPushButton::clicked, this, &PeerPanel::exportRequested);
    connect(m_clearUrls, &QPushButton::clicked, this, &PeerPanel::clearUrlsRequested);
    auto *minutes = new QTimer(this);
    connect(minutes, &QTimer::timeout, m_model, &PeerTableModel::refreshTimes);
    minutes->start(30s);

    themeIcons();
    setDeleted({});
    setPeers({}, SiteRole::Off);
}

void PeerPanel::setPeers(const QList<Peer> &peers, SiteRole role)
{
    const PeerTableView::Choice chosen = m_table->choice();
    const bool hadNone = m_model->total() == 0;
    const SiteRole before = m_model->role();
    m_urlCount = sitesWithUrl(role, peers).size();
    m_model->setPeers(peers, role);
    const bool hasUrls = m_model->hasUrls();
    if (role != before || hadNone || hasUrls != std::exchange(m_hadUrls, hasUrls))
        m_table->fitColumns();
    m_table->horizontalHeader()->setSortIndicator(m_model->sortColumn(), m_model->sortOrder());
    m_table->choose(chosen);
    for (QPushButton *const button : {m_import, m_export})
        button->setVisible(role == SiteRole::Primary);
    showBanner();
    showFigures();
    showActions();
}

void PeerPanel::update(const QList<SiteRow> &sites)
{
    if (!m_model->only())
        m_model->update(sites);
    else { // rows come and go
        PeerTableView::Choice chosen = m_table->choice();
        chosen.row = -1;
        m_model->update(sites);
        m_table->choose(chosen);
    }
    showFigures();
}

void PeerPanel::narrow(std::optional<SiteState> state)
{
    PeerTableView::Choice chosen = m_table->choice();
    chosen.row = -1; // what is hidden leaves no place
    m_model->setOnly(state);
    m_table->choose(chosen);
    showFigures();
    showActions();
}

void PeerPanel::showFigures()
{
    m_figures->setVisible(m_model->role() == SiteRole::Primary && m_model->total() > 0);
    if (m_model->role() == SiteRole::Primary) {
        m_figures->setSummary(m_model->summary());
        m_figures->setOnly(m_model->only());
    }
    showCount();
}

void PeerPanel::setMisfits(const QHash<SyncId, Error> &misfits)
{
    m_misfits = misfits;
    m_model->setMisfits(misfits);
    showActions();
}

void PeerPanel::setUnsaved(const QSet<SyncId> &rows, qint64 changes)
{
    m_model->setUnsaved(rows);
    m_figures->setUnsaved(changes);
}

void PeerPanel::setDeleted(const QList<Peer> &peers)
{
    m_undo->setVisible(!peers.isEmpty());
    m_undoAction->setVisible(!peers.isEmpty());
    if (peers.isEmpty())
        return m_deleted->clear();
    const QString words = peers.size() == 1
        ? tr("Site %1 deleted, and not saved yet.").arg(QString::number(peers.first().syncId.value()))
        : tr("%Ln site(s) deleted, and not saved yet.", nullptr, forPlural(peers.size()));
    if (words != m_deleted->text()) // said again it would be news to a screen reader
        m_deleted->setMessage(Tone::Info, words);
}

void PeerPanel::setAwaited(const QSet<SyncId> &awaited)
{
    m_model->setAwaited(awaited);
}

void PeerPanel::setLocked(bool locked)
{
    m_isLocked = locked;
    showActions();
    showCount();
}

qint64 PeerPanel::waiting(SyncId id) const
{
    return m_model->waiting(id);
}

QList<SyncId> PeerPanel::selected() const
{
    return m_table->selected();
}

void PeerPanel::select(SyncId id)
{
    if (m_model->rowOf(id) < 0)
        m_search->clear();
    if (m_model->rowOf(id) < 0)
        narrow({});
    if (const int row = m_model->rowOf(id); row >= 0)
        m_table->goTo(row);
}

void PeerPanel::goTo(const QList<SyncId> &ids)
{
    select(ids.first()); // which ends what hides it
    m_table->choose({ids, ids.first(), -1});
    m_table->setFocus();
}

void PeerPanel::edit()
{
    if (const QModelIndex current = m_table->currentIndex(); current.isValid())
        emit editRequested(m_model->idAt(current.row()));
}

bool PeerPanel::canRecover() const
{
    const QModelIndex current = m_table->currentIndex();
    if (!current.isValid() || m_model->role() != SiteRole::Primary)
        return false;
    const auto misfit = m_misfits.constFind(m_model->idAt(current.row()));
    return misfit != m_misfits.cend() && !SiteRecovery::offeredFor(*misfit).isEmpty();
}

void PeerPanel::recover()
{
    if (canRecover())
        emit recoveryRequested(m_model->idAt(m_table->currentIndex().row()));
}

void PeerPanel::askToDelete()
{
    if (const QList<SyncId> ids = selected(); !ids.isEmpty())
        emit deleteRequested(ids);
}

void PeerPanel::copy()
{
    QStringList lines;
    const QList<SyncId> ids = selected();
    for (const SyncId id : ids)
        lines.append(m_model->rowText(m_model->rowOf(id)));
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

void PeerPanel::search(const QString &text)
{
    PeerTableView::Choice chosen = m_table->choice();
    chosen.row = -1; // what is hidden leaves no place
    m_model->setSearch(text);
    m_table->choose(chosen);
    showCount();
    showActions();
}

void PeerPanel::goToList()
{
    if (m_model->rowCount() == 0)
        return;
    m_table->setFocus(Qt::ShortcutFocusReason);
    if (!m_table->selectionModel()->hasSelection())
        m_table->goTo(std::max(0, m_table->currentIndex().row()));
}

void PeerPanel::showActions()
{
    const QString locked = m_isLocked ? lockedWords() : QString();
    const auto show = [](QPushButton *button, QAction *action, const QString &reason, const QString &hint) {
        setEnabledOr(button, reason, hint);
        action->setEnabled(reason.isEmpty());
        action->setToolTip(button->toolTip());
    };
    const bool hasSelection = m_table->selectionModel()->hasSelection();
    show(m_add, m_addAction, locked, tr("Add a site (Insert)"));
    show(m_delete, m_deleteAction,
        m_isLocked || hasSelection ? locked : tr("Select the sites to delete in the list first."),
        tr("Delete the selected sites (Delete)"));
    setEnabledOr(m_import, locked, tr("Add and change sites from a CSV file, after a look at its rows"));
    setEnabledOr(m_export, m_model->total() == 0 ? tr("The list is empty.") : QString(),
        tr("Write the list to a CSV file, without passwords"));
    setEnabledOr(m_clearUrls, locked, tr("Take the URL out of every row of the list"));
    show(m_undo, m_undoAction, locked, tr("Bring back what was deleted last (Ctrl+Z)"));
    m_recoverAction->setVisible(canRecover());
    m_editAction->setEnabled(m_table->currentIndex().isValid());
    m_copyAction->setEnabled(hasSelection);
}

void PeerPanel::showBanner()
{
    m_clearUrls->setVisible(m_urlCount > 0);
    if (m_urlCount == 0)
        return m_banner->clear();
    m_banner->setMessage(Tone::Warning,
        tr("Rows with a URL: %1. The satellites call the primary, never the other way round; while one of them has a "
           "URL, "
           "synchronisation is off.")
            .arg(QLocale().toString(m_urlCount)));
}

void PeerPanel::showCount()
{
    m_count->setText(
        tr("%1 of %2 sites").arg(QLocale().toString(m_model->shownCount()), QLocale().toString(m_model->total())));
    m_count->setVisible(m_model->isNarrowed());
    m_empty->setText(emptyWords());
    m_empty->setVisible(m_model->shownCount() == 0);
}

void PeerPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        themeIcons();
}

void PeerPanel::themeIcons()
{
    for (const SiteState state : {SiteState::Refused, SiteState::Silent, SiteState::Behind, SiteState::Never,
             SiteState::Initialising, SiteState::Ok})
        m_model->setStateIcon(state, themedIcon(stateIcon(state), palette(), toneColor(stateTone(state), palette())));
    m_model->setUnsavedIcon(themedIcon(QStringLiteral("edited"), palette()));
    m_model->setWarningIcon(themedIcon(toneIcon(Tone::Warning), palette(), toneColor(Tone::Warning, palette())));
}

} // namespace mailboat

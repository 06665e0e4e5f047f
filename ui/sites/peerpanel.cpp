// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sites/peerpanel.h"

#include "core/prefs/rules.h"
#include "core/records/siterecovery.h"
#include "ui/preferences/lockedwords.h"
#include "ui/sites/peertablemodel.h"
#include "ui/sites/peertableview.h"
#include "ui/widgets/enabledor.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/inlinemessage.h"
#include "ui/widgets/namedbutton.h"
#include "ui/widgets/safetext.h"
#include "ui/widgets/searchfield.h"

#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QTimer>

#include <algorithm>
#include <chrono>

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
    , m_table(new PeerTableView(this))
    , m_empty(new QLabel(this))
{
    layOut();
    m_table->setModel(m_model);
    m_editAction = action(QStringLiteral("editSite"), tr("&Edit…"),
        {QKeySequence(Qt::Key_Return), QKeySequence(Qt::Key_Enter), QKeySequence(Qt::Key_F2)}, &PeerPanel::edit);
    m_deleteAction = action(
        QStringLiteral("removeSites"), tr("&Delete…"), {QKeySequence(QKeySequence::Delete)}, &PeerPanel::askToDelete);
    m_copyAction
        = action(QStringLiteral("copySites"), tr("&Copy"), {QKeySequence(QKeySequence::Copy)}, &PeerPanel::copy);
    m_addAction
        = action(QStringLiteral("newSite"), tr("&Add…"), {QKeySequence(Qt::Key_Insert)}, &PeerPanel::addRequested);
    m_recoverAction = action(QStringLiteral("recoverSite"), tr("Choose &what happens…"), {}, &PeerPanel::recover);

    connect(m_search, &QLineEdit::textChanged, this, &PeerPanel::search);
    connect(m_search, &SearchField::listRequested, this, &PeerPanel::goToList);
    connect(m_table, &QTableView::doubleClicked, this, &PeerPanel::edit);
    connect(m_table, &PeerTableView::menuRequested, this, &PeerPanel::showMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &PeerPanel::showActions);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &PeerPanel::showActions);
    connect(m_add, &QPushButton::clicked, this, &PeerPanel::addRequested);
    connect(m_delete, &QPushButton::clicked, this, &PeerPanel::askToDelete);
    connect(m_import, &QPushButton::clicked, this, &PeerPanel::importRequested);
    connect(m_export, &QPushButton::clicked, this, &PeerPanel::exportRequested);
    connect(m_clearUrls, &QPushButton::clicked, this, &PeerPanel::clearUrlsRequested);
    auto *minutes = new QTimer(this);
    connect(minutes, &QTimer::timeout, m_model, &PeerTableModel::refreshTimes);
    minutes->start(30s);

    themeIcons();
    setPeers({}, SiteRole::Off);
}

void PeerPanel::layOut()
{
    m_search->setObjectName(QStringLiteral("searchSites"));
    m_count->setObjectName(QStringLiteral("siteCount"));
    m_banner->setObjectName(QStringLiteral("urlBanner"));
    m_clearUrls->setObjectName(QStringLiteral("clearUrls"));
    m_clearUrls->setAccessibleName(tr("Clear all URLs"));
    m_table->setObjectName(QStringLiteral("sites"));
    m_empty->setObjectName(QStringLiteral("noSites"));
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setMargin(fontMetrics().height() * 2);
    m_empty->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_add->setObjectName(QStringLiteral("addSite"));
    m_add->setAccessibleName(tr("Add site"));
    m_delete->setObjectName(QStringLiteral("deleteSite"));
    m_delete->setAccessibleName(tr("Delete site"));

    auto *top
        = new QHBoxLayout; // the buttons, too: below a list that shrinks they would be the first to leave a small screen
    top->addWidget(m_search, 1);
    top->addWidget(m_count);
    top->addWidget(m_add);
    top->addWidget(m_delete);
    top->addWidget(m_import);
    top->addWidget(m_export);
    auto *banner = new QHBoxLayout;
    banner->addWidget(m_banner, 1);
    banner->addWidget(m_clearUrls);
    auto *list = new QGridLayout;
    list->addWidget(m_table, 0, 0);
    list->addWidget(m_empty, 0, 0);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addLayout(top);
    column->addLayout(banner);
    column->addLayout(list, 1);
}

/// Its keys work while the table has the keyboard.
QAction *PeerPanel::action(
    const QString &name, const QString &text, const QList<QKeySequence> &keys, void (PeerPanel::*act)())
{
    auto *action = new QAction(text, this);
    action->setObjectName(name);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetShortcut);
    connect(action, &QAction::triggered, this, act);
    m_table->addAction(action);
    return action;
}

void PeerPanel::setPeers(const QList<Peer> &peers, SiteRole role)
{
    const PeerTableView::Choice chosen = m_table->choice();
    const bool hasOtherColumns = role != m_model->role() || m_model->total() == 0;
    m_urlCount = sitesWithUrl(role, peers).size();
    m_model->setPeers(peers, role);
    m_model->update(m_news); // which a draft knows nothing of
    if (hasOtherColumns)
        m_table->fitColumns(role);
    m_table->horizontalHeader()->setSortIndicator(m_model->sortColumn(), m_model->sortOrder());
    m_table->choose(chosen);
    for (QPushButton *const button : {m_import, m_export})
        button->setVisible(role == SiteRole::Primary);
    showBanner();
    showCount();
    showActions();
}

void PeerPanel::update(const QList<PeerNews> &news)
{
    m_news = news;
    m_model->update(news);
}

void PeerPanel::setMisfits(const QHash<SyncId, Error> &misfits)
{
    m_misfits = misfits;
    m_model->setMisfits(misfits);
    showActions();
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
    if (const int row = m_model->rowOf(id); row >= 0)
        m_table->goTo(row);
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

void PeerPanel::showMenu(const QPoint &position)
{
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("siteMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions({m_recoverAction, m_editAction, m_deleteAction, m_copyAction, m_addAction});
    menu->addSeparator();
    QMenu *sorting = menu->addMenu(tr("&Sort by"));
    for (int column = 0; column < m_model->columnCount(); ++column) {
        const QString name = m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        QAction *sort = sorting->addAction(name, this, [this, column] {
            const bool isReversed = m_model->sortColumn() == column && m_model->sortOrder() == Qt::AscendingOrder;
            m_table->sortByColumn(column, isReversed ? Qt::DescendingOrder : Qt::AscendingOrder);
        });
        sort->setCheckable(true);
        sort->setChecked(column == m_model->sortColumn());
    }
    menu->popup(position);
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
    m_count->setVisible(m_model->isSearching());
    m_empty->setText(emptyWords());
    m_empty->setVisible(m_model->shownCount() == 0);
}

QString PeerPanel::emptyWords() const
{
    if (m_model->total() > 0)
        return tr("No Sync ID or user name begins with \"%1\".").arg(safeText(m_search->text().trimmed()));
    const QString words = whatToDo();
    return m_isLocked ? words + QStringLiteral("\n\n") + lockedWords() : words;
}

QString PeerPanel::whatToDo() const
{
    switch (m_model->role()) {
    case SiteRole::Off:
        return tr(
            "The list is empty. Set this site's Sync ID first: 1 makes it the primary, a number from 2 up a satellite. "
            "Then press + to add the sites that it synchronises with.");
    case SiteRole::Primary:
        return tr("The list is empty. Press + to add each satellite with its Sync ID, user name and password.");
    case SiteRole::Satellite:
        return tr(
            "Press + to add the primary with its URL, and the user name and password that its administrator gave to "
            "this site.");
    }
    Q_UNREACHABLE();
}

void PeerPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        themeIcons();
}

void PeerPanel::themeIcons()
{
    m_model->setWarningIcon(themedIcon(toneIcon(Tone::Warning), palette(), toneColor(Tone::Warning, palette())));
}

} // namespace mailboat

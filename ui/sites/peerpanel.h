// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/error.h"
#include "core/domain/sitestate.h"

#include <QHash>
#include <QSet>
#include <QWidget>

class QAction;
class QLabel;
class QMenu;
class QPushButton;

namespace mailboat {

class InlineMessage;
class PeerTableModel;
class PeerTableView;
class SearchField;
class SiteFigures;

/// The list of sites with its search field and buttons. Changes nothing itself: it asks its owner by signals.
class PeerPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit PeerPanel(QWidget *parent = nullptr);

    /// Selection, search, sorting and place in the list stay, as far as the rows are still there.
    void setPeers(const QList<Peer> &peers, SiteRole role);
    void update(const QList<SiteRow> &sites); ///< how all stand; counts for lists to come too
    /// Sites that are not served until somebody has chosen, and why; counts for lists to come too.
    void setMisfits(const QHash<SyncId, Error> &misfits);
    /// Rows that are new or not as saved, and of all changes to the list how many there are, deletions too; for the list shown.
    void setUnsaved(const QSet<SyncId> &rows, qint64 changes);
    void setDeleted(const QList<Peer> &peers); ///< whose deletion can be undone; none: nothing can
    void setAwaited(const QSet<SyncId> &awaited); ///< PeerTableModel::setAwaited()
    /// Locked (as at first): what changes the list is off and says why; searching, sorting, copying, opening a row work.
    void setLocked(bool locked);
    qint64 waiting(SyncId id) const; ///< records that wait for a site of the list
    QList<SyncId> selected() const; ///< in the order shown
    void select(SyncId id); ///< alone; ends a search that hides it
    void goTo(const QList<SyncId> &ids); ///< the same of several, and the keyboard is there

signals:
    void addRequested();
    void editRequested(SyncId id); ///< locked: to read it
    void deleteRequested(const QList<SyncId> &ids);
    void undoDeleteRequested();
    void clearUrlsRequested();
    void importRequested(); ///< at a primary, as the export
    void exportRequested();
    void recoveryRequested(SyncId id); ///< of a site for which something can be chosen here

protected:
    void changeEvent(QEvent *event) override;

private:
    QAction *action(
        const QString &name, const QString &text, const QList<QKeySequence> &keys, void (PeerPanel::*act)());
    void layOut();
    void edit();
    void recover();
    bool canRecover() const; ///< the current row
    void copy();
    void askToDelete();
    void search(const QString &text);
    void goToList();
    void showMenu(const QPoint &position);
    void showHeaderMenu(const QPoint &position);
    void addColumns(QMenu &menu); ///< those that can be switched on
    void switchColumn(int column, bool isOn);
    void narrow(std::optional<SiteState> state);
    void showFigures();
    void showActions();
    void showBanner();
    void showCount();
    void themeIcons();
    QString emptyWords() const;
    QString whatToDo() const;

    bool m_isLocked = true;
    QHash<SyncId, Error> m_misfits;
    qsizetype m_urlCount = 0; ///< URLs that must be cleared
    bool m_hadUrls = false; ///< when the columns were fitted
    PeerTableModel *m_model;
    SearchField *m_search;
    QLabel *m_count;
    QPushButton *m_add;
    QPushButton *m_delete;
    QPushButton *m_import; ///< at a primary, as what follows
    QPushButton *m_export;
    InlineMessage *m_banner;
    QPushButton *m_clearUrls;
    InlineMessage *m_deleted; ///< what has been deleted last
    QPushButton *m_undo;
    SiteFigures *m_figures; ///< at a primary
    PeerTableView *m_table;
    QLabel *m_empty; ///< over the table
    QAction *m_editAction = nullptr;
    QAction *m_deleteAction = nullptr;
    QAction *m_copyAction = nullptr;
    QAction *m_addAction = nullptr;
    QAction *m_undoAction = nullptr; ///< shown where there is something to undo
    QAction *m_recoverAction = nullptr; ///< shown where there is something to choose
};

} // namespace mailboat

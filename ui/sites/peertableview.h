// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/site.h"

#include <QTableView>

namespace mailboat {

class PeerTableModel;

/// How the list of sites looks: whole rows, one line each, columns by the width of the font; and which are chosen, by Sync ID.
class PeerTableView final : public QTableView
{
    Q_OBJECT
public:
    explicit PeerTableView(QWidget *parent = nullptr);
    void fitColumns(); ///< those that the model has, at their first widths

    QList<SyncId> selected() const; ///< in the order shown
    void goTo(int row); ///< makes it the current and only selected row
    /// What is chosen, to be chosen again where the list has become another one.
    struct Choice {
        QList<SyncId> selected;
        SyncId current;
        int row = -1; ///< its place, which is current where it is gone; -1: none is
    };
    Choice choice() const;
    void choose(const Choice &choice); ///< as far as it is still shown

signals:
    void menuRequested(const QPoint &position); ///< on the screen
    void headerMenuRequested(const QPoint &position); ///< likewise

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    const PeerTableModel &peers() const;
    int widthOf(int column) const;
    void shareRoom();

    QAbstractItemDelegate *m_plain; ///< for IDs and codes
};

} // namespace mailboat

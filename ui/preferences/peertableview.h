// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/site.h"

#include <QTableView>

namespace mailboat {

/// How the list of sites looks: whole rows, one line each, columns by the width of the font.
class PeerTableView final : public QTableView
{
    Q_OBJECT
public:
    explicit PeerTableView(QWidget *parent = nullptr);
    void fitColumns(SiteRole role); ///< those that this role has, at their first widths

signals:
    void menuRequested(const QPoint &position); ///< on the screen

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace mailboat

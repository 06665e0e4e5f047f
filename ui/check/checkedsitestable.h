// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/check/checkreport.h"

#include <QTableWidget>

namespace mailboat {

/// All sites that do not come to their primary as they should, a row each, in the order of the check.
class CheckedSitesTable final : public QTableWidget
{
    Q_OBJECT
public:
    explicit CheckedSitesTable(QWidget *parent = nullptr);
    void setSites(const QList<CheckedSite> &sites);
};

} // namespace mailboat

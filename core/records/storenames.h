// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <QList>
#include <QStringList>

namespace mailboat {

class Connection;

/// What people call a store; as its records say, which come from other machines.
struct StoreName {
    QString id;
    QString code; ///< empty: its record says none, or is not here
    QString name; ///< of the name that stands behind it; empty likewise

    QString words() const; ///< "Hill clinic (HILL)", or what is known of that; the ID alone where nothing is
    bool operator==(const StoreName &) const = default;
};

/// Of these stores, in their order.
Result<QList<StoreName>> storeNames(Connection &connection, const QStringList &ids);

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/site.h"

#include <QString>

#include <optional>

namespace mailboat {

/// What is typed into the search field: finds a site whose Sync ID or user name begins with it.
class PeerSearch final
{
public:
    explicit PeerSearch(const QString &folded);
    bool finds(SyncId id, const QString &foldedName) const;

private:
    QString m_text;
    std::optional<qint64> m_idBeginning; ///< the text as a number, where a Sync ID could begin with it
};

} // namespace mailboat

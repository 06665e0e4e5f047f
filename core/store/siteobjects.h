// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"
#include "core/domain/site.h"

#include <QJsonObject>
#include <QList>

#include <optional>

namespace mailboat {

class Connection;

/// What the table `state` has of some sites and not of others, an object each: rows "<name>-<Sync ID>". Every change may join a
/// transaction.
class SiteObjects final
{
public:
    SiteObjects(Connection &connection, QString name);

    Result<std::optional<QJsonObject>> of(SyncId site) const;
    Result<> set(SyncId site, const std::optional<QJsonObject> &object); ///< nothing removes it
    Result<QList<std::pair<SyncId, QJsonObject>>> all() const; ///< ordered by Sync ID
    Result<bool> isEmpty() const;
    Result<> move(SyncId from, SyncId to); ///< in place of what is there; on the way below 0, where two swap

private:
    QString nameOf(SyncId site) const;

    Connection &m_connection;
    QString m_name;
};

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/error.h"
#include "core/domain/result.h"
#include "core/domain/sitestate.h"

#include <QHash>
#include <QList>

namespace mailboat {

class Connection;

/// At a primary: when it has last refused who called as a site, and why. One each, whatever becomes of it afterwards.
class SiteRefusals
{
public:
    explicit SiteRefusals(Connection &connection);

    using Refusal = SiteRefusal;
    Result<> note(const QHash<SyncId, Refusal> &refusals); ///< of sites that are there; in one transaction
    Result<QHash<SyncId, Refusal>> all() const; ///< of those sites that have been refused
    // May join a transaction.
    Result<> drop(SyncId site);
    Result<> drop(SyncId site, const QList<ErrorCode> &cured); ///< where it was refused for one of these
    Result<> move(SyncId from, SyncId to); ///< on the way below 0, where two swap

private:
    Connection &m_connection;
};

} // namespace mailboat

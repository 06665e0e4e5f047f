// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/error.h"
#include "core/domain/result.h"
#include "core/domain/site.h"

#include <QDateTime>
#include <QHash>

namespace mailboat {

class Connection;

/// At a primary: when it has last refused who called as a site, and why. One each, whatever becomes of it afterwards.
class SiteRefusals
{
public:
    explicit SiteRefusals(Connection &connection);

    struct Refusal {
        QDateTime when; ///< UTC
        ErrorCode why {};
        QString address; ///< where the call came from
    };
    Result<> note(const QHash<SyncId, Refusal> &refusals); ///< of sites that are there; in one transaction
    Result<QHash<SyncId, Refusal>> all() const; ///< of those sites that have been refused
    // May join a transaction.
    Result<> drop(SyncId site);
    Result<> move(SyncId from, SyncId to); ///< on the way below 0, where two swap

private:
    Connection &m_connection;
};

} // namespace mailboat

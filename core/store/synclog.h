// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/clock.h"
#include "core/domain/result.h"
#include "core/domain/syncstatus.h"

namespace mailboat {

class Connection;

/// Past cycles and audit entries, in one order.
class SyncLog
{
public:
    SyncLog(Connection &connection, const Clock &clock);
    struct Entry {
        qint64 number = 0;
        QDateTime when;
        QString kind; ///< "cycle", "audit" or "contact"
        QString who; ///< audit: system user and label of the code
        QString
            what; ///< audit: "peer-added", "preference-set", "unlock", "unlock-failed", "site-names-same", …; cycle: "sync";
            ///< contact: "site-without-machine", "site-other-machine", "site-new-address", "site-joined-person",
            ///< "site-as-oms-central", "site-wrong-passwords", "site-wrong-passwords-everywhere"
        QJsonObject details; ///< cycle: the report; audit: which values changed (never secrets)
    };
    Result<> addCycle(const CycleReport &report);
    Result<> addAudit(const QString &what, const QString &by, const QJsonObject &details); ///< may join a transaction
    /// At a primary: a call or a change by a site that an administrator should hear of.
    Result<> addContact(const QString &what, const QJsonObject &details);
    Result<QList<Entry>> last(int count) const; ///< newest last
    Result<QList<Entry>> since(qint64 number) const;
    Result<> purge(const QDateTime &before); ///< audit entries stay

private:
    Connection &m_connection;
    const Clock &m_clock;
};

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/clock.h"
#include "core/domain/result.h"
#include "core/domain/site.h"
#include "core/domain/syncstatus.h"

#include <QVariant>

namespace mailboat {

class Connection;
class Statement;

/// Past cycles, audit entries and, at a primary, the contacts of its sites, in one order.
class SyncLog
{
public:
    SyncLog(Connection &connection, const Clock &clock);
    struct Entry {
        qint64 number = 0;
        QDateTime when;
        QString kind; ///< "cycle", "audit", "contact" or "datafile"
        QString who; ///< audit: system user and label of the code
        QString
            what; ///< audit: "peer-added", "preference-set", "unlock", "unlock-failed", "site-names-same", "app-user-added", "records-came-back", …; cycle: "sync";
        ///< contact: "site-without-machine", "site-other-machine", "site-new-address", "site-joined-person",
        ///< "site-sent-again", "site-initialised-anew", "sites-are-back", "site-newer", "site-older", "two-machines", "position-impossible", "site-as-oms-central", "site-contact" (what went well, with result: "ok"), "site-refused" (result: why),
        ///< "site-wrong-passwords", "site-wrong-passwords-everywhere", "person-wrong-passwords";
        ///< datafile: "datafile-trouble", "datafile-usable", "standstill", "standstill-over"
        QJsonObject details; ///< cycle: the report; audit: which values changed (never secrets); datafile: the error
    };
    Result<> addCycle(const CycleReport &report);
    Result<> addAudit(const QString &what, const QString &by, const QJsonObject &details); ///< may join a transaction
    /// At a primary: a call or a change by a site that an administrator should hear of.
    /// `when`: invalid: now.
    Result<> addContact(const QString &what, const QJsonObject &details, const QDateTime &when = {});
    /// What kept an engine from using the datafile from then on; without an error: that this was over then.
    Result<> addTrouble(const QDateTime &when, const std::optional<Error> &error);
    /// What a Standstill begins with; without an error: that it is over.
    Result<> addStandstill(const std::optional<Error> &reason);
    /// Whether the log has such an entry of that second.
    Result<bool> hasTrouble(const QDateTime &when) const;
    /// Writes, and leaves nothing behind: whether the datafile can be written at all.
    Result<> tryToWrite();
    /// Which entries somebody wants to see; all that is asked for has to be so.
    struct Filter {
        enum class Kind { Cycle, Audit, Contact, Refusal, Datafile }; ///< Refusal: those contacts that were refused
        std::optional<Kind> kind {};
        std::optional<SyncId> site {}; ///< that they are about
        QString text {}; ///< that stands in them somewhere, any case of Latin letters
        QDateTime from {}; ///< from then on; invalid: from the first
        QDateTime to {}; ///< before then; invalid: to the last
    };
    static QString kindName(Filter::Kind kind); ///< "cycle", "audit", "contact", "refusal", "datafile"
    static std::optional<Filter::Kind> kindNamed(QStringView name);
    /// The newest `count` of them that are older than entry `before` (0: than none), newest last: page by page backwards.
    Result<QList<Entry>> page(const Filter &filter, qint64 before, int count) const;
    /// The first `count` of them that are newer than an entry.
    Result<QList<Entry>> after(const Filter &filter, qint64 number, int count) const;
    Result<QList<Entry>> last(int count) const; ///< newest last
    Result<QList<Entry>> since(qint64 number) const;
    /// Drops the oldest, at most `most`, of those that are older than that; audit entries stay. How many went.
    Result<qint64> purge(const QDateTime &before, int most);

private:
    Result<> add(const Entry &entry); ///< whose number is the next one
    Result<QList<Entry>> found(const Statement &statement, const QVariantList &values) const;

    Connection &m_connection;
    const Clock &m_clock;
};

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/record.h"
#include "core/domain/site.h"

#include <QVariant>

#include <limits>
#include <optional>

namespace mailboat {

class Connection;
class Statement;

/// What a primary gives by version 6 of the protocol, in commit order: one entry a record, the newest; deletes stay as tombstones.
/// Serials are given inside the write transaction, so they become visible in their own order, and stay below 2^31.
///
/// An entry says whom its record is for as far as the record itself and its parents say, so that a pull reads the log from its
/// cursor on and nothing else. Which site a store is active on, and which ones see a patient, is asked when it is read.
class V6Log
{
public:
    explicit V6Log(Connection &connection);

    /// Numbers in the datafile, which never change.
    enum class To {
        Author = 0, ///< who wrote it, and that only where it begins anew
        Everybody = 1,
        Stores = 2, ///< the sites of `store` and `formerStore`
        Patient = 3 ///< the sites that see `patient`
    };
    struct Address {
        To to = To::Author;
        QByteArray store {};
        QByteArray formerStore {}; ///< which is told that the record is elsewhere now
        QByteArray patient {};
    };
    struct Entry {
        LoggedRecord logged;
        SyncId author;
    };
    struct Asked {
        SyncId site;
        qint64 from = 0; ///< inclusive
        qint64 upTo = std::numeric_limits<qint64>::max(); ///< inclusive
        int limit = 500;
        qint64 mostBytes
            = std::numeric_limits<qint64>::max(); ///< once the data together have as many, no further one is taken
        bool withOwn = false; ///< what the site itself wrote, too
        QByteArray patient {}; ///< of this patient alone; empty: of all
    };
    struct Page {
        QList<Entry> entries; ///< ascending
        bool isLast = true; ///< there is no more for that site now
        qint64 highest = 0; ///< serial of the log when it was read
    };
    Result<Page> read(const Asked &asked) const;
    Result<qint64> highest() const;
    Result<> numberAnew(); ///< as ChangeLog::numberAnew()
    Result<qint64> serialOf(const RecordKey &key) const; ///< 0: it has none
    Result<std::optional<Address>> addressOf(const RecordKey &key) const; ///< whom the record's entry is for

    // Every change is a part of the caller's transaction.
    Result<> add(const RecordKey &key, const Address &address, SyncId author);
    /// Entries of a store, or of a patient, get new places in their order: sites get them that did not before.
    Result<> repeatStore(const QByteArray &store);
    Result<> repeatPatient(const QByteArray &patient);
    Result<> repeatPatientsOf(const QByteArray &store); ///< whom it sees
    Result<> moveSite(SyncId from, SyncId to);
    Result<> dropSite(SyncId site); ///< what it wrote has the primary as its author

private:
    Result<> repeat(const Statement &statement, const QVariantList &values);

    Connection &m_connection;
};

} // namespace mailboat

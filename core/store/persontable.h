// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/routing.h"
#include "core/domain/searchterm.h"
#include "core/domain/site.h"

#include <QDate>

class QTimeZone;

namespace mailboat {

class Connection;

/// The index of the persons that people look for, and of what leads to them (policies): a small row each, with the texts of the
/// record as they are compared (searchKey()). Which records have one, and from which keys it is made, is Lookups' matter; deleted ones
/// have none. RecordTable keeps it in step with the records.
///
/// What a search begins with: a code, a barcode, a day of birth or a policy where one is given (each has an index); else the
/// index of names, which is read in its order until enough have been found: in the worst case all of it, and nothing else.
class PersonTable
{
public:
    explicit PersonTable(Connection &connection);

    /// `author`: the site whose bytes they are, which has a clock of its own.
    Result<> note(const RecordKey &key, Category category, SyncId author, const QByteArray &data);
    Result<> forget(const RecordKey &key);
    /// Of every record that is there; for the migration.
    Result<> fill();

    struct Search {
        QByteArray table {}; ///< of the persons
        SearchTerm last {};
        SearchTerm first {};
        SearchTerm code {};
        SearchTerm barcode {};
        QDate birth {}; ///< invalid: any
        QByteArray policyTable {}; ///< of the records that `policy` is looked for in
        SearchTerm policy {};
        int limit = 0;
        qint64 offset = 0;
        bool isForAnything() const; ///< says nothing to look for
    };
    struct Found {
        QByteArray id;
        QString birth; ///< YYYY-MM-DD; empty: none
    };
    /// In order of last name, first name and ID.
    Result<QList<Found>> find(const Search &search) const;

private:
    QTimeZone zoneOf(SyncId site) const;

    Connection &m_connection;
};

} // namespace mailboat

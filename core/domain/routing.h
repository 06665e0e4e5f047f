// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/jsonvalue.h"
#include "core/domain/record.h"

#include <QHash>
#include <QStringList>

namespace mailboat {

/// The categories of protocol.md §5.1. Unknown: a table that protocol.md §5.2 does not name; kept for its site. Version6: one of
/// §5.4, which travels by version 6 of the protocol alone; to whom says its Reach.
enum class Category { Central, CentralRemote, Remote, Transfer, Shared, Patient, Unknown, Version6 };

/// Whom a record of version 6 is for, besides the site that wrote it. Store: the site of the store that it or its parent names.
/// StoreOrAll: the same, or all where it names none. Patient: the sites that see the patient. Bearer: what adds to a name goes where
/// the name goes. Attached: what belongs to a record of any table goes where that goes. Nobody: not even its own site.
enum class Reach { Nobody, Everybody, Store, StoreOrAll, Patient, Bearer, Attached };

/// What routing needs to know of a table; from resources/routing.json, which is made from protocol.md §5.
struct TableRule {
    QByteArray table;
    Category category = Category::Unknown;
    int order = 3; ///< level of protocol.md §5.3: parents before children
    QByteArray storeKey {}; ///< key with the owning store's ID ("store_ID", "storeID", "fromStoreID"), or empty
    QByteArray parentKey {}; ///< key with the parent record's ID, where ownership comes from the parent
    QByteArray parentTable {};
    /// Key with the counterparty of a transfer, or the patient a record belongs to ("name_ID", "owner_name_ID").
    QByteArray nameKey {};
    /// Key of RecordLinks::other: message "toStoreID", name_store_join "name_ID", clinician_store_join "prescriber_ID".
    QByteArray otherStoreKey {};
    QByteArray patientStoreKey {}; ///< `name` only: key with the home store, where the record is a patient
    QByteArray siteKey {}; ///< `store` only: "sync_id_remote_site"
    QByteArray idKey = QByteArrayLiteral("ID"); ///< key that names the record in its own data; empty: none does
    /// Of a join: the table of the persons that RecordLinks::other names. A store sees whom it is joined to, and its site may
    /// write the join.
    QByteArray joins {};
    /// Of a table of persons who use the clients: the key with the name by which they sign in there.
    QByteArray signInNameKey {};
    /// Keys under which readers that know a record's fields take any JSON: in such values a key may stand twice (protocol.md,
    /// Appendix A, "j").
    QList<QByteArray> freeKeys {};
    bool isMergeable = false; ///< the primary may merge two records of it into one
    /// Key with the name of the parent's table, where any table may be that; RecordLinks::other has it.
    QByteArray parentTableKey {};
    QByteArray attachedAs {}; ///< the table's name in what is attached to its records, where that is another one
    Reach reach = Reach::Nobody; ///< of version 6
    bool isPrimarysOwn = false; ///< of version 6: no site writes it
    bool operator==(const TableRule &) const = default;

    bool isOfUsers() const { return !signInNameKey.isEmpty(); }
    bool isStore() const { return !siteKey.isEmpty(); }
    bool isJoin() const { return !joins.isEmpty(); }
    bool mayBePatient() const { return !patientStoreKey.isEmpty(); }
    bool isVersion6() const { return category == Category::Version6; }
    /// Whether a record's data has anything that routing asks for.
    bool hasKeys() const
    {
        return !(storeKey.isEmpty() && parentKey.isEmpty() && nameKey.isEmpty() && otherStoreKey.isEmpty()
            && patientStoreKey.isEmpty() && siteKey.isEmpty() && parentTableKey.isEmpty());
    }
};

/// The links of one record, taken from its data once when it is stored; routing asks only for these.
/// All empty where the table has no such key, or its value is empty.
struct RecordLinks {
    /// ID of the owning store; of a patient its home store; of a `store` record its own ID.
    /// Where there is a parent as well, that one says whose the record is, once it is here.
    QByteArray store;
    QByteArray parent; ///< ID of the parent record in TableRule::parentTable
    QByteArray name; ///< counterparty or patient
    /// message: the store it is for; name_store_join: the name; clinician_store_join: the clinician; of what may be attached to
    /// any table the name of that table
    QByteArray other;
    /// Of this record: `name` is Patient where its type is "patient", else Central.
    Category category = Category::Unknown;
    qint64 site = 0; ///< `store` records only: sync_id_remote_site
    bool operator==(const RecordLinks &) const = default;
};

/// Which table is of which kind and where its owner stands. Pure; made once from the resource, then shared.
class Routing
{
public:
    /// From the built-in resource :/routing.json. A broken resource is a bug: asserts.
    static const Routing &builtIn();
    static Result<Routing> fromJson(const QByteArray &json);

    /// The rule of a table; for a table that is not listed one of category Unknown, without a name.
    const TableRule &rule(const QByteArray &table) const;
    bool knows(const QByteArray &table) const;
    RecordLinks links(const Record &record) const;
    RecordLinks links(const RecordKey &key, const JsonFields &fields) const; ///< the fields of its data
    /// Whether a record (no delete, no merge) is the one that its data say it is: clients keep it under that name, whatever the
    /// ID beside it. RecordIdDiffers (table, id, field, value); data without the key say nothing (contract.md §3).
    Result<> checkIdentity(const Record &record) const;
    Result<> checkIdentity(const RecordKey &key, const JsonFields &fields) const;
    /// Tables whose parentTable is `table` ("transact" -> "trans_line"), in order of name. No child has children.
    const QList<QByteArray> &childTables(const QByteArray &table) const;
    /// The record that this one belongs to; an empty ID where it belongs to none.
    RecordKey parentOf(const RecordKey &key, const RecordLinks &links) const;
    const QByteArray &attachedTable() const { return m_attachedTable; } ///< whose records belong to one of any table
    /// Tables of patient data whose records name their patient, in order of name.
    const QList<QByteArray> &patientTables() const { return m_patientTables; }
    const QByteArray &patientTable() const { return m_patientTable; } ///< the patients themselves
    const QByteArray &storeTable() const { return m_storeTable; }
    const QByteArray &userTable() const { return m_userTable; } ///< persons who use the clients
    /// The table that joins stores to the persons of `table`; empty where there are no persons in it.
    QByteArray joinTable(const QByteArray &table) const { return m_joinTables.value(table); }
    const QHash<QByteArray, TableRule> &rules() const { return m_rules; }

private:
    void arrange();

    QHash<QByteArray, TableRule> m_rules;
    QHash<QByteArray, QList<QByteArray>> m_children; ///< by the table of their parent
    QHash<QByteArray, QByteArray> m_joinTables; ///< by the table of the persons
    QList<QByteArray> m_patientTables;
    QByteArray m_patientTable;
    QByteArray m_storeTable;
    QByteArray m_attachedTable;
    QHash<QByteArray, QByteArray> m_attachedAs; ///< tables, by TableRule::attachedAs
    QByteArray m_userTable;
};

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <QHash>
#include <bitset>

namespace mailboat {

/// What Open mSupply takes a value for. Day: YYYY-MM-DD; Time: seconds since midnight; Moment: YYYY-MM-DDTHH:MM:SS without zone;
/// Json: anything; Object: one, or nothing.
enum class FieldKind { Text, Number, Integer, Boolean, Day, Time, Moment, Json, Object };

/// How Open mSupply reads one key of a table.
struct FieldRule {
    /// Known: may be missing. Filled: has to be there; where a writer left it out, `whenMissing` stands in. Needed: nothing can.
    enum class Need { Known, Filled, Needed };
    QByteArray key {};
    FieldKind kind = FieldKind::Text;
    Need need = Need::Known;
    bool mayBeNull = false;
    QByteArray whenMissing {}; ///< JSON
    QByteArray instead {}; ///< key whose value stands in before that
    QByteArray former {}; ///< what other writers call the key; empty: the same
    QByteArray inner {}; ///< of an object: under which name Fields has its keys; empty: nobody looks into it
    QList<QByteArray> values {}; ///< of a text that is one of a list; a newer reader may know more
};

/// What mSupply Mobile needs of a table, beside what it wants of every value: a text.
struct MobileFields {
    QList<QByteArray> needed {}; ///< a text that is not empty, or it passes the record over
    QHash<QByteArray, QByteArray>
        also {}; ///< by key, under which other key its value stands, which it reads it from, too
    QHash<QByteArray, QByteArray>
        filled {}; ///< by key, what has to stand there where nothing does, or a blank where this is none
};

/// The keys of one table, found by their names as they stand in a record.
class TableFields
{
public:
    static constexpr qsizetype most = 128;
    using Set = std::bitset<most>; ///< by place in rules()
    static constexpr qsizetype none = -1;

    const QList<FieldRule> &rules() const { return m_rules; }
    /// Place in rules() of a key as it is written, without escapes; `none` for one that nobody asks for.
    qsizetype find(QByteArrayView key) const;
    qsizetype findFormer(QByteArrayView key) const;
    const Set &wanted() const { return m_wanted; } ///< needed or filled
    bool isRecord() const { return m_isRecord; } ///< its ID has to be there, too
    const MobileFields &mobile() const { return m_mobile; }

private:
    friend class Fields;
    static constexpr size_t slotCount = 256;
    static size_t slotOf(QByteArrayView key);
    bool add(const FieldRule &rule);

    QList<FieldRule> m_rules {};
    QList<short> m_slots = QList<short>(slotCount, none); ///< place in m_rules by slotOf(), or the next that is free
    Set m_wanted {};
    bool m_hasFormer = false;
    bool m_isRecord = true;
    MobileFields m_mobile {};
};

/// Which keys the field's programs read of which table, and as what. Pure; made once from resources/fields.json, then shared.
class Fields
{
public:
    /// A broken resource is a bug: asserts.
    static const Fields &builtIn();
    static Result<Fields> fromJson(const QByteArray &json);

    /// Nothing for a table that is not listed.
    const TableFields *of(const QByteArray &table) const;
    QList<QByteArray> tables() const; ///< all that is listed, in order of name

private:
    QHash<QByteArray, TableFields> m_tables;
};

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <QByteArray>
#include <QHash>
#include <QList>

class QJsonObject;

namespace mailboat {

/// The keys from which the texts are taken that a record is found by.
struct SearchedKeys {
    QByteArray table {};
    QList<QByteArray> last {};
    QList<QByteArray> first {};
    QList<QByteArray> code {};
    QList<QByteArray> birth {};
    QList<QByteArray> barcode {};
    QByteArray owner {}; ///< key with the person whose record it is; empty: it is one
    QByteArray gone {}; ///< key that says that it is deleted
};

/// What is read of a record in an answer.
struct AnswerShape {
    enum class Kind { Text, Flag, Number, Day, Json };
    struct Key {
        QByteArray key;
        Kind kind = Kind::Text;
        QList<QByteArray> from {}; ///< keys of the record; the first that says something
    };
    enum class Of { Name, Parent, Reference };
    QByteArray key {}; ///< under which it stands in what it is a part of
    QByteArray table {};
    Of of = Of::Name; ///< how it belongs there
    QByteArray by {}; ///< Reference: the key of the other one that names it
    QByteArray policies {}; ///< table of records that lead to a person, too
    QHash<QByteArray, QByteArray> only {}; ///< values that it has to have
    QList<Key> keys {};
    QList<AnswerShape> lists {};
    QList<AnswerShape> ones {};
};

/// What is looked for among a primary's records, and how it is answered; from resources/lookups.json, whose comment says what
/// stands there. Pure; made once, then shared.
class Lookups
{
public:
    /// A broken resource is a bug: asserts.
    static const Lookups &builtIn();
    static Result<Lookups> fromJson(const QByteArray &json);

    /// Nothing for a table whose records nobody looks for.
    const SearchedKeys *searched(const QByteArray &table) const;
    QList<QByteArray> searchedTables() const; ///< in order of name
    AnswerShape patient {};
    AnswerShape prescriber {};
    AnswerShape history {};

private:
    QHash<QByteArray, SearchedKeys> m_searched;
};

} // namespace mailboat

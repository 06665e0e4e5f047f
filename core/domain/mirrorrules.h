// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/record.h"

#include <QHash>

namespace mailboat {

/// How the counterpart of a transfer's record is made; from resources/mirrors.json, which says what each of these is.
struct MirrorRule {
    QByteArray typeKey {};
    QHash<QByteArray, QByteArray> types {};
    QByteArray stateKey {};
    QList<QByteArray> when {};
    QHash<QByteArray, QList<QByteArray>> never {};
    QByteArray link {};
    QHash<QByteArray, QByteArray> set {}; ///< JSON
    QList<QByteArray> fresh {};
    QHash<QByteArray, QByteArray> through {};
    QByteArray dayKey {};

    /// What the source is in the counterpart's store: its type there; empty where types do not matter. Nothing: it has none.
    std::optional<QByteArray> typeFor(const QByteArray &data) const;
};

class MirrorRules
{
public:
    /// A broken resource is a bug: asserts.
    static const MirrorRules &builtIn();
    static Result<MirrorRules> fromJson(const QByteArray &json);

    const MirrorRule *of(const QByteArray &table) const; ///< null: such records have no counterparts
    QList<QByteArray> linked() const; ///< tables whose counterparts name their source, in order of name
    const QByteArray &dropped() const { return m_dropped; } ///< what such keys begin with
    const QByteArray &storeDayKey() const { return m_storeDayKey; } ///< of a store: the day since when there is one

private:
    QHash<QByteArray, MirrorRule> m_rules;
    QByteArray m_dropped;
    QByteArray m_storeDayKey;
};

/// The ID that something made of this record has, of the kind `what`; the same whenever it is asked for.
QByteArray derivedId(const RecordKey &source, QByteArrayView what);

/// An object with other values: those of `values` (JSON by key) stand where their keys stood, or at its end; keys that begin with
/// `dropped` are gone. `object` has been checked; all other bytes of its values stay.
QByteArray withValues(QByteArrayView object, const QHash<QByteArray, QByteArray> &values, QByteArrayView dropped);

} // namespace mailboat

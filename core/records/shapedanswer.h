// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/lookups.h"
#include "core/store/recordtable.h"

namespace mailboat {

/// Writes records as the shape of an answer says, with the records that belong to them; as slices of their data.
class ShapedAnswer
{
public:
    explicit ShapedAnswer(Connection &connection);

    static constexpr int mostInList = 500; ///< records in one list

    /// The record as an object; `birth`: what a day is, of the record itself.
    Result<QByteArray> object(const AnswerShape &shape, const StoredRecord &record, const QString &birth = {}) const;
    /// The records of the shape's table that belong to `to`, as an array of objects, until there are `mostBytes`.
    Result<QByteArray> list(const AnswerShape &shape, const QByteArray &to, qint64 mostBytes) const;

private:
    RecordTable m_records;
};

} // namespace mailboat

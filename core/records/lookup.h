// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"
#include "core/domain/site.h"
#include "core/store/persontable.h"

namespace mailboat {

struct AnswerShape;
class Store;

/// What people at a site look for among the primary's records (protocol.md §8): persons of all sites, whom they may then join to their
/// store, and what was dispensed to a patient whom they see. Answers are JSON, ready to be sent; none has more than `mostBytes`,
/// give or take one person or invoice.
class Lookup
{
public:
    explicit Lookup(Store &store);

    static constexpr int mostFound = 100; ///< in one answer

    /// Table, policy table, and at most mostFound of them are set here. Nothing is found where nothing is looked for.
    Result<QByteArray> patients(PersonTable::Search search, qint64 mostBytes);
    Result<QByteArray> prescribers(PersonTable::Search search, qint64 mostBytes);
    /// Of a patient whom the site sees; of anybody else nothing.
    Result<QByteArray> history(SyncId site, const QByteArray &patient, qint64 mostBytes);

private:
    Result<QByteArray> persons(PersonTable::Search search, const AnswerShape &shape, qint64 mostBytes);

    Store &m_store;
};

} // namespace mailboat

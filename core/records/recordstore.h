// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/record.h"
#include "core/domain/routing.h"
#include "core/domain/site.h"

#include <functional>
#include <memory>

namespace mailboat {

class Store;

/// The records of the site, keyed by (table, record ID), `data` kept as the bytes that came. Every change, its links, its
/// place in the outbox (satellite) or in change log and queues (primary) are one transaction.
///
/// Who may write what is Ownership's rule: what is the primary's alone is refused with RecordCentral, another site's with
/// RecordNotOwned (owner). Role off, or a satellite that is not initialised yet: anything may be put; it waits in the outbox.
/// At a primary `put` and `remove` act as the site that owns the record: its transfers go on to the counterparty, nothing is
/// echoed to the owner. Central data go to the change log, central-remote and patient records to the queues of the sites
/// that they concern. Putting what is already there byte for byte changes nothing and queues nothing.
class RecordStore
{
public:
    explicit RecordStore(Store &store);

    /// Data is normalised here; RecordDataBroken, RecordDataNotObject, names. UsageWrong for a whole line as `records get` writes it:
    /// taken for the data it would be all that is left of the record.
    Result<> put(const Record &record);
    Result<> remove(const QByteArray &table, const QByteArray &id); ///< RecordMissing
    /// One transaction for all that `next` yields (empty optional: end). `next`'s error or any refused record undoes all.
    /// `progress` is called now and then with the number so far; returning false cancels (Cancelled).
    using Next = std::function<Result<std::optional<Record>>()>;
    Result<qint64> import(const Next &next, const std::function<bool(qint64)> &progress = {});
    Result<std::optional<Record>> get(const QByteArray &table, const QByteArray &id) const;
    Result<qint64> count(const std::optional<QByteArray> &table = {}) const;
    /// Counts by table, ordered by name.
    Result<QList<std::pair<QByteArray, qint64>>> counts() const;
    /// Every record ordered by table, then record ID (both by bytes), one at a time; `take` returning an error ends it.
    Result<> forEach(const std::optional<QByteArray> &table, const std::function<Result<>(const Record &)> &take) const;

private:
    Store &m_store;
};

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <QMap>

namespace mailboat {

class Connection;

/// Which of its own pushes the changes know of that wait at a satellite from before all was to be fetched anew. The datafile may
/// have been put back from a copy, and the same site may have pushed newer forms of them since: the primary, told the number, lets
/// these stand (PushMark::base). What is changed here later knows all.
///
/// Every change is one transaction, or a part of the caller's.
class PushBases final
{
public:
    explicit PushBases(Connection &connection);

    /// Ordered. The key: number of the last entry of the outbox that it holds for, those of the bases before it aside; the value:
    /// number of the last push that these know of.
    Result<QMap<qint64, qint64>> all() const;
    /// All is to be fetched anew, and `sent` was the last push: for what waits now.
    Result<> note(qint64 sent);
    /// What has been put into the outbox since then is of that time, too; nothing where none is noted.
    Result<> extend();
    /// Those of which nothing waits any more, set aside or not.
    Result<> forgetSpent();

private:
    Result<qint64> newestWaiting() const;
    Result<QMap<qint64, qint64>> unspent() const;
    Result<> write(const QMap<qint64, qint64> &bases);

    Connection &m_connection;
};

} // namespace mailboat

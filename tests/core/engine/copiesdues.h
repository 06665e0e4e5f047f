// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/record.h"

#include <QMap>
#include <QSet>
#include <QStringList>

#include <functional>

namespace mailboat::test {

/// What has to be there once the ends of a CopiesWorld are in step again: every record that any of them had when somebody chose how
/// one of them goes on, or that was made since, unless somebody deleted it. What stood on a disk alone that is gone is not
/// among it, nor what an end was on its way to delete.
class CopiesDues
{
public:
    /// What the ends hold that there are now.
    struct Living {
        QSet<RecordKey> held;
        QMap<RecordKey, int> newest; ///< version that the primary or a machine of the owner's holds
        QSet<RecordKey> named; ///< in a quarantine
        QSet<RecordKey> leaving; ///< deleted at one end, which the others have not heard of
    };
    void written(const RecordKey &key, int version, const QSet<RecordKey> &leaving);
    void removed(const RecordKey &key);
    /// An end has gone, or has become another, which may be on its way to delete something.
    void replaced(const Living &after);
    /// One that cannot be asked for it gives up all that it holds; the others go on.
    void givenUp(const QSet<RecordKey> &held, const Living &others);
    /// Somebody chooses.
    void chosen(const Living &before);
    /// What is not there as it should be, in words.
    /// `anyForm`: of which records it is not said that the newest form stays.
    QStringList unmet(const Living &atTheEnd, const std::function<bool(const RecordKey &)> &anyForm) const;

private:
    QMap<RecordKey, int> m_due; ///< the version that it may not be older than
};

} // namespace mailboat::test

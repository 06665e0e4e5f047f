// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/record.h"

#include <QMap>
#include <QSet>
#include <QStringList>

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
    /// An end has gone, or has become another.
    void replaced(const Living &after);
    /// Somebody chooses.
    void chosen(const Living &before);
    /// What is not there as it should be, in words.
    QStringList unmet(const Living &atTheEnd) const;

private:
    QMap<RecordKey, int> m_due; ///< the version that it may not be older than
};

} // namespace mailboat::test

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The part of RecordWriter that writes what the primary makes for sites that do not make it themselves.
#include "core/records/log.h"
#include "core/records/recordwriter.h"

namespace mailboat {

/// They are records like any other: whoever is concerned by them, such as the store that the transfer is from, gets them.
Result<> RecordWriter::makeMirrors()
{
    const QList<Delivery::Mirrored> wanted = m_delivery->takeMirrored();
    if (wanted.isEmpty())
        return {};
    Mirrors mirrors(m_store, m_records, m_sites);
    for (const auto &[source, site] : wanted) {
        const Result<QList<Mirrors::Mirror>> made = mirrors.of(source, site);
        if (!made)
            return failure(made.error());
        for (const Mirrors::Mirror &mirror : *made) {
            if (const Result<> put = putMirror(mirrors, mirror, site); !put)
                return put;
        }
    }
    return m_delivery->finish();
}

Result<> RecordWriter::putMirror(Mirrors &mirrors, const Mirrors::Mirror &mirror, SyncId site)
{
    const Result<Verdict> verdict = put(mirror.record, m_here);
    if (!verdict)
        return failure(verdict.error());
    if (verdict->refused) { // of records that have been taken: a source cannot be refused over it
        qCWarning(recordsLog, "A counterpart for site %d could not be made: %s", site.value(),
            qPrintable(describe(*verdict->refused)));
        return {};
    }
    // The primary acts for the site, which knows nothing of it yet.
    return mirrors.note(mirror).and_then([&] {
        return m_delivery->sendBack(site, {mirror.record.table, mirror.record.id});
    });
}

} // namespace mailboat

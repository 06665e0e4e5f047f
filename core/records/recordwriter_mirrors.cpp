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
    for (const auto &[source, site] : wanted) {
        if (const Result<> made = mirror(source, site); !made)
            return made;
    }
    return m_delivery->finish();
}

Result<> RecordWriter::mirror(const RecordKey &source, SyncId site)
{
    Mirrors mirrors(m_store, m_records, m_sites);
    const Result<std::optional<Mirrors::Stray>> stray = mirrors.strayOf(source);
    if (!stray)
        return failure(stray.error());
    if (*stray) {
        if (const Result<> gone = takeBack(**stray).and_then([&] { return mirrors.forget(source); }); !gone)
            return gone;
    }
    const Result<QList<Mirrors::Mirror>> made = mirrors.of(source, site);
    if (!made)
        return failure(made.error());
    for (const Mirrors::Mirror &mirror : *made) {
        if (const Result<> put = putMirror(mirrors, mirror, site); !put)
            return put;
    }
    return {};
}

/// Where the source has gone elsewhere. Its first receiver may have it already.
Result<> RecordWriter::takeBack(const Mirrors::Stray &stray)
{
    const Result<QList<RecordHead>> lines = m_records.childrenOf(stray.mirror);
    if (!lines)
        return failure(lines.error());
    QList<RecordKey> keys;
    for (const RecordHead &line : *lines)
        keys.append(line.key);
    keys.append(stray.mirror);
    for (const RecordKey &key : std::as_const(keys)) {
        const Result<Verdict> removed = remove(key, m_here);
        if (!removed)
            return failure(removed.error());
        const Result<> told = removed->hasChanged ? m_delivery->takeBack(stray.site, key) : Result<>();
        if (!told)
            return told;
    }
    return {};
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

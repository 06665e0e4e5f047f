// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which push has brought a record, and which form of it stays.
#include "core/records/recordwriter.h"
#include "core/store/quarantine.h"
#include "core/store/store.h"

#include <utility>

namespace mailboat {

namespace {

constexpr qsizetype mostUnchanged = 1000; // noted at once

/// Why a form of that record is in quarantine.
Error losing(ErrorCode code, const RecordKey &key)
{
    return {code,
        {{QStringLiteral("table"), QString::fromUtf8(key.table)}, {QStringLiteral("id"), QString::fromUtf8(key.id)}}};
}

} // namespace

/// Than what is here, which the same site has pushed since it was as what comes now was made.
Result<bool> RecordWriter::isOlder(const RecordKey &key, SyncId from, const PushMark &push)
{
    if (!push.base)
        return false;
    if (const Result<> noted = noteUnchanged(); !noted)
        return failure(noted.error());
    return m_records.pushOf(key, from).map([&push](qint64 here) { return here > *push.base; });
}

/// What is here, where the site has pushed it and does not know that, since it was put back from a copy. False: it exists nowhere
/// else, and the site's share has no room for it.
Result<bool> RecordWriter::keepOvertaken(const RecordKey &key, SyncId from, const PushMark &push)
{
    if (!push.over)
        return true;
    const Result<qint64> at = noteUnchanged().and_then([&] { return m_records.pushOf(key, from); });
    if (!at || *at <= push.over->after || *at > push.over->last)
        return at.map([](qint64) { return true; });
    const Result<std::optional<StoredRecord>> here = m_records.find(key);
    if (!here || !*here)
        return here.map([](const auto &) { return true; });
    const Record form {key.table, key.id, Action::Update, (*here)->data};
    const Quarantine::Entry entry {0, form, from, {}, losing(ErrorCode::FormReplaced, key), m_store.clock().utcNow()};
    const Result<bool> hasRoom = m_store.quarantine().hasRoom(entry);
    if (!hasRoom || !*hasRoom)
        return hasRoom;
    m_hasQuarantine = true;
    return m_store.quarantine().add(entry).map([] { return true; });
}

/// Of many at once: each by itself would cost more than all that it takes to see that nothing has changed.
Result<> RecordWriter::noteUnchanged(const RecordKey &key, SyncId from, qint64 push)
{
    if (push == 0)
        return {};
    const bool isAnother = m_unchanged.push != push || m_unchanged.from != from;
    if (const Result<> noted = isAnother || m_unchanged.keys.size() >= mostUnchanged ? noteUnchanged() : Result<>();
        !noted)
        return noted;
    m_unchanged.from = from;
    m_unchanged.push = push;
    m_unchanged.keys.append(key);
    return {};
}

Result<> RecordWriter::noteUnchanged()
{
    const QList<RecordKey> keys = std::exchange(m_unchanged.keys, {});
    return keys.isEmpty() ? Result<>() : m_records.notePush(keys, m_unchanged.from, m_unchanged.push);
}

Result<RecordWriter::Verdict> RecordWriter::refuseOlder(const RecordKey &key, SyncId from)
{
    return sendBack(from, key).map([&key] { return Verdict {losing(ErrorCode::FormOlder, key)}; });
}

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/watch.h"

#include "core/sql/connection.h"
#include "core/store/settingstable.h"

namespace mailboat {

Watch::Watch(Connection &connection)
    : m_connection(connection)
{
}

Result<> Watch::follow(const std::function<Result<>()> &read)
{
    const Result<qint64> version = m_connection.dataVersion();
    if (!version)
        return failure(version.error());
    // As it was before anything is read: what comes while that goes on may be read twice, but is never missed.
    const Seen now {*version, m_expected};
    if (m_seen == now)
        return {};
    if (const Result<> done = read(); !done)
        return done;
    m_seen = now;
    return {};
}

Result<> Watch::followSettings(const std::function<Result<>(qint64 revision)> &read)
{
    const Result<qint64> revision = settingsRevision(m_connection);
    if (!revision)
        return failure(revision.error());
    if (m_revision == *revision)
        return {};
    if (const Result<> done = read(*revision); !done)
        return done;
    m_revision = *revision;
    return {};
}

void Watch::expectNews()
{
    ++m_expected;
}

} // namespace mailboat

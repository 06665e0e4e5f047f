// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/logfollower.h"

#include "core/records/datafile.h"

namespace mailboat {

LogFollower::LogFollower(Datafile &datafile, qint64 last, Print print)
    : m_datafile(datafile)
    , m_print(std::move(print))
    , m_watch(datafile.connection())
    , m_last(last)
{
}

Result<> LogFollower::look()
{
    const Result<> followed = m_watch.follow([this]() -> Result<> {
        const Result<QList<SyncLog::Entry>> entries = m_datafile.log().since(m_last);
        if (!entries)
            return failure(entries.error());
        if (!entries->isEmpty())
            m_last = entries->last().number;
        return m_print(*entries);
    });
    return !followed && followed.error().code == ErrorCode::DatafileBusy ? Result<> {} : followed;
}

} // namespace mailboat

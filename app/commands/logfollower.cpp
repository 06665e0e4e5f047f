// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/logfollower.h"

#include "core/records/datafile.h"

namespace mailboat {

namespace {

constexpr int mostAtOnce = 1000;

} // namespace

LogFollower::LogFollower(Datafile &datafile, SyncLog::Filter filter, qint64 last, Print print)
    : m_datafile(datafile)
    , m_filter(std::move(filter))
    , m_print(std::move(print))
    , m_watch(datafile.connection())
    , m_last(last)
{
}

Result<> LogFollower::look()
{
    const Result<> followed = m_watch.follow([this]() -> Result<> {
        Result<QList<SyncLog::Entry>> entries = QList<SyncLog::Entry>();
        do {
            entries = m_datafile.log().after(m_filter, m_last, mostAtOnce);
            if (!entries)
                return failure(entries.error());
            if (entries->isEmpty())
                break;
            m_last = entries->last().number;
            if (const Result<> printed = m_print(*entries); !printed)
                return printed;
        } while (entries->size() == mostAtOnce);
        return {};
    });
    return !followed && followed.error().code == ErrorCode::DatafileBusy ? Result<> {} : followed;
}

} // namespace mailboat

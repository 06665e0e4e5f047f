// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/synclog.h"
#include "core/store/watch.h"

#include <functional>

namespace mailboat {

class Datafile;

/// Hands on the entries of the log, each once and in their order, as they are added by whomever.
class LogFollower final
{
public:
    using Print = std::function<Result<>(const QList<SyncLog::Entry> &)>;
    /// Begins after the entry of this number; those alone that fit.
    LogFollower(Datafile &datafile, SyncLog::Filter filter, qint64 last, Print print);
    /// The errors of reading and of `print`; a datafile that is busy is read at the next look.
    Result<> look();

private:
    Datafile &m_datafile;
    SyncLog::Filter m_filter;
    Print m_print;
    Watch m_watch;
    qint64 m_last;
};

} // namespace mailboat

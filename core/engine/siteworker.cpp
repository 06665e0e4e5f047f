// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/siteworker.h"

namespace mailboat {

SiteWorker::SiteWorker(DatafileAddress address, Clock &clock, Datafile::Options options)
    : m_datafile(std::move(address), clock, options, this)
    , m_check(m_datafile, clock)
    , m_sync(m_datafile, clock, this)
    , m_retrieval(m_datafile)
    , m_recovery(m_datafile)
    , m_support(m_datafile, clock)
{
    connect(&m_datafile, &WatchedDatafile::closed, this, &SiteWorker::finished);
}

void SiteWorker::finish()
{
    m_check.cancel();
    m_retrieval.cancel();
    m_recovery.cancel();
    m_support.cancel();
    m_sync.leave();
    m_datafile.close();
}

} // namespace mailboat

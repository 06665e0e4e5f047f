// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/knowncallers.h"

namespace mailboat {

Result<> KnownCallers::open(const DatafileAddress &datafile)
{
    Result<std::unique_ptr<CommitWitness>> witness = CommitWitness::open(datafile);
    if (!witness)
        return failure(witness.error());
    m_witness = std::move(*witness);
    return {};
}

std::optional<KnownCallers::State> KnownCallers::state()
{
    return m_witness ? m_witness->version() : std::nullopt;
}

void KnownCallers::found(State state, const QString &userName, SiteStanding standing)
{
    const std::lock_guard lock(m_mutex);
    if (state < m_state) // another one has called since, and the datafile had changed
        return;
    if (state > m_state || m_known.size() >= mostKnown)
        m_known.clear();
    m_state = state;
    m_known.insert(userName, std::make_shared<const SiteStanding>(std::move(standing)));
}

std::shared_ptr<const SiteStanding> KnownCallers::at(State state, const QString &userName) const
{
    const std::lock_guard lock(m_mutex);
    return state == m_state ? m_known.value(userName) : nullptr;
}

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/v5/centralpages.h"

namespace mailboat {

namespace {

constexpr qsizetype besides = 512; // bytes of a page that are not its body

} // namespace

size_t qHash(const CentralPages::Question &question, size_t seed)
{
    const int coding = question.coding ? static_cast<int>(*question.coding) + 1 : 0;
    return qHashMulti(seed, question.isMailboat, question.cursor, question.limit, coding);
}

CentralPages::CentralPages(qint64 mostBytes)
    : m_pages(mostBytes)
{
}

/// False: that state is over.
bool CentralPages::enter(const State &state)
{
    if (m_state.isBefore(state)) {
        m_pages.clear();
        m_state = state;
    }
    return m_state == state;
}

std::optional<ServerAnswer> CentralPages::find(const State &state, const Question &question)
{
    const std::lock_guard lock(m_mutex);
    const ServerAnswer *page = enter(state) ? m_pages.object(question) : nullptr;
    return page ? std::optional(*page) : std::nullopt;
}

void CentralPages::keep(const State &state, const Question &question, const ServerAnswer &page)
{
    const std::lock_guard lock(m_mutex);
    if (enter(state))
        m_pages.insert(question, new ServerAnswer(page), page.body.size() + besides); // deletes it, if at once
}

} // namespace mailboat

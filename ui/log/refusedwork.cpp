// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/log/refusedwork.h"

#include <algorithm>
#include <limits>

namespace mailboat {

namespace {

constexpr qsizetype atATime = 20; // records: some hundredths of a second
constexpr int readAtATime = 500;

} // namespace

RefusedWork::RefusedWork(SiteConnection &site, QObject *parent)
    : QObject(parent)
    , m_site(site)
{
}

void RefusedWork::retry(QList<qint64> numbers)
{
    const qsizetype total = numbers.size();
    begin(Act::Retry, std::move(numbers), total);
}

void RefusedWork::retryAll(qint64 total, QuarantineList::Matches matches)
{
    if (m_isRunning)
        return;
    const qint64 known = matches ? 0 : total;
    m_matches = std::move(matches);
    begin(Act::RetryAll, {}, known);
}

void RefusedWork::drop(QList<qint64> numbers)
{
    const qsizetype total = numbers.size();
    begin(Act::Drop, std::move(numbers), total);
}

void RefusedWork::begin(Act act, QList<qint64> numbers, qint64 total)
{
    if (m_isRunning)
        return;
    m_act = act;
    m_isAlone = act == Act::Retry && numbers.size() == 1;
    m_before = act == Act::RetryAll ? std::numeric_limits<qint64>::max() : 0;
    m_numbers = std::move(numbers);
    m_isRunning = true;
    m_isCancelled = false;
    m_done = 0;
    m_total = total;
    m_dropped = 0;
    m_outcome = {};
    goOn();
}

void RefusedWork::cancel()
{
    m_isCancelled = true;
}

void RefusedWork::goOn()
{
    emit progressed(std::min(m_done, m_total), m_total);
    if (m_isCancelled || (m_numbers.isEmpty() && m_before == 0))
        return end();
    if (m_numbers.isEmpty())
        return readNext();
    const QList<qint64> now = m_numbers.first(std::min(atATime, m_numbers.size()));
    m_numbers.remove(0, now.size());
    m_done += now.size();
    if (m_act == Act::Drop)
        return m_site.dropRefused(now, this, [this](const Result<qint64> &dropped) {
            if (!dropped)
                return end(dropped.error());
            m_dropped += *dropped;
            goOn();
        });
    m_site.retryRefused(now, m_isAlone, this, [this](const Result<RetryOutcome> &outcome) {
        if (!outcome)
            return end(outcome.error());
        m_outcome.left += outcome->left;
        m_outcome.sent += outcome->sent;
        m_outcome.stayed += outcome->stayed;
        m_outcome.single += outcome->single;
        if (outcome->refusal)
            m_outcome.refusal = outcome->refusal;
        goOn();
    });
}

void RefusedWork::readNext()
{
    m_site.readRefused(m_before, m_matches, readAtATime, this, [this](const Result<QuarantineList::Page> &page) {
        if (!page)
            return end(page.error());
        for (const Quarantine::Entry &entry : page->entries) {
            if (entry.number > 0)
                m_numbers += entry.number;
        }
        m_before = page->next;
        goOn();
    });
}

void RefusedWork::end()
{
    m_isRunning = false;
    if (m_act == Act::Drop)
        emit dropped(m_dropped, m_isCancelled);
    else
        emit retried(m_outcome, m_isCancelled);
}

void RefusedWork::end(const Error &error)
{
    m_isRunning = false;
    emit failed(error);
}

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/memoryaccount.h"

#include "core/server/log.h"

#include <QCoreApplication>

#include <algorithm>

namespace mailboat {

namespace {

constexpr int ofAll = 12; // a part of the account that is spoken of is so many twelfths of it
constexpr std::chrono::minutes betweenNotes {1};

Error full(const QString &why)
{
    return {ErrorCode::ServerFull, {{QStringLiteral("why"), why}}};
}

} // namespace

MemoryAccount::MemoryAccount(qint64 total)
    : m_total(total)
{
}

Error MemoryAccount::tooMuchWaits()
{
    return full(QCoreApplication::translate(
        "mailboat", "this site has requests under way that it has not sent in full, or answers that it has not read"));
}

qint64 MemoryAccount::taken() const
{
    const std::lock_guard lock(m_mutex);
    return m_all;
}

qint64 MemoryAccount::takenBy(int site) const
{
    const std::lock_guard lock(m_mutex);
    return m_taken.value(site).all();
}

qint64 MemoryAccount::roomToWait(int site) const
{
    const std::lock_guard lock(m_mutex);
    return std::max<qint64>(mostWaiting(site) - m_taken.value(site).waits, 0);
}

qint64 MemoryAccount::mostWaiting(int site) const
{
    return m_total / ofAll * (site == nobody ? 1 : 2);
}

std::optional<Error> MemoryAccount::refusal(int site, Use use, qint64 bytes) const
{
    const Taken taken = m_taken.value(site);
    if (use == Use::Waits && taken.waits + bytes > mostWaiting(site)) {
        return site == nobody ? full(QCoreApplication::translate(
                   "mailboat", "too many callers who have not signed in yet send something at once"))
                              : tooMuchWaits();
    }
    const qint64 all = taken.all() + bytes;
    const qint64 kept = all <= little ? 0 : m_total / ofAll;
    if (all <= mostOfSite() && m_all + bytes <= m_total - kept)
        return {};
    return full(QCoreApplication::translate("mailboat", "the memory for requests and answers is in use"));
}

void MemoryAccount::add(int site, Use use, qint64 bytes)
{
    Taken &taken = m_taken[site];
    (use == Use::Waits ? taken.waits : taken.works) += bytes;
    m_all += bytes;
    Q_ASSERT(taken.waits >= 0 && taken.works >= 0 && m_all >= 0);
    if (taken.all() == 0)
        m_taken.remove(site);
}

/// Not each one: whoever is refused comes again.
void MemoryAccount::note(int site, const Error &refused)
{
    const auto now = std::chrono::steady_clock::now();
    if (m_noted && now - *m_noted < betweenNotes)
        return;
    m_noted = now;
    qCWarning(serverLog, "A request of site %d was put off: %s (%lld of %lld bytes are taken, %lld by that site)", site,
        qPrintable(refused.values.value(QStringLiteral("why")).toString()), static_cast<long long>(m_all),
        static_cast<long long>(m_total), static_cast<long long>(m_taken.value(site).all()));
}

MemoryAccount::Part::Part(MemoryAccount &account, int site, Use use)
    : m_account(account)
    , m_site(site)
    , m_use(use)
{
}

MemoryAccount::Part::~Part()
{
    set(0);
}

Result<> MemoryAccount::Part::grow(qint64 bytes)
{
    const std::lock_guard lock(m_account.m_mutex);
    if (const std::optional<Error> refused = m_account.refusal(m_site, m_use, bytes)) {
        m_account.note(m_site, *refused);
        return failure(*refused);
    }
    m_account.add(m_site, m_use, bytes);
    m_bytes += bytes;
    return {};
}

void MemoryAccount::Part::set(qint64 bytes)
{
    if (bytes == m_bytes)
        return;
    const std::lock_guard lock(m_account.m_mutex);
    m_account.add(m_site, m_use, bytes - m_bytes);
    m_bytes = bytes;
}

void MemoryAccount::Part::moveTo(int site)
{
    if (m_bytes == 0) {
        m_site = site;
        return;
    }
    const std::lock_guard lock(m_account.m_mutex);
    m_account.add(m_site, m_use, -m_bytes);
    m_site = site;
    m_account.add(m_site, m_use, m_bytes);
}

} // namespace mailboat

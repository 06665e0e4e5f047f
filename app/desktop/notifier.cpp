// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/notifier.h"

namespace mailboat {

namespace {

using namespace std::chrono_literals;

/// How soon days without success show, and how often a service is looked for that was not there.
constexpr std::chrono::milliseconds noticesEvery = 60s;

QStringList idsOf(const Status &status, const QDateTime &now)
{
    QStringList ids {isWell(status) ? QStringLiteral("well") : QString()};
    for (const Notice &notice : noticesOf(status, now))
        ids += notice.id;
    return ids;
}

} // namespace

Notifier::Notifier(SiteConnection &site, Clock &clock)
    : m_connection(site)
    , m_clock(clock)
{
    connect(&site, &SiteConnection::statusChanged, this, &Notifier::statusChanged);
    connect(&site, &SiteConnection::sitesChanged, this, &Notifier::sitesChanged);
    connect(&site, &SiteConnection::settingsChanged, this, [this] {
        m_hasLooked = false; // they may have been switched on
        look();
    });
    connect(&m_service, &NotificationService::clicked, this, &Notifier::clicked);
    watchTime();
}

void Notifier::watchTime()
{
    m_clock.after(noticesEvery, this, [this] {
        look();
        watchTime();
    });
}

void Notifier::statusChanged(const Status &status)
{
    m_status = status;
    m_status->siteTroubles = m_siteTroubles.value_or(QList<Status::SiteTrouble>());
    look();
}

void Notifier::sitesChanged(const QList<SiteRow> &sites)
{
    m_siteTroubles = siteTroublesOf(sites);
    if (m_status)
        statusChanged(Status(*m_status));
}

/// A status changes every second while a cycle runs: only what there is to tell counts.
void Notifier::look()
{
    const bool isKnown = m_status && (m_status->role != SiteRole::Primary || m_siteTroubles);
    if (!isKnown) // or what was told before the last start would be well again
        return;
    const QStringList ids = idsOf(*m_status, m_clock.utcNow());
    if (m_hasLooked && ids == m_looked)
        return;
    m_hasLooked = true;
    m_looked = ids;
    m_service.find([this, status = *m_status](bool isThere) {
        if (isThere)
            claim(status);
        else
            m_clock.after(noticesEvery, this, [this] { m_hasLooked = false; });
    });
}

void Notifier::claim(const Status &status)
{
    m_connection.claimNotices(status, this, [this](const Result<QList<Notice>> &notices) {
        if (!notices) {
            m_hasLooked = false;
            return;
        }
        for (const NoticeWords &words : noticeWords(*notices, m_site))
            m_service.show(words);
    });
}

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/notificationservice.h"
#include "core/engine/siteconnection.h"

namespace mailboat {

/// Tells people by notifications of their desktop what they have to know of a site while no window shows it (noticesOf()). What
/// cannot be shown, there being no service, is not taken for told.
class Notifier final : public QObject
{
    Q_OBJECT
public:
    /// Both outlive it.
    Notifier(SiteConnection &site, Clock &clock);

    void setSite(const QString &site) { m_site = site; } ///< which one this is, for people

signals:
    void clicked();

private:
    void statusChanged(const Status &status);
    void sitesChanged(const QList<SiteRow> &sites);
    void look();
    void claim(const Status &status);
    void watchTime();

    SiteConnection &m_connection;
    Clock &m_clock;
    NotificationService m_service {};
    QString m_site {};
    std::optional<Status> m_status {};
    std::optional<QList<Status::SiteTrouble>> m_siteTroubles {}; ///< of a primary; nothing: not known yet
    QStringList m_looked {}; ///< what there was to tell when it was last looked
    bool m_hasLooked = false;
};

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/clock.h"
#include "ui/status/statuswords.h"

#include <QMenu>
#include <QSystemTrayIcon>

#include <optional>

namespace mailboat {

/// The icon in the desktop's tray: how synchronisation stands, at a glance and in its tooltip, and a menu with "Sync now",
/// "Resume" while somebody has paused it, "Preferences" and "Quit". A click asks for the preferences.
class TrayIcon final : public QObject
{
    Q_OBJECT
public:
    /// `clock` outlives it.
    explicit TrayIcon(Clock &clock, QObject *parent = nullptr);

    static bool isAvailable(); ///< whether this desktop has a tray
    void setVisible(bool visible);
    void setStatus(const mailboat::Status &status);
    void setSites(const mailboat::SitesSummary &sites); ///< of a primary, how they stand
    void setSite(const QString &site); ///< which one this is, for people: several may have an icon
    /// The engine of this process cannot run; the tooltip says so while no other runs. Empty: it runs.
    void setEngineFailure(const std::optional<mailboat::Error> &error);

    /// The datafile cannot be used, until setAvailable(): nothing else is known then.
    void setUnavailable(const mailboat::Error &error);
    void setAvailable();

    QString toolTip() const { return m_icon.toolTip(); }
    QString iconName() const { return m_iconName; }
    QMenu &menu() { return m_menu; }

signals:
    void syncNowRequested();
    void resumeRequested();
    void preferencesRequested();
    void quitRequested();

private:
    void watchTime();
    void refresh();

    Clock &m_clock;
    KnownStatus m_known {};
    QString m_site {};
    QString m_iconName {};
    QMenu m_menu;
    QAction *m_syncNow;
    QAction *m_resume;
    QSystemTrayIcon m_icon; ///< before its menu in being destroyed
};

} // namespace mailboat

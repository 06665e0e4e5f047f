// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/status/noticewords.h"

#include <QObject>

#include <functional>

namespace mailboat {

/// The desktop's notifications (org.freedesktop.Notifications), by D-Bus itself: libnotify waits for the service in the thread that
/// shows one, and hears of a click by GLib's event loop alone. Here nothing is waited for; where there is no service, nothing is shown.
class NotificationService final : public QObject
{
    Q_OBJECT
public:
    explicit NotificationService(QObject *parent = nullptr);

    /// Whether it can be reached, which may start it; told later.
    void find(std::function<void(bool isThere)> told);
    /// Only where it was found. What is well again takes the place of the last one that was not.
    void show(const NoticeWords &words);

signals:
    void clicked(); ///< one that was shown

private slots:
    void actionInvoked(uint id, const QString &action);

private:
    bool m_hasMarkup = false; ///< the service takes a body for HTML
    QList<uint> m_shown {};
    uint m_lastBad = 0;
};

} // namespace mailboat

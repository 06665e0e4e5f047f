// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/desktop/notifications.h"

#include <stdexcept>

namespace mailboat::test {

namespace {

const auto notificationsName = QStringLiteral("org.freedesktop.Notifications");
const auto notificationsPath = QStringLiteral("/org/freedesktop/Notifications");

} // namespace

Notifications::Notifications(const Desktop &desktop)
    : m_bus(desktop.sessionBus())
{
    const bool isThere = m_bus.registerObject(notificationsPath, this, QDBusConnection::ExportScriptableContents)
        && m_bus.registerService(notificationsName);
    if (!isThere)
        throw std::runtime_error("no service of notifications");
}

Notifications::~Notifications()
{
    m_bus.unregisterService(notificationsName);
    m_bus.unregisterObject(notificationsPath);
}

QStringList Notifications::GetCapabilities() const
{
    return {QStringLiteral("actions"), QStringLiteral("body"), QStringLiteral("body-markup")};
}

uint Notifications::Notify(const QString &, uint replaces, const QString &, const QString &title, const QString &body,
    const QStringList &, const QVariantMap &hints, int)
{
    const uint id = replaces > 0 ? replaces : static_cast<uint>(m_shown.size()) + 1;
    m_shown.append({id, replaces, title, body, hints});
    return id;
}

const Notifications::Shown &Notifications::waitFor(const QString &title)
{
    waitUntil(
        QStringLiteral("notification %1").arg(title),
        [&] { return !m_shown.isEmpty() && m_shown.last().title == title; },
        [this] {
            QStringList titles;
            for (const Shown &each : m_shown)
                titles += each.title + u'\n' + each.body;
            return titles.join(u'\n');
        });
    return m_shown.last();
}

void Notifications::click(uint id)
{
    emit ActionInvoked(id, QStringLiteral("default"));
}

} // namespace mailboat::test

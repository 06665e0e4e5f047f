// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/notificationservice.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QGuiApplication>

#include <utility>

namespace mailboat {

namespace {

const auto serviceName = QStringLiteral("org.freedesktop.Notifications");
const auto servicePath = QStringLiteral("/org/freedesktop/Notifications");
constexpr int findingPatience = 5000; // ms: it may have to be started first

/// The specification's levels.
enum class Urgency : uchar { Normal = 1, Critical = 2 };

QDBusMessage serviceCall(const QString &method)
{
    return QDBusMessage::createMethodCall(serviceName, servicePath, serviceName, method);
}

} // namespace

NotificationService::NotificationService(QObject *parent)
    : QObject(parent)
{
}

void NotificationService::find(std::function<void(bool isThere)> told)
{
    const QDBusConnection bus = QDBusConnection::sessionBus();
    auto *const asked = new QDBusPendingCallWatcher(
        bus.asyncCall(serviceCall(QStringLiteral("GetCapabilities")), findingPatience), this);
    connect(asked, &QDBusPendingCallWatcher::finished, this, [this, asked, told = std::move(told)] {
        const QDBusPendingReply<QStringList> capabilities = *asked;
        asked->deleteLater();
        if (capabilities.isValid())
            m_hasMarkup = capabilities.value().contains(QStringLiteral("body-markup"));
        told(capabilities.isValid());
    });
}

void NotificationService::show(const NoticeWords &words)
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    bus.connect(serviceName, servicePath, serviceName, QStringLiteral("ActionInvoked"), this,
        SLOT(actionInvoked(uint, QString))); // once, however often it is asked for
    QDBusMessage call = serviceCall(QStringLiteral("Notify"));
    const Urgency urgency = words.isUrgent ? Urgency::Critical : Urgency::Normal;
    const QVariantMap hints {{QStringLiteral("desktop-entry"), QGuiApplication::desktopFileName()},
        {QStringLiteral("urgency"), QVariant::fromValue(static_cast<uchar>(urgency))}};
    const QString icon = words.isBad ? QStringLiteral("dialog-warning") : QStringLiteral("dialog-information");
    const QStringList actions {QStringLiteral("default"), tr("Open Mailboat")};
    constexpr int asLongAsTheDesktopHasIt = -1;
    call.setArguments({QStringLiteral("Mailboat"), words.isBad ? 0U : std::exchange(m_lastBad, 0U), icon, words.title,
        m_hasMarkup ? words.body.toHtmlEscaped() : words.body, actions, hints, asLongAsTheDesktopHasIt});
    auto *const asked = new QDBusPendingCallWatcher(bus.asyncCall(call), this);
    connect(asked, &QDBusPendingCallWatcher::finished, this, [this, asked, isBad = words.isBad] {
        const QDBusPendingReply<uint> id = *asked;
        asked->deleteLater();
        if (!id.isValid())
            return;
        m_shown += id.value();
        if (isBad)
            m_lastBad = id.value();
    });
}

void NotificationService::actionInvoked(uint id, const QString &action)
{
    if (m_shown.contains(id) && action == QLatin1String("default"))
        emit clicked();
}

} // namespace mailboat

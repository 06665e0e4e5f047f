// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/desktop/desktop.h"

#include <QDBusContext>
#include <QVariantMap>

namespace mailboat::test {

/// A desktop's service of notifications, which shows nothing and knows all (org.freedesktop.Notifications).
class Notifications final : public QObject, protected QDBusContext
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")
public:
    explicit Notifications(const Desktop &desktop);
    ~Notifications() override;
    Q_DISABLE_COPY_MOVE(Notifications)

    struct Shown {
        uint id = 0;
        uint replaces = 0;
        QString title {};
        QString body {};
        QVariantMap hints {};
    };
    const QList<Shown> &shown() const { return m_shown; }
    const Shown &waitFor(const QString &title); ///< until that one is the newest
    void click(uint id); ///< a person does

    // NOLINTBEGIN(readability-identifier-naming): the names are the specification's
public slots: // what programs call
    Q_SCRIPTABLE QStringList GetCapabilities() const;
    Q_SCRIPTABLE uint Notify(const QString &program, uint replaces, const QString &icon, const QString &title,
        const QString &body, const QStringList &actions, const QVariantMap &hints, int timeout);

signals:
    Q_SCRIPTABLE void ActionInvoked(uint id, const QString &action);
    // NOLINTEND(readability-identifier-naming)

private:
    QDBusConnection m_bus;
    QList<Shown> m_shown {};
};

} // namespace mailboat::test

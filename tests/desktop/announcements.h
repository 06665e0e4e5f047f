// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/desktop/desktop.h"

#include <QDBusMessage>

namespace mailboat::test {

/// What a screen reader says by itself, wherever the keyboard is: notifications that show themselves. It has to be there before
/// the program that it listens to.
class Announcements final : public QObject
{
    Q_OBJECT
public:
    explicit Announcements(const Desktop &desktop);

    const QStringList &said() const { return m_said; }
    void waitFor(const QStringList &words); ///< until that has been said last

private slots:
    void stateChanged(const QDBusMessage &event);

private:
    QDBusConnection m_bus;
    QStringList m_said {};
};

} // namespace mailboat::test

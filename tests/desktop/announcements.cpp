// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/desktop/announcements.h"

#include <stdexcept>

namespace mailboat::test {

Announcements::Announcements(const Desktop &desktop)
    : m_bus(desktop.screenReaderBus())
{
    // A program sends only what somebody has asked for.
    QDBusMessage ask = QDBusMessage::createMethodCall(QStringLiteral("org.a11y.atspi.Registry"),
        QStringLiteral("/org/a11y/atspi/registry"), QStringLiteral("org.a11y.atspi.Registry"),
        QStringLiteral("RegisterEvent"));
    ask.setArguments({QStringLiteral("object:state-changed:showing"), QStringList(), QString()});
    const bool isAsked = m_bus.call(ask).type() == QDBusMessage::ReplyMessage;
    const bool hears = m_bus.connect(QString(), QString(), QStringLiteral("org.a11y.atspi.Event.Object"),
        QStringLiteral("StateChanged"), this, SLOT(stateChanged(QDBusMessage)));
    if (!isAsked || !hears)
        throw std::runtime_error("no events on the bus of the screen readers");
}

void Announcements::stateChanged(const QDBusMessage &event)
{
    const QVariantList arguments = event.arguments(); // which state, whether it is on now, …
    if (arguments.value(0).toString() != QStringLiteral("showing") || arguments.value(1).toInt() != 1)
        return;
    const Accessible source(m_bus, event.service(), event.path());
    if (source.role() == QStringLiteral("notification"))
        m_said.append(source.name());
}

void Announcements::waitFor(const QStringList &words)
{
    waitUntil(
        QStringLiteral("\"%1\" is said").arg(words.join(u' ')),
        [&] { return m_said.size() >= words.size() && m_said.last(words.size()) == words; },
        [this] { return m_said.join(u'\n'); });
}

} // namespace mailboat::test

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/desktop/accessible.h"

#include <QDBusArgument>
#include <QDBusMessage>
#include <QDBusVariant>
#include <qtestsupport_core.h>

#include <stdexcept>

namespace mailboat::test {

namespace {

constexpr int accessPatience = 40000; // ms: what has not come by then has been lost

} // namespace

Accessible::Accessible(QDBusConnection bus, QString service, QString path)
    : m_bus(std::move(bus))
    , m_service(std::move(service))
    , m_path(std::move(path))
{
}

QVariant Accessible::call(const char *interface, const char *method, const QVariantList &arguments) const
{
    QDBusMessage message = QDBusMessage::createMethodCall(
        m_service, m_path, QString::fromLatin1(interface), QString::fromLatin1(method));
    message.setArguments(arguments);
    const QDBusMessage reply = m_bus.call(message, QDBus::Block, accessPatience);
    return reply.type() == QDBusMessage::ReplyMessage ? reply.arguments().value(0) : QVariant();
}

QVariant Accessible::property(const char *interface, const char *name) const
{
    return call("org.freedesktop.DBus.Properties", "Get", {QString::fromLatin1(interface), QString::fromLatin1(name)})
        .value<QDBusVariant>()
        .variant();
}

QString Accessible::role() const
{
    return call("org.a11y.atspi.Accessible", "GetRoleName").toString();
}

QString Accessible::name() const
{
    return property("org.a11y.atspi.Accessible", "Name").toString();
}

QString Accessible::description() const
{
    return property("org.a11y.atspi.Accessible", "Description").toString();
}

bool Accessible::is(State state) const
{
    const auto words = qdbus_cast<QList<uint>>(call("org.a11y.atspi.Accessible", "GetState"));
    const int bit = static_cast<int>(state);
    return (words.value(bit / 32) >> (bit % 32)) & 1U;
}

bool Accessible::isEditable() const
{
    return is(State::Editable) && !is(State::ReadOnly); // Qt calls every field the former
}

bool Accessible::isText() const
{
    return role() == QStringLiteral("label") || role() == QStringLiteral("notification");
}

bool Accessible::isPassword() const
{
    constexpr uint passwordText = 40;
    return call("org.a11y.atspi.Accessible", "GetRole").toUInt() == passwordText;
}

QString Accessible::text() const
{
    return call("org.a11y.atspi.Text", "GetText", {0, -1}).toString();
}

int Accessible::length() const
{
    return property("org.a11y.atspi.Text", "CharacterCount").toInt();
}

QList<Accessible> Accessible::children() const
{
    QList<Accessible> found;
    const QVariant answer = call("org.a11y.atspi.Accessible", "GetChildren");
    if (!answer.canConvert<QDBusArgument>())
        return found;
    const auto list = answer.value<QDBusArgument>();
    list.beginArray();
    while (!list.atEnd()) {
        QString service;
        QDBusObjectPath path;
        list.beginStructure();
        list >> service >> path;
        list.endStructure();
        found.append(Accessible(m_bus, service, path.path()));
    }
    list.endArray();
    return found;
}

QList<Accessible> Accessible::shown() const
{
    QList<Accessible> found;
    if (!is(State::Showing))
        return found;
    found.append(*this);
    for (const Accessible &child : children())
        found += child.shown();
    return found;
}

QList<Accessible> Accessible::shown(const QString &role) const
{
    QList<Accessible> found = shown();
    found.removeIf([&](const Accessible &each) { return each.role() != role; });
    return found;
}

QPoint Accessible::middle() const
{
    const QVariant answer = call("org.a11y.atspi.Component", "GetExtents", {0U});
    if (!answer.canConvert<QDBusArgument>())
        return {};
    const auto rectangle = answer.value<QDBusArgument>();
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
    rectangle.beginStructure();
    rectangle >> x >> y >> width >> height;
    rectangle.endStructure();
    return {x + width / 2, y + height / 2};
}

void Accessible::press() const
{
    if (!call("org.a11y.atspi.Action", "DoAction", {0}).toBool())
        throw std::runtime_error(QStringLiteral("cannot press %1").arg(tree()).toStdString());
}

void Accessible::focus() const
{
    call("org.a11y.atspi.Component", "GrabFocus");
    waitUntil(QStringLiteral("%1 has the keyboard").arg(name()), [this] { return is(State::Focused); });
}

QString Accessible::tree(int depth) const
{
    QString lines
        = QStringLiteral("%1%2 \"%3\" %4 %5\n")
              .arg(QString(depth, u' '), role(), name(), isOn() ? QStringLiteral("on") : QStringLiteral("off"), text());
    for (const Accessible &child : children()) {
        if (child.is(State::Showing))
            lines += child.tree(depth + 1);
    }
    return lines;
}

void waitUntil(const QString &what, const std::function<bool()> &holds, const std::function<QString()> &details)
{
    if (QTest::qWaitFor(holds, accessPatience))
        return;
    const QString more = details ? details() : QString();
    throw std::runtime_error(QStringLiteral("in vain: %1\n%2").arg(what, more).toStdString());
}

} // namespace mailboat::test

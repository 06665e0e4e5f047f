// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/desktop/desktop.h"

#include <QDBusConnectionInterface>
#include <QDBusReply>
#include <QDir>

#include <csignal>
#include <stdexcept>
#include <sys/prctl.h>

namespace mailboat::test {

namespace {

constexpr int patience = 40000; // ms
const auto busName = QStringLiteral("screen-readers");
const auto sessionName = QStringLiteral("session");

QProcessEnvironment with(const QStringList &variables)
{
    QProcessEnvironment all = QProcessEnvironment::systemEnvironment();
    for (const QString &line : variables)
        all.insert(line.section(u'=', 0, 0), line.section(u'=', 1));
    return all;
}

/// The address of the bus on which programs and screen readers meet; asking for it starts it.
QString busAddress(const QDBusConnection &session)
{
    const QDBusReply<QString> address
        = session.call(QDBusMessage::createMethodCall(QStringLiteral("org.a11y.Bus"), QStringLiteral("/org/a11y/bus"),
                           QStringLiteral("org.a11y.Bus"), QStringLiteral("GetAddress")),
            QDBus::Block, patience);
    if (!address.isValid())
        throw std::runtime_error("no AT-SPI bus: " + address.error().message().toStdString());
    return address.value();
}

} // namespace

Desktop::Desktop()
{
    for (const char *folder : {"home", "run"}) {
        const QString path = m_folder.filePath(QString::fromLatin1(folder));
        QDir().mkpath(path);
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    m_display = u':'
        + startHelper(QStringLiteral("Xvfb"),
            {QStringLiteral("-displayfd"), QStringLiteral("1"), QStringLiteral("-screen"), QStringLiteral("0"),
                QStringLiteral("1280x800x24"), QStringLiteral("-nolisten"), QStringLiteral("tcp")});
    m_sessionBus = startHelper(QStringLiteral("dbus-daemon"),
        {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--print-address=1")});
    startHelper(QStringLiteral("openbox"),
        {QStringLiteral("--sm-disable"), QStringLiteral("--startup"), QStringLiteral("echo ready")});
    const QDBusConnection session = QDBusConnection::connectToBus(m_sessionBus, sessionName);
    m_bus = QDBusConnection::connectToBus(busAddress(session), busName);
}

Desktop::~Desktop()
{
    m_bus.reset();
    QDBusConnection::disconnectFromBus(busName);
    QDBusConnection::disconnectFromBus(sessionName);
    while (!m_helpers.empty()) {
        QProcess &last = *m_helpers.back();
        last.terminate();
        if (!last.waitForFinished(patience))
            last.kill();
        m_helpers.pop_back();
    }
}

/// Starts it and waits for the first line that it prints, which says that it is ready.
QString Desktop::startHelper(const QString &program, const QStringList &arguments)
{
    auto helper = std::make_unique<QProcess>();
    helper->setProcessEnvironment(with(variables()));
    helper->setStandardErrorFile(QProcess::nullDevice());
    helper->setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGTERM); }); // should the test be killed
    helper->start(program, arguments);
    while (!helper->canReadLine()) {
        if (!helper->waitForReadyRead(patience))
            throw std::runtime_error(program.toStdString() + " does not start");
    }
    const QByteArray line = helper->readLine().trimmed();
    m_helpers.push_back(std::move(helper));
    return QString::fromUtf8(line);
}

void Desktop::startTray()
{
    auto tray = std::make_unique<QProcess>();
    tray->setProcessEnvironment(with(variables()));
    tray->setStandardErrorFile(QProcess::nullDevice());
    tray->setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGTERM); });
    tray->start(QStringLiteral("trayer"), {QStringLiteral("--widthtype"), QStringLiteral("request")});
    m_helpers.push_back(std::move(tray));
    waitUntil(QStringLiteral("trayer"), [this] { return !windows(QStringLiteral("trayer")).isEmpty(); });
}

QStringList Desktop::variables() const
{
    QStringList all {QStringLiteral("HOME=") + home(),
        QStringLiteral("XDG_RUNTIME_DIR=") + m_folder.filePath(QStringLiteral("run")),
        QStringLiteral("DISPLAY=") + m_display, QStringLiteral("DBUS_SESSION_BUS_ADDRESS=") + m_sessionBus,
        QStringLiteral("WAYLAND_DISPLAY="), QStringLiteral("LC_ALL=C.UTF-8"), QStringLiteral("LANGUAGE=en")};
    // The state folder is that of all programs of the tests: the same person's, with one key.
    for (const char *name : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"})
        all.append(QString::fromLatin1(name) + u'=' + home() + u'/' + QString::fromLatin1(name).toLower());
    return all;
}

QStringList Desktop::environment() const
{
    QStringList all = variables()
        + QStringList {QStringLiteral("QT_QPA_PLATFORM=xcb"), QStringLiteral("QT_ACCESSIBILITY=1"),
            QStringLiteral("QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1")};
    // Qt gives strndup() a text of the X server without a zero behind it, which it may; strict checks end the program there.
    if (const QString sanitizer = qEnvironmentVariable("ASAN_OPTIONS"); !sanitizer.isEmpty())
        all.append(QStringLiteral("ASAN_OPTIONS=%1:strict_string_checks=0").arg(sanitizer));
    return all;
}

QByteArray Desktop::xdotool(const QStringList &arguments) const
{
    QProcess tool;
    tool.setProcessEnvironment(with(variables()));
    tool.start(QStringLiteral("xdotool"), arguments);
    if (!tool.waitForFinished(patience))
        throw std::runtime_error("xdotool does not end");
    return tool.readAllStandardOutput();
}

void Desktop::keys(const QStringList &names) const
{
    xdotool(QStringList {QStringLiteral("key")} + names);
}

void Desktop::type(const QString &text) const
{
    xdotool({QStringLiteral("type"), QStringLiteral("--delay"), QStringLiteral("1"), text});
}

void Desktop::click(QPoint place, int button) const
{
    xdotool({QStringLiteral("mousemove"), QString::number(place.x()), QString::number(place.y()),
        QStringLiteral("click"), QString::number(button)});
}

void Desktop::minimise() const
{
    xdotool({QStringLiteral("getactivewindow"), QStringLiteral("windowminimize")});
}

QStringList Desktop::windows(const QString &className, bool visible) const
{
    QStringList arguments {QStringLiteral("search"), QStringLiteral("--class"), className};
    if (visible)
        arguments.insert(1, QStringLiteral("--onlyvisible"));
    return QString::fromLatin1(xdotool(arguments)).split(u'\n', Qt::SkipEmptyParts);
}

QPoint Desktop::middleOf(const QString &window) const
{
    const QByteArray lines = xdotool({QStringLiteral("getwindowgeometry"), QStringLiteral("--shell"), window});
    QHash<QByteArray, int> values;
    for (const QByteArray &line : lines.split('\n'))
        values.insert(line.left(line.indexOf('=')), line.mid(line.indexOf('=') + 1).toInt());
    return {values.value("X") + values.value("WIDTH") / 2, values.value("Y") + values.value("HEIGHT") / 2};
}

QDBusConnection Desktop::sessionBus() const
{
    return QDBusConnection(sessionName);
}

Accessible Desktop::application(qint64 processId) const
{
    const Accessible root(
        *m_bus, QStringLiteral("org.a11y.atspi.Registry"), QStringLiteral("/org/a11y/atspi/accessible/root"));
    std::optional<Accessible> found;
    waitUntil(QStringLiteral("program %1 on the bus of the screen readers").arg(processId), [&] {
        for (const Accessible &each : root.children()) {
            if (m_bus->interface()->servicePid(each.service()).value() == static_cast<uint>(processId))
                found = each;
        }
        return found.has_value();
    });
    return *found;
}

} // namespace mailboat::test

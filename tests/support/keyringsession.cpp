// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/keyringsession.h"

#include "tests/support/paths.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <csignal>
#include <stdexcept>
#include <sys/prctl.h>

namespace mailboat::test {

namespace {

constexpr int patience = 30000; // ms
constexpr char busSettings[] = R"(<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path=%1</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy></busconfig>
)";

std::unique_ptr<QProcess> started(const QString &program, const QStringList &arguments)
{
    auto process = std::make_unique<QProcess>();
    process->setStandardErrorFile(QProcess::nullDevice());
    process->setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGTERM); }); // should the test be killed
    process->start(program, arguments);
    if (!process->waitForStarted(patience))
        throw std::runtime_error(program.toStdString() + " does not start");
    return process;
}

void stop(std::unique_ptr<QProcess> &process)
{
    if (!process)
        return;
    ::kill(static_cast<pid_t>(process->processId()), SIGCONT);
    process->terminate();
    if (!process->waitForFinished(patience))
        process->kill();
    process.reset();
}

} // namespace

KeyRingSession::KeyRingSession()
{
    for (const char *name : {"home", "run", "state"}) {
        const QString path = m_folder.filePath(QString::fromLatin1(name));
        QDir().mkpath(path);
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    setVariable("HOME", m_folder.filePath(QStringLiteral("home")));
    setVariable("XDG_DATA_HOME", m_folder.filePath(QStringLiteral("home/data")));
    setVariable("XDG_RUNTIME_DIR", m_folder.filePath(QStringLiteral("run")));
    setVariable("XDG_STATE_HOME", m_folder.filePath(QStringLiteral("state")));
    setVariable("DISPLAY", {});
    setVariable("DBUS_SESSION_BUS_ADDRESS", QStringLiteral("unix:path=") + m_folder.filePath(QStringLiteral("bus")));
    startBus();
    startRing();
}

KeyRingSession::~KeyRingSession()
{
    end();
    for (const auto &[name, value] : m_before)
        (void)(value.isNull() ? qunsetenv(name.constData()) : qputenv(name.constData(), value));
}

void KeyRingSession::setVariable(const char *name, const QString &value)
{
    m_before.append({name, qgetenv(name)});
    (void)(value.isNull() ? qunsetenv(name) : qputenv(name, QFile::encodeName(value)));
}

void KeyRingSession::startBus()
{
    const QString settings = m_folder.filePath(QStringLiteral("bus.conf"));
    QFile file(settings);
    if (!file.open(QIODevice::WriteOnly)
        || file.write(QString::fromLatin1(busSettings).arg(m_folder.filePath(QStringLiteral("bus"))).toUtf8()) < 0)
        throw std::runtime_error("no settings for the bus");
    file.close();
    m_bus = started(QStringLiteral("dbus-daemon"),
        {QStringLiteral("--config-file=") + settings, QStringLiteral("--nofork"), QStringLiteral("--print-address=1")});
    while (!m_bus->canReadLine()) {
        if (!m_bus->waitForReadyRead(patience))
            throw std::runtime_error("dbus-daemon does not start");
    }
}

void KeyRingSession::startRing()
{
    m_ring = started(QStringLiteral("gnome-keyring-daemon"),
        {QStringLiteral("--unlock"), QStringLiteral("--foreground"), QStringLiteral("--components=secrets")});
    m_ring->write("the password of the ring");
    m_ring->closeWriteChannel();
    const QDeadlineTimer deadline(patience);
    const auto isThere = [this] {
        return call(QStringLiteral("org.freedesktop.DBus"),
            {QStringLiteral("/"), QStringLiteral("org.freedesktop.DBus.NameHasOwner"),
                QStringLiteral("string:org.freedesktop.secrets")})
            .contains("true");
    };
    while (!isThere()) {
        if (deadline.hasExpired() || m_ring->waitForFinished(1))
            throw std::runtime_error("gnome-keyring-daemon does not start");
    }
}

QByteArray KeyRingSession::call(const QString &destination, const QStringList &message) const
{
    QProcess send;
    send.start(QStringLiteral("dbus-send"),
        QStringList {
            QStringLiteral("--session"), QStringLiteral("--print-reply"), QStringLiteral("--dest=") + destination}
            + message);
    send.waitForFinished(patience);
    return send.readAllStandardOutput();
}

void KeyRingSession::lock() const
{
    const auto ring = QStringLiteral("/org/freedesktop/secrets/collection/login");
    const QByteArray locked = call(QStringLiteral("org.freedesktop.secrets"),
        {QStringLiteral("/org/freedesktop/secrets"), QStringLiteral("org.freedesktop.Secret.Service.Lock"),
            QStringLiteral("array:objpath:") + ring});
    if (!locked.contains(ring.toLatin1()))
        throw std::runtime_error("the key ring cannot be locked");
}

void KeyRingSession::hang() const
{
    ::kill(static_cast<pid_t>(m_ring->processId()), SIGSTOP);
}

void KeyRingSession::goOn() const
{
    ::kill(static_cast<pid_t>(m_ring->processId()), SIGCONT);
}

void KeyRingSession::end()
{
    stop(m_ring);
    stop(m_bus);
}

QByteArray KeyRingSession::ask(const QString &task, const QString &entry)
{
    QProcess ring;
    ring.start(QFileInfo(mailboatctlProgram()).path() + QStringLiteral("/mailboat-keyring"), {task, entry});
    ring.waitForFinished(patience);
    return ring.readAllStandardOutput();
}

} // namespace mailboat::test

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/singleinstance.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QLocalSocket>

#include <unistd.h>

namespace mailboat {

namespace {

constexpr int patience = 2000; // ms: another instance is on this machine

/// A name that two paths of one file share, and no two users: in the user's own folder for such things, where there is one.
QString socketName(const DatafileAddress &datafile)
{
    const QByteArray digest
        = QCryptographicHash::hash(datafile.identity().toUtf8(), QCryptographicHash::Sha256).toHex().left(24);
    const QString name = QStringLiteral("mailboat-%1-%2").arg(QString::number(::getuid()), QString::fromLatin1(digest));
    const QString own = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return QFileInfo(own).isWritable() ? QDir(own).filePath(name) : name;
}

} // namespace

SingleInstance::SingleInstance(const DatafileAddress &datafile, QObject *parent)
    : QObject(parent)
    , m_name(socketName(datafile))
    , m_server(this)
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket *const caller = m_server.nextPendingConnection()) {
            caller->disconnectFromServer();
            connect(caller, &QLocalSocket::disconnected, caller, &QObject::deleteLater);
            emit raiseRequested();
        }
    });
}

bool SingleInstance::raisedAnother()
{
    QLocalSocket other;
    other.connectToServer(m_name, QIODevice::ReadOnly);
    if (!other.waitForConnected(patience))
        return false;
    other.waitForDisconnected(patience); // it has heard
    return true;
}

bool SingleInstance::listen()
{
    if (m_server.listen(m_name))
        return true;
    // Nobody answered there: what is left of a program that was killed.
    QLocalServer::removeServer(m_name);
    return m_server.listen(m_name);
}

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

namespace mailboat::test {

/// A port on 127.0.0.1 where no HTTP is spoken: it says its bytes to whoever connects, and closes once it has been spoken to.
class OtherService final : public QTcpServer
{
public:
    enum class Speaks { First, WhenAsked };
    explicit OtherService(const QByteArray &words, Speaks when = Speaks::First)
    {
        connect(this, &QTcpServer::newConnection, this, [this, words, when] {
            while (QTcpSocket *const socket = nextPendingConnection()) {
                connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
                if (when == Speaks::First)
                    socket->write(words);
                connect(socket, &QTcpSocket::readyRead, socket, [socket, words, when] {
                    socket->readAll();
                    if (when == Speaks::WhenAsked)
                        socket->write(words);
                    socket->disconnectFromHost();
                });
            }
        });
        listen(QHostAddress::LocalHost);
    }
    QUrl url(const QString &scheme) const
    {
        return QUrl(QStringLiteral("%1://127.0.0.1:%2").arg(scheme).arg(serverPort()));
    }
};

} // namespace mailboat::test

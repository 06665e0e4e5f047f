// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QTemporaryDir>

namespace mailboat::test {

/// A local socket at which programs say something in datagrams, as they do to systemd and its journal.
class DatagramSocket final
{
public:
    explicit DatagramSocket(const QString &name);
    ~DatagramSocket();
    Q_DISABLE_COPY_MOVE(DatagramSocket)

    QString folder() const { return m_folder.path(); }
    QString path() const;
    /// Waits for the next one; throws where none comes.
    QByteArray next();
    /// The next one that has this line.
    QByteArray nextWith(const QByteArray &line);

private:
    QTemporaryDir m_folder;
    QString m_name;
    int m_socket = -1;
};

} // namespace mailboat::test

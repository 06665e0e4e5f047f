// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>

namespace mailboat {

/// What has come to this process from a port and is kept inside of Qt: of an answer with 401 or 407 it says nothing before its
/// end, nor of a head, and no bound of Qt's holds for those. Asked of the kernel, which counts for each connection.
class UnreadBytes final
{
public:
    explicit UnreadBytes(quint16 port); ///< counts from now on
    /// At least; 0 where the kernel does not say.
    qint64 count() const;
    /// So much of a body has left Qt, whoever's: the connections of a process are not told apart.
    static void passedOn(qint64 bytes);

private:
    static QHash<quint64, qint64> received(quint16 port); ///< by the inode of the socket

    quint16 m_port;
    QHash<quint64, qint64> m_before;
    qint64 m_passedOnBefore;
};

} // namespace mailboat

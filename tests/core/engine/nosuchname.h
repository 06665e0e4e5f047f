// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUdpSocket>

namespace mailboat::test {

/// A name server, on 127.0.0.1:53 of a network namespace, that knows no name.
class NoSuchName final : public QObject
{
    Q_OBJECT
public:
    NoSuchName();
    bool isBound() const { return m_isBound; }

private:
    QUdpSocket m_socket;
    bool m_isBound = false;
};

} // namespace mailboat::test

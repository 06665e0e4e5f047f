// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <gnutls/gnutls.h>

#include <optional>

namespace mailboat::test {

/// A connection to this machine that costs as little as one can, and waits for each answer. Throws where it ends. Certificates are
/// not looked at: whoever measures a server has begun it.
class BareLine final
{
public:
    enum class Kind { Plain, Tls };
    BareLine(quint16 port, Kind kind);
    ~BareLine();
    Q_DISABLE_COPY_MOVE(BareLine)

    /// The status of its answer.
    int ask(const QByteArray &request);
    const QByteArray &answer() const { return m_answer; } ///< head and body
    qint64 sent() const { return m_sent; } ///< bytes, of TLS's own too
    qint64 received() const { return m_received; }

private:
    void shakeHands();
    void write(const QByteArray &bytes);
    void readSome();
    static ssize_t push(gnutls_transport_ptr_t line, const void *bytes, size_t count);
    static ssize_t pull(gnutls_transport_ptr_t line, void *bytes, size_t count);

    int m_descriptor = -1;
    gnutls_session_t m_session = nullptr;
    gnutls_certificate_credentials_t m_credentials = nullptr;
    QByteArray m_answer;
    qint64 m_sent = 0;
    qint64 m_received = 0;
};

} // namespace mailboat::test

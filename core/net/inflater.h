// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <memory>

namespace mailboat {

/// Inflates a gzip body as it comes in, never beyond a limit: Qt's own inflating hides the bytes on the wire and gives up on
/// repetitive bodies (design §6).
class Inflater final
{
public:
    explicit Inflater(qint64 limit);
    ~Inflater();
    Q_DISABLE_COPY_MOVE(Inflater)

    enum class State { More, Complete, TooLarge, Broken };
    State add(const QByteArray &coded);
    const QByteArray &plain() const { return m_plain; }
    State state() const { return m_state; }

private:
    struct Stream;
    std::unique_ptr<Stream> m_stream;
    qint64 m_limit;
    QByteArray m_plain;
    State m_state = State::More;
};

} // namespace mailboat

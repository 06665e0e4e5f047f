// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"
#include "core/http/coding.h"

#include <QByteArray>

#include <memory>

namespace mailboat {

/// Inflates a coded body as it comes in, never beyond a limit: Qt's own inflating hides the bytes on the wire, gives up on
/// repetitive bodies (design §6) and knows no zstd.
class Inflater final
{
public:
    Inflater(Coding coding, qint64 limit);
    ~Inflater();
    Q_DISABLE_COPY_MOVE(Inflater)

    enum class State { More, Complete, TooLarge, Broken };
    State add(const QByteArray &coded);
    const QByteArray &plain() const { return m_plain; }
    State state() const { return m_state; }

    class Stream;

private:
    std::unique_ptr<Stream> m_stream;
    qint64 m_limit;
    QByteArray m_plain;
    State m_state = State::More;
};

/// The text of a coded body (one or more members or frames, nothing behind). RequestTooLarge beyond `limit` bytes, long
/// before more than that has been made; RequestMalformed.
Result<QByteArray> decoded(const QByteArray &body, Coding coding, qint64 limit);

} // namespace mailboat

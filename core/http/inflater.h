// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"
#include "core/http/coding.h"

#include <QByteArray>

#include <functional>
#include <memory>

namespace mailboat {

/// Inflates a coded body as it comes in, never beyond a limit: Qt's own inflating hides the bytes on the wire, gives up on
/// repetitive bodies (design §6) and knows no zstd.
class Inflater final
{
public:
    /// Asked before the text grows by so many bytes; an error ends it.
    using MakeRoom = std::function<Result<>(qint64 bytes)>;
    Inflater(Coding coding, qint64 limit, MakeRoom makeRoom = {});
    ~Inflater();
    Q_DISABLE_COPY_MOVE(Inflater)

    enum class State { More, Complete, TooLarge, NoRoom, Broken };
    State add(const QByteArray &coded);
    const QByteArray &plain() const { return m_plain; }
    State state() const { return m_state; }
    const Result<> &room() const { return m_room; } ///< why there is NoRoom

    class Stream;

private:
    bool isRoomFor(qsizetype size);

    std::unique_ptr<Stream> m_stream;
    qint64 m_limit;
    MakeRoom m_makeRoom;
    Result<> m_room {};
    QByteArray m_plain;
    State m_state = State::More;
};

/// The text of a coded body (one or more members or frames, nothing behind). RequestTooLarge beyond `limit` bytes, long
/// before more than that has been made; what `makeRoom` says; RequestMalformed.
Result<QByteArray> decoded(
    const QByteArray &body, Coding coding, qint64 limit, const Inflater::MakeRoom &makeRoom = {});

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <chrono>

namespace mailboat {

/// Whether the line to a server carries bodies faster as they are than through a coder. That is taken from whole exchanges, from the
/// question to the end of the answer: a line never looks faster so than it is, whatever else its reader was busy with. Until
/// something has shown that it is fast, bodies are coded. Pure.
class LineSpeed final
{
public:
    /// Less than a hundred Mbit/s, and a tenth of what our coder takes where it was measured (coding.cpp): so much it may still take
    /// at a primary in the field that has other sites to serve.
    static constexpr qint64 fast = 12'000'000; ///< bytes a second
    /// What a coded body, or a small one, has to show before a plain one is tried: of these the round trip is the most.
    static constexpr qint64 promising = 1'000'000;
    static constexpr qint64 large = 64 * 1024; ///< bytes: whose rate is the line's
    static constexpr qint64 small = 1024; ///< what is less says nothing

    enum class Body { Plain, Coded };
    /// An exchange moved so many bytes on the wire, bodies of both ways, and took so long, without the server's own time.
    void carried(qint64 bytes, std::chrono::microseconds time, Body body);
    bool isFast() const { return m_isFast; }
    void forget() { *this = {}; } ///< another line, or server

private:
    bool m_isFast = false;
    std::chrono::microseconds m_doubt {}; ///< taken by plain bodies that were too slow, since one was not
    int m_wait = 0; ///< promising bodies that are let pass before plain ones are tried again
    int m_nextWait = 64;
};

} // namespace mailboat

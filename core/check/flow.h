// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>

#include <optional>

namespace mailboat {

class HttpClient;

/// How fast the bytes of one answer come, from its making to its end; an answer that is broken off tells it too.
class Flow final : public QObject
{
    Q_OBJECT
public:
    explicit Flow(HttpClient &http);

    /// Without the wait for the first byte. Empty where what came after it is too little to judge the line by: what fits into one
    /// packet, within a second, says nothing of it.
    std::optional<qint64> bytesPerSecond() const;

private:
    bool isTelling() const;
    void add(qint64 bytes);

    QElapsedTimer m_timer;
    qint64 m_bytes = 0;
    qint64 m_firstBytes = 0;
    qint64 m_firstAt = 0; ///< ms
    qint64 m_lastAt = 0; ///< ms
};

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace mailboat {

/// A piece of what our Node.js process and we tell each other; resources/nodeclient.js says what the kinds mean.
struct NodeFrame {
    char kind = 0;
    quint32 request = 0; ///< which one it is about
    QByteArray payload {};
};

QByteArray written(const NodeFrame &frame);

/// Cuts what the process says into frames.
class NodeFrames final
{
public:
    void add(const QByteArray &bytes) { m_unread += bytes; }
    /// The next one that is whole; nothing where more has to come, or where it is no frame.
    std::optional<NodeFrame> next();
    /// What comes is longer than any frame of ours (1 MiB; pieces of a body are far smaller): nothing more is cut off.
    bool isBroken() const { return m_isBroken; }
    void clear() { *this = {}; }

private:
    QByteArray m_unread; ///< from m_at
    qsizetype m_at = 0;
    bool m_isBroken = false;
};

} // namespace mailboat

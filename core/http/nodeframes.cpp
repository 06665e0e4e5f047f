// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/nodeframes.h"

#include <QtEndian>

namespace mailboat {

namespace {

constexpr qsizetype headLength = 9;
constexpr quint32 longestPayload = 1024 * 1024;

} // namespace

QByteArray written(const NodeFrame &frame)
{
    QByteArray made(headLength, Qt::Uninitialized);
    made[0] = frame.kind;
    qToBigEndian(frame.request, made.data() + 1);
    qToBigEndian(static_cast<quint32>(frame.payload.size()), made.data() + 5);
    return made + frame.payload;
}

std::optional<NodeFrame> NodeFrames::next()
{
    const qsizetype left = m_unread.size() - m_at;
    const char *head = m_unread.constData() + m_at;
    const quint32 length = left < headLength ? 0 : qFromBigEndian<quint32>(head + 5);
    m_isBroken = m_isBroken || length > longestPayload;
    if (m_isBroken || left < headLength || left - headLength < static_cast<qsizetype>(length)) {
        m_unread.remove(0, m_at);
        m_at = 0;
        return std::nullopt;
    }
    NodeFrame frame {head[0], qFromBigEndian<quint32>(head + 1), m_unread.mid(m_at + headLength, length)};
    m_at += headLength + static_cast<qsizetype>(length);
    return frame;
}

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/nodereply.h"

#include "tests/fuzz/target.h"

namespace mailboat::fuzz {

/// The first byte says how long the pieces are in which it comes.
void node(const QByteArray &bytes)
{
    if (bytes.isEmpty())
        return;
    const qsizetype piece = 1 + static_cast<unsigned char>(bytes[0]);
    NodeReply reply(
        QNetworkRequest(QUrl(QStringLiteral("https://primary.example"))), QNetworkAccessManager::GetOperation, nullptr);
    NodeFrames frames;
    qint64 came = 0;
    for (qsizetype at = 1; at < bytes.size(); at += piece) {
        frames.add(bytes.mid(at, piece));
        while (const std::optional<NodeFrame> frame = frames.next()) {
            const bool wasFinished = reply.isFinished();
            reply.hear(*frame);
            came += frame->kind == 'D' && !wasFinished ? frame->payload.size() : 0;
            require(reply.isFinished() == (wasFinished || NodeReply::isLast(*frame)), "what ends an answer ends it");
        }
    }
    require(reply.readAll().size() == came, "every byte of the body can be read");
    const QList<QByteArray> names = reply.rawHeaderList();
    for (const QByteArray &name : names)
        reply.rawHeader(name);
}

} // namespace mailboat::fuzz

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/serveranswer.h"

#include "core/server/serverrequest.h"
#include "core/wire/positions.h"
#include "core/wire/wire.h"

namespace mailboat {

qint64 ServerAnswer::bytes() const
{
    constexpr qint64 besides = 80;
    qint64 bytes = besides + body.size();
    for (const Header &header : headers)
        bytes += header.name.size() + header.value.size() + 4;
    return bytes;
}

namespace {

constexpr qsizetype worthCoding = 1024;

bool mayBeCoded(const ServerAnswer &answer)
{
    return answer.coding || (answer.body.size() >= worthCoding && answer.type == "application/json");
}

} // namespace

ServerAnswer codedFor(const ServerRequest &request, ServerAnswer answer)
{
    const std::optional<Coding> coding = answer.coding || !mayBeCoded(answer) ? std::nullopt : request.answerCoding();
    if (!coding)
        return answer;
    const QByteArray smaller = coded(answer.body, *coding);
    if (smaller.isEmpty() || smaller.size() >= answer.body.size())
        return answer;
    answer.body = smaller;
    answer.coding = coding;
    return answer;
}

ServerAnswer dressed(const ServerRequest &request, ServerAnswer answer)
{
    if (request.isMailboat()) {
        answer.set("mailboat", "1");
        answer.set("mailboat-accept-encoding", acceptedCodings);
        answer.set(wire::canHeader, wire::can);
    }
    if (answer.body.isEmpty())
        return answer;
    if (request.isMailboat())
        answer.set(wire::sumHeader, answer.sum.isEmpty() ? wire::sumOf(answer.body) : answer.sum);
    answer.set("Content-Type", answer.type);
    if (mayBeCoded(answer))
        answer.set("Vary", "Accept-Encoding");
    ServerAnswer whole = codedFor(request, std::move(answer));
    if (whole.coding)
        whole.set("Content-Encoding", codingName(*whole.coding));
    return whole;
}

} // namespace mailboat

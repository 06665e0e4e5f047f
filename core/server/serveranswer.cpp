// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/serveranswer.h"

#include "core/http/coding.h"
#include "core/server/serverrequest.h"
#include "core/wire/positions.h"
#include "core/wire/wire.h"

namespace mailboat {

namespace {

constexpr qsizetype worthCoding = 1024;

} // namespace

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
        answer.set(wire::sumHeader, wire::sumOf(answer.body));
    answer.set("Content-Type", answer.type);
    if (answer.body.size() < worthCoding || answer.type != "application/json")
        return answer;
    answer.set("Vary", "Accept-Encoding");
    const std::optional<Coding> coding = request.answerCoding();
    if (!coding)
        return answer;
    const QByteArray smaller = coded(answer.body, *coding);
    if (smaller.isEmpty() || smaller.size() >= answer.body.size())
        return answer;
    answer.body = smaller;
    answer.set("Content-Encoding", codingName(*coding));
    return answer;
}

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/sync/scriptedprimary.h"

#include <QUrlQuery>

#include <algorithm>

namespace mailboat::test {

namespace {

qint64 number(const QByteArray &query, const char *key)
{
    return QUrlQuery(QString::fromLatin1(query)).queryItemValue(QLatin1String(key)).toLongLong();
}

const QByteArray root = "/sync/v5/";

} // namespace

QByteArray upsert(const QByteArray &table, const QByteArray &id, const QByteArray &data)
{
    return "\"tableName\":\"" + table + "\",\"recordId\":\"" + id + "\",\"action\":\"insert\",\"recordData\":" + data
        + ",\"colour\":{\"extra\":[1]}";
}

QByteArray deletion(const QByteArray &table, const QByteArray &id)
{
    return "\"tableName\":\"" + table + "\",\"recordId\":\"" + id + "\",\"action\":\"delete\"";
}

ScriptedPrimary::ScriptedPrimary()
{
    server.handle([this](const ScriptedRequest &request) -> std::optional<ScriptedAnswer> {
        std::optional<ScriptedAnswer> made;
        if (fault)
            made = fault(request);
        if (!made)
            made = answer(request);
        if (isMailboat)
            made->headers.append(ScriptedAnswer::Header {"mailboat", "1"});
        if (isMailboat && canAhead)
            made->headers.append(ScriptedAnswer::Header {"mailboat-can", "news, ahead"});
        return made;
    });
}

ScriptedAnswer ScriptedPrimary::answer(const ScriptedRequest &request)
{
    const QByteArray call = request.verb + ' ' + request.path.mid(root.size());
    if (call == "GET site")
        return {.body = "{\"id\":\"" + uuid + "\",\"siteId\":" + siteId + ",\"code\":\"c\",\"name\":\"n\","
                + "\"initialisationStatus\":\"" + initialisationStatus
                + "\",\"isOmSupplyCentralServer\":false,\"omSupplyCentralServerUrl\":\"\",\"mSupplyCentralSiteId\":"
                + centralId + moreOfSite + "}"};
    if (call == "GET site_status")
        return {.body = "{\"code\":\"" + status + "\",\"message\":\"words\",\"data\":null,\"more\":0}"};
    if (call == "POST initialise") {
        initialisationStatus = "completed";
        const bool isAskedForMore = isMailboat && givesFirstBatch && request.query.startsWith("limit=");
        return isAskedForMore ? ScriptedAnswer {.body = queueBatch(request.query)} : ScriptedAnswer {.status = 204};
    }
    if (call == "GET central_records")
        return {.body = centralBatch(request.query)};
    if (call == "GET queued_records")
        return {.body = queueBatch(request.query)};
    if (call == "POST acknowledged_records") {
        acknowledge(request.body);
        return {.status = 204};
    }
    if (call == "POST queued_records")
        return answersPush ? ScriptedAnswer {.body = R"({"integrationStarted":true})"} : ScriptedAnswer {.status = 204};
    return {.status = 404, .body = R"({"error":{"code":"not_found","message":"no such call"}})"};
}

QByteArray ScriptedPrimary::centralBatch(const QByteArray &query) const
{
    const qint64 cursor = number(query, "cursor");
    const qint64 limit = number(query, "limit");
    qint64 highest = maxCursor;
    if (!log.isEmpty())
        highest = std::max(highest, log.last().serial);
    QByteArray data;
    qint64 taken = 0;
    for (const Logged &logged : log) {
        const bool isInside = servesWindows ? logged.serial <= cursor + limit : taken < limit;
        if (logged.serial <= cursor || !isInside)
            continue;
        ++taken;
        data += (data.isEmpty() ? "{\"ID\":" : ",{\"ID\":") + QByteArray::number(logged.serial) + ',' + logged.entry
            + '}';
    }
    const QByteArray count = "{\"maxCursor\":" + QByteArray::number(std::max(highest, cursor));
    return data.isEmpty() ? QByteArray(count + '}') : QByteArray(count + ",\"data\":[" + data + "]}");
}

QByteArray ScriptedPrimary::queueBatch(const QByteArray &query)
{
    const auto token = [parts = QUrlQuery(QString::fromLatin1(query))](const char *key) {
        return parts.queryItemValue(QLatin1String(key), QUrl::FullyDecoded).toLatin1();
    };
    if (!token("ack").isEmpty() && readsTokens)
        acknowledge(token("ack"));
    QByteArray data;
    QByteArray ids;
    for (const Queued &queued : queue.mid(placeBehind(token("after")), number(query, "limit"))) {
        data += (data.isEmpty() ? "{\"syncOutId\":\"" : ",{\"syncOutId\":\"") + queued.id + "\"," + queued.entry + '}';
        ids += '\'' + queued.id + '\'';
    }
    const QByteArray batch = isMailboat ? QByteArray(",\"batch\":\"" + ids + '"') : QByteArray();
    return "{\"queueLength\":" + QByteArray::number(queue.size()) + batch + ",\"data\":[" + data + "]}";
}

/// Behind the last entry that a token names, of those that are still there.
qsizetype ScriptedPrimary::placeBehind(const QByteArray &token) const
{
    for (qsizetype at = readsAfter ? queue.size() : 0; at > 0; --at) {
        if (token.contains(QByteArray('\'' + queue[at - 1].id + '\'')))
            return at;
    }
    return 0;
}

/// Whatever names an id acknowledges it.
void ScriptedPrimary::acknowledge(const QByteArray &body)
{
    if (keepsAcknowledged)
        return;
    queue.removeIf([&](const Queued &queued) {
        const QByteArray inJson = '"' + queued.id + '"';
        const QByteArray inToken = '\'' + queued.id + '\'';
        return body.contains(inJson) || body.contains(inToken);
    });
}

QList<QByteArray> ScriptedPrimary::pushes() const
{
    QList<QByteArray> bodies;
    for (const ScriptedRequest &request : server.requests()) {
        if (request.verb == "POST" && request.path == root + "queued_records")
            bodies.append(request.body);
    }
    return bodies;
}

int ScriptedPrimary::count(const QByteArray &verb, const QByteArray &path) const
{
    return static_cast<int>(std::count_if(server.requests().begin(), server.requests().end(),
        [&](const ScriptedRequest &request) { return request.verb == verb && request.path == root + path; }));
}

QByteArray ScriptedPrimary::sequence() const
{
    QByteArrayList calls;
    for (const ScriptedRequest &request : server.requests())
        calls.append(request.verb + ' ' + request.path.mid(root.size()));
    return calls.join(", ");
}

} // namespace mailboat::test

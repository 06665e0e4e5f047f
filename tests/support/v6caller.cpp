// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/v6caller.h"

#include "core/domain/jsonbody.h"
#include "core/domain/jsontext.h"
#include "core/security/passwordhash.h"
#include "tests/support/strictsite.h"

#include <QJsonDocument>

#include <stdexcept>

namespace mailboat::test {

V6Caller::V6Caller(const V5Caller &site)
    : password(site.password)
    , hardwareId(site.hardwareId)
    , m_site(site.port(), site.user, site.password)
{
}

QByteArray V6Caller::settings() const
{
    return R"({"serverUrl":"http://elsewhere.example","username":)" + quoted(m_site.user.toUtf8())
        + R"(,"passwordSha256":")" + wirePassword(password) + R"(","siteUuid":)"
        + quoted(hardwareId.value_or(QByteArray()))
        + R"(,"appVersion":"2.20.00","appName":"Open mSupply Desktop","syncVersion":"14"})";
}

QByteArray V6Caller::body(const QByteArray &fields) const
{
    const QByteArray said = version ? ",\"syncV6Version\":" + QByteArray::number(*version) : QByteArray();
    return '{' + fields + (fields.isEmpty() ? "" : ",") + "\"syncV5Settings\":" + settings() + said + '}';
}

RawReply V6Caller::send(
    const QByteArray &method, const QByteArray &path, const QByteArray &type, const QByteArray &body)
{
    ++m_requests;
    m_site.connection().send(rawRequest(method, path, {{"Content-Type", type}}, body));
    const auto reply = m_site.connection().reply();
    if (!reply)
        throw std::runtime_error("no answer to " + path.toStdString());
    return *reply;
}

RawReply V6Caller::post(const QByteArray &path, const QByteArray &body)
{
    return send("POST", path, "application/json", body);
}

RawReply V6Caller::call(const QByteArray &route, const QByteArray &fields)
{
    return post("/central/sync/" + route, body(fields));
}

RawReply V6Caller::push(const QList<Record> &records)
{
    QByteArrayList entries;
    for (const Record &record : records) {
        const bool isGone = record.action == Action::Delete;
        const QByteArray action = isGone ? "Delete" : "Update";
        const QByteArray data = isGone ? "null" : record.data;
        entries.append("{\"cursor\":7,\"record\":{\"tableName\":" + quoted(record.table)
            + ",\"recordId\":" + quoted(record.id) + ",\"action\":\"" + action + "\",\"recordData\":" + data + "}}");
    }
    return pushText(entries.join(','));
}

RawReply V6Caller::pushText(const QByteArray &records)
{
    return call(
        "push", R"("batch":{"end_cursor":7,"total_records":1,"records":[)" + records + R"(],"is_last_batch":true})");
}

QByteArrayList V6Caller::pullFrom(const QByteArray &route, const QByteArray &fields, qint64 &from)
{
    QByteArrayList came;
    for (;;) {
        const RawReply reply = call(route,
            "\"cursor\":" + QByteArray::number(from) + ",\"batchSize\":" + QByteArray::number(batchSize) + ','
                + fields);
        const Result<JsonBody> opened = JsonBody::open(reply.body, ErrorCode::AnswerNotJson);
        if (!opened || !isTakenStrictly(reply.body))
            throw std::runtime_error("no JSON: " + reply.body.toStdString());
        const JsonFields batch = fieldsOf(opened->value("data"));
        const auto end = batch.value("end_cursor").toInteger();
        const auto total = batch.value("total_records").toInteger();
        const auto isLast = batch.value("is_last_batch").toBool();
        if (!end || !total || !isLast || !batch.value("records").isArray())
            throw std::runtime_error("no batch: " + reply.body.toStdString());
        qint64 count = 0;
        const Result<> read = forEachObject(batch.value("records"), [&](const JsonFields &entry) -> Result<> {
            const JsonFields record = fieldsOf(entry.value("record"));
            const auto serial = entry.value("cursor").toInteger();
            if (!serial || *serial < from)
                throw std::runtime_error("a serial before the cursor");
            from = *serial;
            const QByteArray name = *record.value("tableName").toString() + '/' + *record.value("recordId").toString();
            const bool isGone = record.value("action").toString() == "Delete";
            m_records.insert(name, record.value("recordData").text.toByteArray());
            came.append(isGone ? "-" + name : name);
            ++count;
            return {};
        });
        if (!read || *total < count || *end < 0)
            throw std::runtime_error("a batch that does not fit itself: " + reply.body.toStdString());
        from = *end + 1;
        if (*isLast)
            return came;
    }
}

QByteArrayList V6Caller::pull(bool isInitialised)
{
    return pullFrom("pull", isInitialised ? "\"isInitialised\":true" : "\"isInitialised\":false", cursor);
}

QByteArrayList V6Caller::pullPatient(const QByteArray &patient)
{
    qint64 from = 0;
    return pullFrom("patient-pull", "\"fetchPatientId\":" + quoted(patient), from);
}

QByteArray V6Caller::dataOf(const QByteArray &table, const QByteArray &id) const
{
    return m_records.value(table + '/' + id);
}

RawReply V6Caller::upload(const QByteArray &id, const QByteArray &file)
{
    const QByteArray boundary = "0f1e2d3c-form";
    const QByteArray said = version ? ",\"sync_v6_version\":" + QByteArray::number(*version) : QByteArray();
    const QByteArray form = "--" + boundary
        + "\r\nContent-Disposition: form-data; name=\"json_part\"\r\nContent-Type: "
          "application/json\r\n\r\n{\"file_id\":"
        + quoted(id) + ",\"sync_v5_settings\":" + settings() + said + "}\r\n--" + boundary
        + "\r\nContent-Disposition: form-data; name=\"file_part\"; filename=\"fridge.jpg\"\r\n\r\n" + file + "\r\n--"
        + boundary + "--\r\n";
    return send("PUT", "/central/sync/upload_file", "multipart/form-data; boundary=" + boundary, form);
}

RawReply V6Caller::download(const QByteArray &id)
{
    return call("download_file", R"("tableName":"asset","recordId":"any","id":)" + quoted(id));
}

RawReply V6Caller::join(const QByteArray &id, const QByteArray &name, const QByteArray &store)
{
    return post("/central/name-store-join",
        "{\"id\":" + quoted(id) + ",\"nameId\":" + quoted(name) + ",\"storeId\":" + quoted(store)
            + ",\"syncV5Settings\":" + settings() + '}');
}

std::string outcomeOfV6(const RawReply &reply)
{
    const QJsonObject answer = jsonOf(reply);
    if (answer.contains(QStringLiteral("data")))
        return "data";
    const QJsonValue error = answer.value(QStringLiteral("error"));
    if (error.isString())
        return error.toString().toStdString();
    const QJsonObject object = error.toObject();
    if (object.size() != 1)
        return reply.body.toStdString();
    const std::string name = object.constBegin().key().toStdString();
    if (object.constBegin()->isArray())
        return name + ' ' + QJsonDocument(object.constBegin()->toArray()).toJson(QJsonDocument::Compact).toStdString();
    const QString code = object.constBegin()->toObject().value(QStringLiteral("code")).toString();
    return code.isEmpty() ? name : name + ' ' + code.toStdString();
}

} // namespace mailboat::test

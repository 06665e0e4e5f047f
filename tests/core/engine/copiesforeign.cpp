// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/engine/copiesforeign.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace mailboat::test {

namespace {

const QByteArray queueOfForeign = "/sync/v5/queued_records";
constexpr int success = 300; ///< statuses below this

QJsonArray dataIn(const QJsonObject &batch)
{
    return batch.value(QStringLiteral("data")).toArray();
}

QByteArray textIn(const QJsonObject &record, const char *key)
{
    return record.value(QLatin1String(key)).toString().toUtf8();
}

} // namespace

void CopiesForeign::put(const RecordKey &key, int version)
{
    m_records.insert({key.table, key.id}, dataOf(key, version));
    m_waiting.removeAll(key);
    m_waiting.append(key);
}

void CopiesForeign::remove(const RecordKey &key)
{
    m_records.remove({key.table, key.id});
    m_waiting.removeAll(key);
    m_waiting.append(key);
}

QSet<RecordKey> CopiesForeign::leaving() const
{
    QSet<RecordKey> gone;
    for (const RecordKey &key : m_waiting) {
        if (!m_records.contains({key.table, key.id}))
            gone.insert(key);
    }
    return gone;
}

void CopiesForeign::beginAnew()
{
    *this = CopiesForeign();
}

bool CopiesForeign::synchronise(quint16 port, int requests)
{
    V5Caller caller(port, QStringLiteral("site %1").arg(id), QStringLiteral("secret-%1").arg(id));
    caller.headers = {{"app-name", "Open mSupply Desktop"}, {"app-version", "2.20.00"}};
    m_requestsLeft = requests;
    m_moved = 0;
    m_told = QStringLiteral("dies");
    const bool isDone = ask(caller, "/sync/v5/site") && (m_isPrepared || initialise(caller))
        && (!m_isInitialised || push(caller)) && pullCentral(caller) && pullQueued(caller);
    if (!isDone)
        return false;
    m_isInitialised = true;
    m_told = QStringLiteral("moved %1").arg(m_moved);
    return true;
}

/// Nothing: it has died, or ends the cycle.
std::optional<QJsonObject> CopiesForeign::heard(const RawReply &reply)
{
    if (--m_requestsLeft <= 0)
        return std::nullopt;
    if (reply.status < success)
        return jsonOf(reply);
    m_told = QString::fromStdString(outcome(reply));
    return std::nullopt;
}

std::optional<QJsonObject> CopiesForeign::ask(V5Caller &caller, const QByteArray &target)
{
    return heard(caller.get(target));
}

std::optional<QJsonObject> CopiesForeign::say(V5Caller &caller, const QByteArray &target, const QJsonObject &body)
{
    return heard(caller.post(target, QJsonDocument(body).toJson(QJsonDocument::Compact)));
}

bool CopiesForeign::initialise(V5Caller &caller)
{
    m_isPrepared = say(caller, "/sync/v5/initialise", {}).has_value();
    return m_isPrepared;
}

bool CopiesForeign::push(V5Caller &caller)
{
    QJsonArray data;
    for (const RecordKey &key : std::as_const(m_waiting)) {
        const QByteArray record = m_records.value({key.table, key.id});
        data.append(QJsonObject {{QStringLiteral("syncOutId"), QString::number(data.size() + 1)},
            {QStringLiteral("tableName"), QString::fromUtf8(key.table)},
            {QStringLiteral("recordId"), QString::fromUtf8(key.id)},
            {QStringLiteral("action"), record.isEmpty() ? QStringLiteral("Delete") : QStringLiteral("Update")},
            {QStringLiteral("recordData"),
                record.isEmpty() ? QJsonValue() : QJsonValue(QJsonDocument::fromJson(record).object())}});
    }
    const qsizetype count = data.size();
    if (count > 0) {
        if (!say(caller, queueOfForeign, {{QStringLiteral("queueLength"), count}, {QStringLiteral("data"), data}}))
            return false;
        m_waiting.clear();
        m_moved += static_cast<int>(count);
    }
    return say(caller, queueOfForeign, {{QStringLiteral("queueLength"), 0}, {QStringLiteral("data"), QJsonArray()}})
        && ask(caller, "/sync/v5/site_status");
}

bool CopiesForeign::pullCentral(V5Caller &caller)
{
    for (;;) {
        const auto batch = ask(caller, "/sync/v5/central_records?limit=500&cursor=" + QByteArray::number(m_cursor));
        if (!batch)
            return false;
        const QJsonArray data = dataIn(*batch);
        for (const auto &record : data) {
            take(record.toObject());
            m_cursor = record.toObject().value(QStringLiteral("ID")).toInteger();
        }
        if (data.isEmpty() && m_cursor >= batch->value(QStringLiteral("maxCursor")).toInteger())
            return true;
        if (data.isEmpty())
            ++m_cursor;
    }
}

bool CopiesForeign::pullQueued(V5Caller &caller)
{
    for (;;) {
        const auto batch = ask(caller, queueOfForeign + "?limit=500");
        if (!batch)
            return false;
        const QJsonArray data = dataIn(*batch);
        if (data.isEmpty())
            return true;
        QJsonArray ids;
        for (const auto &record : data) {
            take(record.toObject());
            ids.append(record.toObject().value(QStringLiteral("syncOutId")));
        }
        if (!say(caller, "/sync/v5/acknowledged_records", {{QStringLiteral("syncIDs"), ids}}))
            return false;
    }
}

void CopiesForeign::take(const QJsonObject &record)
{
    ++m_moved;
    const std::pair key {textIn(record, "tableName"), textIn(record, "recordId")};
    if (textIn(record, "action").toLower() == "delete")
        m_records.remove(key);
    else
        m_records.insert(
            key, QJsonDocument(record.value(QStringLiteral("recordData")).toObject()).toJson(QJsonDocument::Compact));
}

} // namespace mailboat::test

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/strictsite.h"

#include "core/wire/wire.h"

#include <cmath>
#include <stdexcept>

namespace mailboat::test {

namespace {

constexpr int deepest = 100;

/// Reads JSON that is known to be JSON; false where serde_json gives up.
class StrictJson
{
public:
    explicit StrictJson(QByteArrayView text)
        : m_text(text)
    {
    }
    bool value(int depth)
    {
        blanks();
        switch (next()) {
        case '{':
            return depth < deepest && object(depth + 1);
        case '[':
            return depth < deepest && array(depth + 1);
        case '"':
            return string().has_value();
        default:
            return scalar();
        }
    }

private:
    char next() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }
    void blanks()
    {
        while (next() == ' ' || next() == '\t' || next() == '\n' || next() == '\r')
            ++m_at;
    }
    bool ends(char bracket)
    {
        blanks();
        if (next() != bracket)
            return false;
        ++m_at;
        return true;
    }
    bool object(int depth)
    {
        QSet<QByteArray> keys;
        for (++m_at; !ends('}'); ends(',')) {
            blanks();
            const auto key = string();
            if (!key || keys.contains(*key))
                return false;
            keys.insert(*key);
            if (!ends(':') || !value(depth))
                return false;
        }
        return true;
    }
    bool array(int depth)
    {
        for (++m_at; !ends(']'); ends(',')) {
            if (!value(depth))
                return false;
        }
        return true;
    }
    std::optional<QByteArray> string()
    {
        QByteArray text;
        for (++m_at; next() != '"'; ++m_at) {
            if (next() != '\\') {
                text += next();
            } else if (m_text[++m_at] != 'u') {
                text += '\\' + QByteArray(1, next());
            } else {
                const int unit = m_text.sliced(m_at + 1, 4).toByteArray().toInt(nullptr, 16);
                if (unit == 0)
                    return std::nullopt;
                text += QString(QChar(unit)).toUtf8();
                m_at += 4;
            }
        }
        ++m_at;
        return text;
    }
    bool scalar()
    {
        const qsizetype begin = m_at;
        while (m_at < m_text.size() && !QByteArrayView(",:]} \t\n\r").contains(next()))
            ++m_at;
        const QByteArray text = m_text.sliced(begin, m_at - begin).toByteArray();
        return text == "true" || text == "false" || text == "null"
            || std::isfinite(std::strtod(text.constData(), nullptr));
    }

    QByteArrayView m_text;
    qsizetype m_at = 0;
};

template<class T>
T orThrow(Result<T> result)
{
    if (!result)
        throw std::runtime_error(codeOf(result.error().code).toStdString());
    return *std::move(result);
}

} // namespace

bool isTakenStrictly(QByteArrayView json)
{
    return StrictJson(json).value(0);
}

StrictSite::StrictSite(V5Caller primary)
    : m_primary(std::move(primary))
{
}

void StrictSite::initialise()
{
    if (m_primary.post(initialiseCall, "{}").status != 200)
        throw std::runtime_error("not initialised");
    m_cursor = 0;
    m_tableOf.clear();
    m_records.clear();
    pull();
}

void StrictSite::pull()
{
    m_given.clear();
    pullCentral();
    pullQueue();
}

void StrictSite::pullCentral()
{
    for (;;) {
        ++m_requests;
        const RawReply reply = m_primary.get(
            centralCall + "?cursor=" + QByteArray::number(m_cursor) + "&limit=" + QByteArray::number(limit));
        const wire::CentralBatch batch = orThrow(wire::parseCentralBatch(reply.body));
        if (batch.maxCursor < m_cursor)
            throw std::runtime_error("maxCursor lies before the cursor");
        for (const LoggedRecord &entry : batch.records) {
            if (entry.serial <= m_cursor || entry.serial > batch.maxCursor)
                throw std::runtime_error("a serial is out of order");
            m_cursor = entry.serial;
            take(entry.record.table, entry.record.id, entry.record.action == Action::Delete, entry.record.data);
        }
        if (batch.records.isEmpty() && m_cursor < batch.maxCursor)
            throw std::runtime_error("an empty batch before the end");
        if (batch.records.isEmpty())
            return;
    }
}

void StrictSite::pullQueue()
{
    for (;;) {
        ++m_requests;
        const RawReply reply = m_primary.get(queueCall + "?limit=" + QByteArray::number(limit));
        const wire::QueueBatch batch = orThrow(wire::parseQueueBatch(reply.body));
        if (batch.queueLength < batch.records.size())
            throw std::runtime_error("queueLength is less than the batch");
        if (batch.records.isEmpty() && batch.queueLength > 0)
            throw std::runtime_error("an empty batch while records wait");
        if (batch.records.isEmpty())
            return;
        QList<QByteArray> ids;
        for (const QueuedRecord &entry : batch.records) {
            take(entry.record.table, entry.record.id, entry.record.action == Action::Delete, entry.record.data);
            ids.append(entry.syncOutId);
        }
        if (m_primary.post(acknowledgeCall, wire::composeAcknowledgement(ids)).status != 204)
            throw std::runtime_error("not acknowledged");
    }
}

void StrictSite::take(const QByteArray &table, const QByteArray &id, bool isDelete, const QByteArray &data)
{
    const QByteArray name = table + '/' + id;
    if (!isDelete && !isTakenStrictly(data))
        throw std::runtime_error("could not read " + name.toStdString());
    const QByteArray known = m_tableOf.value(id, table);
    if (known != table && (!isDelete || m_given.contains(id)))
        throw std::runtime_error(name.toStdString() + " took the place of " + known.toStdString());
    if (isDelete) {
        m_records.remove(name);
        if (known == table)
            m_tableOf.remove(id);
    } else {
        m_given.insert(id);
        m_tableOf.insert(id, table);
        m_records.insert(name, data);
    }
}

QByteArrayList StrictSite::records(const QByteArray &part) const
{
    QByteArrayList names = m_records.keys();
    names.removeIf([&part](const QByteArray &name) { return !name.contains(part); });
    return names;
}

QByteArray StrictSite::dataOf(const QByteArray &table, const QByteArray &id) const
{
    return m_records.value(table + '/' + id);
}

} // namespace mailboat::test

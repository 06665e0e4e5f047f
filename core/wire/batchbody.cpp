// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/batchbody.h"

#include "core/domain/jsoncheck.h"
#include "core/wire/listed.h"

#include <QCoreApplication>

namespace mailboat::wire {

namespace {

constexpr const char *nameKey = "recordId";

QByteArray textOf(const JsonFields &fields, const char *key)
{
    return fields.value(key).toString().value_or(QByteArray());
}

/// As it will be stored; where it cannot be, as it came, for quarantine.
QByteArray dataOf(const JsonValue &value)
{
    if (value.isAbsentOrNull())
        return {};
    return storedObject(value).value_or(value.text.toByteArray());
}

Record recordOf(const JsonFields &fields)
{
    Record record;
    record.table = textOf(fields, "tableName");
    record.id = textOf(fields, "recordId");
    const auto action = actionFromName(textOf(fields, "action"));
    record.action = action.value_or(Action::Update);
    if (action && *action != Action::Delete)
        record.data = dataOf(fields.value("recordData"));
    return record;
}

Record brokenRecord(const JsonFields &fields, QByteArrayView element)
{
    const QByteArrayView data = fields.value("recordData").text;
    const bool isFaultInData = !data.isEmpty() && jsonProblem(data);
    return {textOf(fields, "tableName"), textOf(fields, "recordId"), Action::Update,
        (isFaultInData ? data : element).toByteArray()};
}

/// The record's own fields among those of its element.
JsonFields recordFields(const JsonFields &element, const BatchShape &shape)
{
    return shape.record ? fieldsOf(element.value(shape.record)) : element;
}

Result<> takeElement(QByteArrayView element, const BatchShape &shape, const BatchBody::Take &take)
{
    if (!jsonProblem(element)) {
        const JsonFields fields = fieldsOf(valueOf(element));
        return take(fields, recordOf(recordFields(fields, shape)), false);
    }
    const JsonFields fields = fieldsOfBroken(element);
    const QByteArrayView inner = shape.record ? fields.value(shape.record).text : QByteArrayView();
    const QByteArrayView record = inner.isEmpty() ? element : inner;
    return take(fields, brokenRecord(inner.isEmpty() ? fields : fieldsOfBroken(inner), record), true);
}

QString wordsOf(const JsonPieces &pieces, const BatchShape &shape)
{
    if (pieces.elements.isEmpty())
        return QCoreApplication::translate("mailboat", "%1; no whole record stands before that")
            .arg(pieces.fault->words());
    const JsonFields element = fieldsOfBroken(pieces.elements.constLast());
    const JsonFields last = shape.record ? fieldsOfBroken(element.value(shape.record).text) : element;
    return QCoreApplication::translate("mailboat", "%1; the last whole record before that is %2 of %3")
        .arg(pieces.fault->words(), QString::fromUtf8(textOf(last, "recordId")),
            QString::fromUtf8(textOf(last, "tableName")));
}

} // namespace

Result<BatchBody> BatchBody::open(const QByteArray &body, ErrorCode whenBroken, qint64 most, BatchShape shape)
{
    BatchBody batch;
    batch.m_most = most;
    batch.m_shape = shape;
    Result<JsonBody> opened = JsonBody::open(body, whenBroken);
    if (!opened) {
        if (!body.trimmed().startsWith('{')) // no batch at all
            return failure(opened.error());
        batch.m_body = body;
        batch.m_pieces = JsonPieces::cut(batch.m_body, shape.list, nameKey, most);
        if (batch.m_pieces->isTooMany)
            return failure(tooMany(Listed::Records, most));
        if (batch.m_pieces->fault)
            return failure(whenBroken, {{QStringLiteral("why"), wordsOf(*batch.m_pieces, shape)}});
        opened = JsonBody::open(batch.m_pieces->envelope, whenBroken);
        if (!opened)
            return failure(opened.error());
    }
    batch.m_envelope = std::move(*opened);
    return batch;
}

Result<> BatchBody::forEach(const Take &take) const
{
    if (!m_pieces) {
        qint64 count = 0;
        return m_envelope.forEachObject(m_shape.list, [&](const JsonFields &fields) -> Result<> {
            if (++count > m_most)
                return failure(tooMany(Listed::Records, m_most));
            return take(fields, recordOf(recordFields(fields, m_shape)), false);
        });
    }
    for (const QByteArrayView element : m_pieces->elements) {
        if (const Result<> taken = takeElement(element, m_shape, take); !taken)
            return taken;
    }
    return {};
}

} // namespace mailboat::wire

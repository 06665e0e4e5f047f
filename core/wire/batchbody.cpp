// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/batchbody.h"

#include "core/domain/jsoncheck.h"
#include "core/wire/listed.h"

#include <QCoreApplication>

namespace mailboat::wire {

namespace {

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

Record recordOf(const JsonFields &fields, const RecordForm &form)
{
    Record record;
    record.table = textOf(fields, form.table);
    record.id = textOf(fields, form.id);
    const auto action = form.actionFrom(textOf(fields, form.action));
    record.action = action.value_or(Action::Update);
    if (action && *action != Action::Delete)
        record.data = dataOf(fields.value(form.data));
    return record;
}

Record brokenRecord(const JsonFields &fields, QByteArrayView element, const RecordForm &form)
{
    const QByteArrayView data = fields.value(form.data).text;
    const bool isFaultInData = !data.isEmpty() && jsonProblem(data);
    return {textOf(fields, form.table), textOf(fields, form.id), Action::Update,
        (isFaultInData ? data : element).toByteArray()};
}

/// The record's own fields among those of its element.
JsonFields recordFields(const JsonFields &element, const RecordForm &form)
{
    return form.inner ? fieldsOf(element.value(form.inner)) : element;
}

Result<> takeElement(QByteArrayView element, const RecordForm &form, const BatchBody::Take &take)
{
    if (!jsonProblem(element)) {
        const JsonFields fields = fieldsOf(valueOf(element));
        return take(fields, recordOf(recordFields(fields, form), form), false);
    }
    const JsonFields fields = fieldsOfBroken(element);
    const QByteArrayView inner = form.inner ? fields.value(form.inner).text : QByteArrayView();
    if (inner.isEmpty())
        return take(fields, brokenRecord(fields, element, form), true);
    return take(fields, brokenRecord(fieldsOfBroken(inner), inner, form), true);
}

QString wordsOf(const JsonPieces &pieces, const RecordForm &form)
{
    if (pieces.elements.isEmpty())
        return QCoreApplication::translate("mailboat", "%1; no whole record stands before that")
            .arg(pieces.fault->words());
    const JsonFields element = fieldsOfBroken(pieces.elements.constLast());
    const JsonFields last = form.inner ? fieldsOfBroken(element.value(form.inner).text) : element;
    return QCoreApplication::translate("mailboat", "%1; the last whole record before that is %2 of %3")
        .arg(pieces.fault->words(), QString::fromUtf8(textOf(last, form.id)),
            QString::fromUtf8(textOf(last, form.table)));
}

} // namespace

Result<BatchBody> BatchBody::open(const QByteArray &body, ErrorCode whenBroken, qint64 most, const RecordForm &form)
{
    BatchBody batch;
    batch.m_form = form;
    batch.m_most = most;
    Result<JsonBody> opened = JsonBody::open(body, whenBroken);
    if (!opened) {
        if (!body.trimmed().startsWith('{')) // no batch at all
            return failure(opened.error());
        batch.m_body = body;
        batch.m_pieces = JsonPieces::cut(batch.m_body, form.list, form.id, most);
        if (batch.m_pieces->isTooMany)
            return failure(tooMany(Listed::Records, most));
        if (batch.m_pieces->fault)
            return failure(whenBroken, {{QStringLiteral("why"), wordsOf(*batch.m_pieces, form)}});
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
        return m_envelope.forEachObject(m_form.list, [&](const JsonFields &fields) -> Result<> {
            if (++count > m_most)
                return failure(tooMany(Listed::Records, m_most));
            return take(fields, recordOf(recordFields(fields, m_form), m_form), false);
        });
    }
    for (const QByteArrayView element : m_pieces->elements) {
        if (const Result<> taken = takeElement(element, m_form, take); !taken)
            return taken;
    }
    return {};
}

} // namespace mailboat::wire

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/jsonmerge.h"

#include "core/domain/jsonbody.h"
#include "core/domain/jsontext.h"

#include <QSet>

namespace mailboat {

QByteArray mergedObject(QByteArrayView before, QByteArrayView change)
{
    const JsonFields old = fieldsOf(valueOf(before));
    const JsonFields given = fieldsOf(valueOf(change));
    QByteArray json;
    QSet<QByteArray> written;
    for (const JsonFields *const fields : {&old, &given}) {
        for (const JsonFields::Field &field : *fields) {
            const QByteArray key = unescaped(field.key);
            if (written.contains(key))
                continue;
            written.insert(key);
            const JsonValue now = given.value(key);
            json += json.isEmpty() ? '{' : ',';
            json += quoted(key) + ':' + (now.type == JsonType::Absent ? old.value(key) : now).text;
        }
    }
    return json.isEmpty() ? QByteArrayLiteral("{}") : QByteArray(json + '}');
}

} // namespace mailboat

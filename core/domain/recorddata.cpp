// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/recorddata.h"

#include "core/domain/jsoncheck.h"

#include <algorithm>

namespace mailboat {

Result<RecordData> RecordData::read(const QByteArray &text)
{
    const QByteArrayView unmarked = withoutMark(text);
    if (const auto problem = jsonProblem(unmarked))
        return failure(ErrorCode::RecordDataBroken, {{QStringLiteral("why"), *problem}});
    const QByteArrayView object = unmarked.trimmed();
    if (!object.startsWith('{'))
        return failure(ErrorCode::RecordDataNotObject);
    RecordData data;
    const bool isAsStored = object.size() == text.size() && !text.contains('\n') && !text.contains('\r');
    if (isAsStored) {
        data.m_bytes = text;
    } else { // in a checked text a line break stands only between tokens
        data.m_bytes = object.toByteArray();
        data.m_bytes.removeIf([](char c) { return c == '\n' || c == '\r'; });
    }
    data.m_fields = fieldsOf({JsonType::Object, data.m_bytes});
    const bool isTooDeep = std::any_of(data.m_fields.begin(), data.m_fields.end(),
        [](const JsonFields::Field &field) { return field.value.depth >= maxJsonDepth; });
    if (!isTooDeep)
        return data;
    const auto fault = jsonFault(object, maxJsonDepth);
    return failure(ErrorCode::RecordDataBroken, {{QStringLiteral("why"), fault ? fault->words() : QString()}});
}

} // namespace mailboat

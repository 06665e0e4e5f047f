// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/jsonpieces.h"
#include "core/wire/multipart.h"
#include "core/wire/v6.h"

#include "tests/fuzz/target.h"

namespace mailboat::fuzz {

namespace {

bool liesIn(QByteArrayView piece, const QByteArray &bytes)
{
    return piece.isEmpty()
        || (piece.data() >= bytes.constData() && piece.data() + piece.size() <= bytes.constData() + bytes.size());
}

void values(const QByteArray &bytes)
{
    const QList<QByteArray> keys {"batch", "syncV5Settings", "syncV6Version", "a"};
    const JsonFields fields = fieldsOfBroken(bytes);
    const QList<JsonValue> found = valuesOfBroken(bytes, keys);
    require(found.size() == keys.size(), "every key has its value");
    for (qsizetype at = 0; at < keys.size(); ++at) {
        require(liesIn(found.at(at).text, bytes), "a value lies in the text");
        require(found.at(at).text == fields.value(keys.at(at)).text, "a value is the one among all fields");
    }
}

void form(const QByteArray &bytes)
{
    const auto parts = wire::parseForm(bytes, "multipart/form-data; boundary=b");
    if (!parts)
        return;
    for (const wire::FormPart &part : *parts) {
        require(!part.name.isEmpty(), "a part has a name");
        require(liesIn(part.content, bytes), "a part lies in the form");
        require(!part.content.contains("\r\n--b"), "a part ends where the next one begins");
        wire::parseV6Caller(part.content);
        wire::parseV6FileId(part.content);
    }
}

} // namespace

void six(const QByteArray &bytes)
{
    values(bytes);
    form(bytes);
    if (const auto caller = wire::parseV6Caller(bytes))
        require(!caller->userName.isEmpty() && !caller->password.isEmpty(), "who calls says who that is");
    if (const auto pull = wire::parseV6Pull(bytes))
        require(pull->cursor >= 0 && pull->batchSize > 0, "a pull is for something");
    if (const auto join = wire::parseV6Join(bytes))
        require(
            checkRecordId(join->id) && checkRecordId(join->name) && checkRecordId(join->store), "a join has its IDs");
    const auto records = wire::parseV6Push(bytes, 10);
    require(!records || records->size() <= 10, "no more records than there may be");
    wire::parseV6FileId(bytes);
}

} // namespace mailboat::fuzz

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/lookupbodies.h"

#include "core/domain/jsontext.h"
#include "core/domain/record.h"
#include "core/wire/wire_reading.h"

namespace mailboat::wire {

namespace {

constexpr const char *joinedNameKey = "name_ID";
constexpr const char *joinedStoreKey = "store_ID";

} // namespace

Result<JoinBody> parseJoin(const QByteArray &body)
{
    const Result<JsonBody> opened = openObject(body, Reading::Request);
    if (!opened)
        return failure(opened.error());
    const QByteArray name = opened->value(joinedNameKey).toString().value_or(QByteArray());
    const QByteArray store = opened->value(joinedStoreKey).toString().value_or(QByteArray());
    if (!checkRecordId(name))
        return failure(missing(Reading::Request, joinedNameKey));
    if (!checkRecordId(store))
        return failure(missing(Reading::Request, joinedStoreKey));
    return JoinBody {{}, name, store};
}

QByteArray composeJoin(const JoinBody &join)
{
    return R"({"ID":)" + quoted(join.id) + ',' + quoted(joinedNameKey) + ':' + quoted(join.nameId) + ','
        + quoted(joinedStoreKey) + ':' + quoted(join.storeId) + R"(,"inactive":false})";
}

} // namespace mailboat::wire

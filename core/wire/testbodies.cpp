// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/testbodies.h"

#include "core/domain/jsontext.h"
#include "core/domain/routing.h"
#include "core/wire/wire_reading.h"

#include <functional>

namespace mailboat::wire {

namespace {

auto malformed(const QByteArray &what)
{
    return failure(missing(Reading::Request, what.constData()));
}

/// A primary keeps what sites push of tables that it does not know, for them alone; it writes none itself.
auto unknownTable(const QByteArray &table)
{
    return failure(ErrorCode::RequestMalformed,
        {{QStringLiteral("why"), QStringLiteral("there is no table \"%1\"").arg(QString::fromUtf8(table))}});
}

QByteArray quotedText(const QString &text)
{
    return quoted(text.toUtf8());
}

using TakeElement = std::function<Result<>(const QByteArray &table, const JsonValue &element)>;

/// The elements of every array of the body's object, with the key that it stands under.
Result<> forEachListed(const QByteArray &body, qint64 most, const TakeElement &take)
{
    const Result<JsonBody> opened = JsonBody::open(body, ErrorCode::RequestMalformed);
    if (!opened)
        return failure(opened.error());
    if (opened->root().type == JsonType::Null)
        return {};
    if (!opened->root().isObject())
        return malformed("{}");
    qint64 count = 0;
    for (const JsonFields::Field &field : opened->fields()) {
        const QByteArray table = unescaped(field.key);
        if (field.value.type == JsonType::Null)
            continue;
        if (!field.value.isArray())
            return malformed(table);
        const Result<> taken = forEachElement(field.value, [&](const JsonValue &element) -> Result<> {
            return ++count > most ? Result<>(failure(tooMany(Listed::Records, most))) : take(table, element);
        });
        if (!taken)
            return taken;
    }
    return {};
}

} // namespace

Result<QList<QByteArray>> parseTestSite(const QByteArray &body, qint64 most)
{
    static const QByteArray key = QByteArrayLiteral("visibleNameIds");
    QList<QByteArray> names;
    return forEachListed(body, most, [&names](const QByteArray &list, const JsonValue &name) -> Result<> {
        const auto id = name.toString();
        if (list != key || !id || !checkRecordId(*id))
            return malformed(key);
        names.append(*id);
        return {};
    }).map([&names] { return names; });
}

QByteArray composeTestSite(const TestSite &site)
{
    return R"({"site":{"ID":)" + quotedText(site.siteUuid) + R"(,"site_ID":)" + QByteArray::number(site.syncId.value())
        + R"(,"name":)" + quotedText(site.userName) + R"(,"password":)" + quoted(site.wirePassword)
        + R"(},"store":{"ID":)" + quoted(site.storeId) + R"(,"name_ID":)" + quoted(site.nameId) + "}}";
}

Result<QList<Record>> parseTestUpsert(const QByteArray &body, qint64 most)
{
    QList<Record> records;
    return forEachListed(body, most, [&records](const QByteArray &table, const JsonValue &value) -> Result<> {
        const Result<QByteArray> data = storedObject(value);
        if (!data)
            return failure(data.error());
        if (!Routing::builtIn().knows(table))
            return unknownTable(table);
        const QByteArray &key = Routing::builtIn().rule(table).idKey;
        const auto id = fieldsOf(value).value(key).toString();
        if (!id || !checkRecordId(*id))
            return malformed(table + '.' + key);
        records.append({table, *id, Action::Update, *data});
        return {};
    }).map([&records] { return records; });
}

Result<QList<RecordKey>> parseTestDelete(const QByteArray &body, qint64 most)
{
    QList<RecordKey> keys;
    return forEachListed(body, most, [&keys](const QByteArray &table, const JsonValue &value) -> Result<> {
        if (!Routing::builtIn().knows(table))
            return unknownTable(table);
        const auto id = value.toString();
        if (!id || !checkRecordId(*id))
            return malformed(table);
        keys.append({table, *id});
        return {};
    }).map([&keys] { return keys; });
}

} // namespace mailboat::wire

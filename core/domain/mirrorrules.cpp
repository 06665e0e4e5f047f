// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/mirrorrules.h"

#include "core/domain/jsontext.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QUuid>

#include <algorithm>

namespace mailboat {

namespace {

QByteArray textOf(const QJsonObject &json, const char *key)
{
    return json.value(QLatin1StringView(key)).toString().toUtf8();
}

QList<QByteArray> listOf(const QJsonValue &value)
{
    QList<QByteArray> list;
    for (const auto one : value.toArray())
        list.append(one.toString().toUtf8());
    return list;
}

QHash<QByteArray, QByteArray> textsOf(const QJsonObject &json, const char *key)
{
    QHash<QByteArray, QByteArray> texts;
    const QJsonObject object = json.value(QLatin1StringView(key)).toObject();
    for (auto one = object.begin(); one != object.end(); ++one)
        texts.insert(one.key().toUtf8(), one->toString().toUtf8());
    return texts;
}

MirrorRule ruleOf(const QJsonObject &json)
{
    MirrorRule rule {textOf(json, "type"), textsOf(json, "types"), textOf(json, "state"),
        listOf(json.value(QLatin1StringView("when"))), {}, textOf(json, "link"), textsOf(json, "set"),
        listOf(json.value(QLatin1StringView("fresh"))), textsOf(json, "through"), textOf(json, "day")};
    const QJsonObject never = json.value(QLatin1StringView("never")).toObject();
    for (auto one = never.begin(); one != never.end(); ++one)
        rule.never.insert(one.key().toUtf8(), listOf(*one));
    return rule;
}

} // namespace

std::optional<QByteArray> MirrorRule::typeFor(const QByteArray &data) const
{
    const JsonFields fields = fieldsOf(valueOf(data));
    const auto text = [&fields](const QByteArray &key) { return fields.value(key).scalarText(); };
    if (!stateKey.isEmpty() && !when.contains(text(stateKey)))
        return {};
    for (auto one = never.cbegin(); one != never.cend(); ++one) {
        if (one->contains(text(one.key())))
            return {};
    }
    if (typeKey.isEmpty())
        return QByteArray();
    const auto found = types.constFind(text(typeKey));
    return found == types.cend() ? std::nullopt : std::optional(*found);
}

const MirrorRules &MirrorRules::builtIn()
{
    static const MirrorRules rules = [] {
        QFile file(QStringLiteral(":/mirrors.json"));
        const bool isThere = file.open(QIODevice::ReadOnly);
        Q_ASSERT(isThere);
        const Result<MirrorRules> made = fromJson(isThere ? file.readAll() : QByteArray());
        Q_ASSERT(made);
        return made.value_or(MirrorRules());
    }();
    return rules;
}

Result<MirrorRules> MirrorRules::fromJson(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonObject document = QJsonDocument::fromJson(json, &error).object();
    const QJsonArray tables = document.value(QLatin1StringView("tables")).toArray();
    MirrorRules rules;
    rules.m_dropped = textOf(document, "drop");
    rules.m_storeDayKey = textOf(document, "storeDay");
    for (const auto table : tables)
        rules.m_rules.insert(textOf(table.toObject(), "table"), ruleOf(table.toObject()));
    if (rules.m_rules.isEmpty() || rules.m_rules.contains(QByteArray()))
        return failure(ErrorCode::RecordDataBroken, {{QStringLiteral("why"), error.errorString()}},
            QStringLiteral("mirrors.json"));
    return rules;
}

const MirrorRule *MirrorRules::of(const QByteArray &table) const
{
    const auto found = m_rules.constFind(table);
    return found == m_rules.cend() ? nullptr : &*found;
}

QList<QByteArray> MirrorRules::linked() const
{
    QList<QByteArray> tables;
    for (auto one = m_rules.cbegin(); one != m_rules.cend(); ++one) {
        if (!one->link.isEmpty())
            tables.append(one.key());
    }
    std::ranges::sort(tables);
    return tables;
}

QByteArray derivedId(const RecordKey &source, QByteArrayView what)
{
    static const QUuid ours(QStringLiteral("6f1a7c52-6f0e-4a63-9d3b-0f2f6b0f9c11"));
    const QByteArray name = what.toByteArray() + '\0' + source.table + '\0' + source.id;
    return QUuid::createUuidV5(ours, name).toByteArray(QUuid::WithoutBraces);
}

QByteArray withValues(QByteArrayView object, const QHash<QByteArray, QByteArray> &values, QByteArrayView dropped)
{
    QByteArray made;
    made.reserve(object.size() + values.size() * 64);
    QSet<QByteArray> written;
    const auto add = [&made](QByteArrayView key, QByteArrayView value) {
        made += made.isEmpty() ? "{\"" : ",\"";
        made.append(key).append("\":").append(value);
    };
    for (const JsonFields::Field &field : fieldsOf(valueOf(object))) {
        const QByteArray key = unescaped(field.key);
        const auto other = values.constFind(key);
        if (!dropped.isEmpty() && key.startsWith(dropped))
            continue;
        if (other == values.cend())
            add(field.key, field.value.text);
        else if (!written.contains(key))
            add(field.key, *other);
        written.insert(key);
    }
    QList<QByteArray> left = values.keys();
    std::ranges::sort(left);
    for (const QByteArray &key : std::as_const(left)) {
        if (!written.contains(key))
            add(key, values.value(key)); // keys of ours need no escapes
    }
    return made.isEmpty() ? QByteArrayLiteral("{}") : made + '}';
}

} // namespace mailboat

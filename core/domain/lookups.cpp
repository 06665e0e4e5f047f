// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/lookups.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace mailboat {

namespace {

QByteArray text(const QJsonValue &value)
{
    return value.toString().toUtf8();
}

QList<QByteArray> texts(const QJsonValue &value)
{
    QList<QByteArray> list;
    for (const auto one : value.toArray())
        list.append(text(one));
    return list;
}

SearchedKeys searchedFrom(const QJsonObject &json)
{
    return {text(json[u"table"]), texts(json[u"last"]), texts(json[u"first"]), texts(json[u"code"]),
        texts(json[u"birth"]), texts(json[u"barcode"]), text(json[u"owner"]), text(json[u"gone"])};
}

std::optional<AnswerShape::Kind> kindNamed(const QByteArray &name)
{
    using Kind = AnswerShape::Kind;
    static const QHash<QByteArray, Kind> kinds {
        {"text", Kind::Text}, {"flag", Kind::Flag}, {"number", Kind::Number}, {"day", Kind::Day}, {"json", Kind::Json}};
    const auto found = kinds.find(name);
    return found == kinds.end() ? std::nullopt : std::optional(*found);
}

std::optional<AnswerShape> shapeFrom(const QJsonObject &json);

/// False where one of them is broken.
bool readParts(const QJsonValue &json, QList<AnswerShape> &parts)
{
    for (const auto one : json.toArray()) {
        const auto part = shapeFrom(one.toObject());
        if (!part || part->key.isEmpty())
            return false;
        parts.append(*part);
    }
    return true;
}

std::optional<AnswerShape> shapeFrom(const QJsonObject &json)
{
    AnswerShape shape;
    shape.key = text(json[u"key"]);
    shape.table = text(json[u"table"]);
    shape.by = text(json[u"by"]);
    shape.policies = text(json[u"policies"]);
    shape.of = !shape.by.isEmpty()      ? AnswerShape::Of::Reference
        : text(json[u"of"]) == "parent" ? AnswerShape::Of::Parent
                                        : AnswerShape::Of::Name;
    const QJsonObject only = json[u"only"].toObject();
    for (auto value = only.begin(); value != only.end(); ++value)
        shape.only.insert(value.key().toUtf8(), text(*value));
    for (const auto one : json[u"keys"].toArray()) {
        QList<QByteArray> words = texts(one);
        const auto kind = words.size() < 2 ? std::nullopt : kindNamed(words.at(1));
        if (!kind)
            return std::nullopt;
        const QByteArray key = words.takeFirst();
        words.removeFirst();
        shape.keys.append({key, *kind, words.isEmpty() ? QList {key} : words});
    }
    const bool isWhole = readParts(json[u"lists"], shape.lists) && readParts(json[u"ones"], shape.ones)
        && !shape.table.isEmpty() && !shape.keys.isEmpty();
    return isWhole ? std::optional(shape) : std::nullopt;
}

} // namespace

const Lookups &Lookups::builtIn()
{
    static const Lookups lookups = [] {
        QFile file(QStringLiteral(":/lookups.json"));
        const bool isThere = file.open(QIODevice::ReadOnly);
        Q_ASSERT(isThere);
        const Result<Lookups> made = fromJson(isThere ? file.readAll() : QByteArray());
        Q_ASSERT(made);
        return made.value_or(Lookups());
    }();
    return lookups;
}

Result<Lookups> Lookups::fromJson(const QByteArray &json)
{
    const auto broken = [](const QString &why) {
        return failure(ErrorCode::RecordDataBroken, {{QStringLiteral("why"), why}}, QStringLiteral("lookups.json"));
    };
    const QJsonObject document = QJsonDocument::fromJson(json).object();
    Lookups lookups;
    for (const auto one : document[u"searched"].toArray()) {
        const SearchedKeys keys = searchedFrom(one.toObject());
        if (keys.table.isEmpty() || lookups.m_searched.contains(keys.table))
            return broken(QStringLiteral("searched"));
        lookups.m_searched.insert(keys.table, keys);
    }
    const QJsonObject answers = document[u"answers"].toObject();
    const std::initializer_list<std::pair<QString, AnswerShape *>> all {{QStringLiteral("patient"), &lookups.patient},
        {QStringLiteral("prescriber"), &lookups.prescriber}, {QStringLiteral("history"), &lookups.history}};
    for (const auto &[name, shape] : all) {
        const auto read = shapeFrom(answers[name].toObject());
        if (!read)
            return broken(name);
        *shape = *read;
    }
    return lookups;
}

const SearchedKeys *Lookups::searched(const QByteArray &table) const
{
    const auto found = m_searched.constFind(table);
    return found == m_searched.constEnd() ? nullptr : &*found;
}

QList<QByteArray> Lookups::searchedTables() const
{
    QList<QByteArray> tables = m_searched.keys();
    std::sort(tables.begin(), tables.end());
    return tables;
}

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/routing.h"

#include "core/domain/jsontext.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <array>

namespace mailboat {

namespace {

QString shown(const JsonValue &value)
{
    constexpr qsizetype longest = 100; // IDs are shorter
    const QByteArray text = value.isObject() || value.isArray() ? value.text.toByteArray() : value.scalarText();
    return QString::fromUtf8(text).left(longest);
}

std::optional<Category> categoryFromName(const QString &name)
{
    static const QHash<QString, Category> categories {{QStringLiteral("central"), Category::Central},
        {QStringLiteral("central-remote"), Category::CentralRemote}, {QStringLiteral("remote"), Category::Remote},
        {QStringLiteral("transfer"), Category::Transfer}, {QStringLiteral("shared"), Category::Shared},
        {QStringLiteral("patient"), Category::Patient}, {QStringLiteral("v6"), Category::Version6}};
    const auto found = categories.find(name);
    return found == categories.end() ? std::nullopt : std::optional(*found);
}

std::optional<Reach> reachFromName(const QString &name)
{
    static const QHash<QString, Reach> all {{QStringLiteral("nobody"), Reach::Nobody},
        {QStringLiteral("everybody"), Reach::Everybody}, {QStringLiteral("store"), Reach::Store},
        {QStringLiteral("store-or-all"), Reach::StoreOrAll}, {QStringLiteral("patient"), Reach::Patient},
        {QStringLiteral("bearer"), Reach::Bearer}, {QStringLiteral("attached"), Reach::Attached}};
    const auto found = all.find(name);
    return found == all.end() ? std::nullopt : std::optional(*found);
}

/// What is said of tables of version 6, and of no others. False: it is not said as it should be.
bool readReach(const QJsonObject &json, TableRule &rule)
{
    const auto reach = reachFromName(json.value(QStringLiteral("reach")).toString());
    rule.reach = reach.value_or(Reach::Nobody);
    rule.isPrimarysOwn = json.value(QStringLiteral("writer")).toString() == QLatin1String("primary");
    return reach.has_value() == rule.isVersion6() && (rule.isVersion6() || !json.contains(QStringLiteral("writer")));
}

std::optional<TableRule> ruleFromJson(const QJsonObject &json)
{
    static const QHash<QString, QByteArray TableRule::*> keys {{QStringLiteral("table"), &TableRule::table},
        {QStringLiteral("store"), &TableRule::storeKey}, {QStringLiteral("parent"), &TableRule::parentKey},
        {QStringLiteral("parentTable"), &TableRule::parentTable},
        {QStringLiteral("parentTableKey"), &TableRule::parentTableKey}, {QStringLiteral("name"), &TableRule::nameKey},
        {QStringLiteral("other"), &TableRule::otherStoreKey},
        {QStringLiteral("patientStore"), &TableRule::patientStoreKey}, {QStringLiteral("site"), &TableRule::siteKey},
        {QStringLiteral("joins"), &TableRule::joins}, {QStringLiteral("id"), &TableRule::idKey},
        {QStringLiteral("signInName"), &TableRule::signInNameKey},
        {QStringLiteral("attachedAs"), &TableRule::attachedAs}};
    static const QStringList others {QStringLiteral("category"), QStringLiteral("order"), QStringLiteral("mergeable"),
        QStringLiteral("free"), QStringLiteral("reach"), QStringLiteral("writer")}; // no texts, or no keys
    const auto category = categoryFromName(json.value(QStringLiteral("category")).toString());
    const int order = json.value(QStringLiteral("order")).toInt(-1);
    if (!category || order < 0)
        return std::nullopt;
    TableRule rule;
    rule.category = *category;
    rule.order = order;
    rule.isMergeable = json.value(QStringLiteral("mergeable")).toBool();
    for (const auto key : json.value(QStringLiteral("free")).toArray())
        rule.freeKeys.append(key.toString().toUtf8());
    for (auto value = json.begin(); value != json.end(); ++value) {
        if (others.contains(value.key()))
            continue;
        if (value.key() == QLatin1String("id") && value->isNull()) {
            rule.idKey.clear();
            continue;
        }
        const auto member = keys.find(value.key());
        if (member == keys.end() || value->toString().isEmpty())
            return std::nullopt;
        rule.*(*member) = value->toString().toUtf8();
    }
    const bool hasParentTable = !rule.parentTable.isEmpty() || !rule.parentTableKey.isEmpty();
    const bool isWhole = !rule.table.isEmpty() && rule.parentKey.isEmpty() != hasParentTable
        && (!rule.isJoin() || !rule.otherStoreKey.isEmpty()) && readReach(json, rule);
    return isWhole ? std::optional(rule) : std::nullopt;
}

auto broken(const QString &why)
{
    return failure(ErrorCode::RecordDataBroken, {{QStringLiteral("why"), why}}, QStringLiteral("routing.json"));
}

} // namespace

const Routing &Routing::builtIn()
{
    static const Routing routing = [] {
        QFile file(QStringLiteral(":/routing.json"));
        const bool isThere = file.open(QIODevice::ReadOnly);
        Q_ASSERT(isThere);
        const Result<Routing> made = fromJson(isThere ? file.readAll() : QByteArray());
        Q_ASSERT(made);
        return made.value_or(Routing());
    }();
    return routing;
}

Result<Routing> Routing::fromJson(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    const QJsonArray tables = document.object().value(QStringLiteral("tables")).toArray();
    if (tables.isEmpty())
        return broken(error.errorString());
    Routing routing;
    for (const auto table : tables) {
        const auto rule = ruleFromJson(table.toObject());
        if (!rule || routing.knows(rule->table))
            return broken(table.toObject().value(QStringLiteral("table")).toString());
        routing.m_rules.insert(rule->table, *rule);
    }
    for (const TableRule &rule : std::as_const(routing.m_rules)) {
        for (const QByteArray &named : {rule.parentTable, rule.joins}) {
            if (!named.isEmpty() && !routing.knows(named))
                return broken(QString::fromUtf8(named));
        }
    }
    routing.arrange();
    return routing;
}

void Routing::arrange()
{
    for (const TableRule &rule : std::as_const(m_rules)) {
        if (!rule.parentTable.isEmpty())
            m_children[rule.parentTable].append(rule.table);
        if (rule.isJoin())
            m_joinTables.insert(rule.joins, rule.table);
        if (rule.category == Category::Patient && !rule.nameKey.isEmpty())
            m_patientTables.append(rule.table);
        if (rule.mayBePatient())
            m_patientTable = rule.table;
        if (rule.isStore())
            m_storeTable = rule.table;
        if (!rule.parentTableKey.isEmpty())
            m_attachedTable = rule.table;
        if (!rule.attachedAs.isEmpty())
            m_attachedAs.insert(rule.attachedAs, rule.table);
        if (rule.isOfUsers())
            m_userTable = rule.table;
    }
    for (QList<QByteArray> &children : m_children)
        std::ranges::sort(children);
    std::ranges::sort(m_patientTables);
}

const TableRule &Routing::rule(const QByteArray &table) const
{
    static const TableRule unknown {};
    // Asked some twenty times a record, of a few tables: hashing their names was a tenth of what a push costs.
    thread_local std::array<const TableRule *, 32> lately {};
    const bool isKept = this == &builtIn() && !table.isEmpty();
    const auto place = isKept ? static_cast<std::size_t>(table.size() * 7 + table.back()) % lately.size() : 0;
    if (isKept && lately.at(place) && lately.at(place)->table == table)
        return *lately.at(place);
    const auto found = m_rules.constFind(table);
    if (found == m_rules.constEnd())
        return unknown;
    if (isKept)
        lately.at(place) = &*found;
    return *found;
}

bool Routing::knows(const QByteArray &table) const
{
    return m_rules.contains(table);
}

RecordLinks Routing::links(const Record &record) const
{
    const bool hasKeys = rule(record.table).hasKeys();
    return links({record.table, record.id}, hasKeys ? fieldsOf(valueOf(record.data)) : JsonFields());
}

RecordLinks Routing::links(const RecordKey &key, const JsonFields &fields) const
{
    RecordLinks links;
    const TableRule &found = rule(key.table);
    links.category = found.category;
    if (!found.hasKeys())
        return links;

    const auto text
        = [&fields](const QByteArray &name) { return name.isEmpty() ? QByteArray() : fields.value(name).scalarText(); };
    links.store = text(found.storeKey);
    links.parent = text(found.parentKey);
    links.name = text(found.nameKey);
    links.other = text(found.parentTableKey.isEmpty() ? found.otherStoreKey : found.parentTableKey);
    if (!found.parentTableKey.isEmpty())
        links.other = m_attachedAs.value(links.other, links.other);
    if (!found.patientStoreKey.isEmpty() && text("type") == "patient") {
        links.category = Category::Patient;
        links.store = text(found.patientStoreKey);
    }
    if (!found.siteKey.isEmpty()) {
        links.site = std::max(text(found.siteKey).toLongLong(), qint64(0));
        links.store = key.id;
    }
    return links;
}

RecordKey Routing::parentOf(const RecordKey &key, const RecordLinks &links) const
{
    const TableRule &found = rule(key.table);
    return {found.parentTableKey.isEmpty() ? found.parentTable : links.other, links.parent};
}

Result<> Routing::checkIdentity(const Record &record) const
{
    return checkIdentity({record.table, record.id}, fieldsOf(valueOf(record.data)));
}

Result<> Routing::checkIdentity(const RecordKey &key, const JsonFields &fields) const
{
    const QByteArray &name = rule(key.table).idKey;
    if (name.isEmpty())
        return {};
    for (const JsonFields::Field &field : fields) {
        if (!field.isNamed(name))
            continue;
        const JsonValue &named = field.value;
        if (named.isAbsentOrNull() || (named.type == JsonType::String && *named.toString() == key.id)
            || (named.type == JsonType::Integer && named.text == key.id))
            continue;
        return failure(ErrorCode::RecordIdDiffers,
            {{QStringLiteral("table"), QString::fromUtf8(key.table)}, {QStringLiteral("id"), QString::fromUtf8(key.id)},
                {QStringLiteral("field"), QString::fromUtf8(name)}, {QStringLiteral("value"), shown(named)}});
    }
    return {};
}

const QList<QByteArray> &Routing::childTables(const QByteArray &table) const
{
    static const QList<QByteArray> none;
    const auto found = m_children.constFind(table);
    return found != m_children.constEnd() ? *found : none;
}

} // namespace mailboat

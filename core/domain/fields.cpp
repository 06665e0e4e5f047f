// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/fields.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

namespace mailboat {

namespace {

struct KindOf {
    FieldKind kind;
    QByteArray nothing; ///< JSON of what stands for nothing in particular, where null will not do
};

std::optional<KindOf> kindFromName(const QByteArray &name)
{
    static const QHash<QByteArray, KindOf> kinds {{"text", {FieldKind::Text, "\"\""}},
        {"number", {FieldKind::Number, "0"}}, {"integer", {FieldKind::Integer, "0"}},
        {"boolean", {FieldKind::Boolean, "false"}}, {"day", {FieldKind::Day, {}}}, {"time", {FieldKind::Time, "0"}},
        {"moment", {FieldKind::Moment, {}}}, {"json", {FieldKind::Json, "null"}},
        {"object", {FieldKind::Object, "{}"}}};
    const auto found = kinds.constFind(name);
    return found == kinds.constEnd() ? std::nullopt : std::optional(*found);
}

/// What stands behind `mark`, which is taken off with it.
QByteArray cutOff(QByteArray &text, const QByteArray &mark)
{
    const qsizetype at = text.indexOf(mark);
    if (at < 0)
        return {};
    const QByteArray behind = text.mid(at + mark.size());
    text.truncate(at);
    return behind;
}

/// As the comment of the file has it: KIND, KIND?, KIND = JSON, KIND from KEY.
std::optional<FieldRule> fieldFromText(const QString &key, QByteArray text, FieldRule::Need need)
{
    FieldRule rule {key.toUtf8(), FieldKind::Text, need};
    rule.whenMissing = cutOff(text, " = ");
    rule.instead = cutOff(text, " from ");
    rule.mayBeNull = text.endsWith('?');
    if (rule.mayBeNull)
        text.chop(1);
    rule.inner = cutOff(text, ":");
    if (text.contains('|')) {
        rule.values = text.split('|');
        text = "text";
    }
    const auto kind = kindFromName(text);
    if (!kind || key.isEmpty())
        return std::nullopt;
    rule.kind = kind->kind;
    if (rule.whenMissing.isEmpty())
        rule.whenMissing = rule.mayBeNull ? QByteArrayLiteral("null") : kind->nothing;
    return rule;
}

std::optional<QList<FieldRule>> rulesFromJson(const QJsonObject &table)
{
    static const QList<std::pair<QString, FieldRule::Need>> needs {{QStringLiteral("needed"), FieldRule::Need::Needed},
        {QStringLiteral("filled"), FieldRule::Need::Filled}, {QStringLiteral("known"), FieldRule::Need::Known}};
    const QJsonObject former = table.value(QStringLiteral("former")).toObject();
    QList<FieldRule> rules;
    for (const auto &[name, need] : needs) {
        const QJsonObject fields = table.value(name).toObject();
        for (auto field = fields.begin(); field != fields.end(); ++field) {
            auto rule = fieldFromText(field.key(), field->toString().toUtf8(), need);
            if (!rule || (need == FieldRule::Need::Filled && rule->whenMissing.isEmpty()))
                return std::nullopt;
            rule->former = former.value(field.key()).toString().toUtf8();
            rules.append(*rule);
        }
    }
    return rules;
}

MobileFields mobileFromJson(const QJsonObject &json)
{
    MobileFields mobile;
    for (const auto key : json.value(QStringLiteral("needed")).toArray())
        mobile.needed.append(key.toString().toUtf8());
    const QJsonObject filled = json.value(QStringLiteral("filled")).toObject();
    for (auto field = filled.begin(); field != filled.end(); ++field)
        mobile.filled.insert(field.key().toUtf8(), field->toString().toUtf8());
    const QJsonObject also = json.value(QStringLiteral("also")).toObject();
    for (auto field = also.begin(); field != also.end(); ++field)
        mobile.also.insert(field.key().toUtf8(), field->toString().toUtf8());
    return mobile;
}

auto brokenFields(const QString &why)
{
    return failure(ErrorCode::RecordDataBroken, {{QStringLiteral("why"), why}}, QStringLiteral("fields.json"));
}

} // namespace

size_t TableFields::slotOf(QByteArrayView key)
{
    if (key.isEmpty())
        return 0;
    const auto byte = [key](qsizetype place) -> size_t { return static_cast<uchar>(key[place]); };
    size_t mark = static_cast<size_t>(key.size());
    mark = ((mark * 31U + byte(0)) * 31U + byte(key.size() / 2)) * 31U + byte(key.size() - 1);
    return mark % slotCount;
}

bool TableFields::add(const FieldRule &rule)
{
    if (m_rules.size() >= most || find(rule.key) != none)
        return false;
    auto slot = slotOf(rule.key);
    while (m_slots[static_cast<qsizetype>(slot)] != none)
        slot = (slot + 1) % slotCount;
    m_slots[static_cast<qsizetype>(slot)] = static_cast<short>(m_rules.size());
    m_wanted.set(static_cast<size_t>(m_rules.size()), rule.need != FieldRule::Need::Known);
    m_hasFormer = m_hasFormer || !rule.former.isEmpty();
    m_rules.append(rule);
    return true;
}

qsizetype TableFields::find(QByteArrayView key) const
{
    for (auto slot = slotOf(key);; slot = (slot + 1) % slotCount) { // half of them are free
        const qsizetype place = m_slots[static_cast<qsizetype>(slot)];
        if (place == none || m_rules[place].key == key)
            return place;
    }
}

qsizetype TableFields::findFormer(QByteArrayView key) const
{
    if (!m_hasFormer || key.isEmpty())
        return none;
    const auto found = std::ranges::find_if(m_rules, [key](const FieldRule &rule) { return rule.former == key; });
    return found == m_rules.end() ? none : found - m_rules.begin();
}

const Fields &Fields::builtIn()
{
    static const Fields fields = [] {
        QFile file(QStringLiteral(":/fields.json"));
        const bool isThere = file.open(QIODevice::ReadOnly);
        Q_ASSERT(isThere);
        const Result<Fields> made = fromJson(isThere ? file.readAll() : QByteArray());
        Q_ASSERT(made);
        return made.value_or(Fields());
    }();
    return fields;
}

Result<Fields> Fields::fromJson(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    const QJsonArray tables = document.object().value(QStringLiteral("tables")).toArray();
    if (tables.isEmpty())
        return brokenFields(error.errorString());
    Fields fields;
    for (const auto value : tables) {
        const QJsonObject table = value.toObject();
        const QString name = table.value(QStringLiteral("table")).toString();
        const auto rules = rulesFromJson(table);
        if (!rules || name.isEmpty() || fields.of(name.toUtf8()))
            return brokenFields(name);
        TableFields &made = fields.m_tables[name.toUtf8()];
        made.m_isRecord = !name.contains(QLatin1Char('.'));
        made.m_mobile = mobileFromJson(table.value(QStringLiteral("mobile")).toObject());
        for (const FieldRule &rule : *rules) {
            if (!made.add(rule))
                return brokenFields(name + QLatin1Char('.') + QString::fromUtf8(rule.key));
        }
    }
    return fields;
}

const TableFields *Fields::of(const QByteArray &table) const
{
    const auto found = m_tables.constFind(table);
    return found == m_tables.constEnd() ? nullptr : &*found;
}

QList<QByteArray> Fields::tables() const
{
    QList<QByteArray> names = m_tables.keys();
    std::ranges::sort(names);
    return names;
}

} // namespace mailboat

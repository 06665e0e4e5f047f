// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/dialect.h"

#include "core/domain/jsonbody.h"
#include "core/domain/jsontext.h"
#include "core/domain/routing.h"
#include "core/domain/strictreader.h"

#include <QCoreApplication>
#include <algorithm>

namespace mailboat {

namespace {

/// Puts other bytes into places of a text, which is copied only where there are any.
class Edits
{
public:
    explicit Edits(QByteArrayView text)
        : m_text(text)
    {
    }

    void replace(QByteArrayView part, const QByteArray &by)
    {
        m_edits.append({part.data() - m_text.data(), part.size(), by});
    }
    bool isEmpty() const { return m_edits.isEmpty(); }

    QByteArray made()
    {
        std::ranges::stable_sort(m_edits, {}, &Edit::at);
        QByteArray made;
        qsizetype from = 0;
        for (const Edit &edit : m_edits) {
            made += m_text.sliced(from, edit.at - from);
            made += edit.by;
            from = edit.at + edit.length;
        }
        made += m_text.sliced(from);
        return made;
    }

private:
    struct Edit {
        qsizetype at;
        qsizetype length;
        QByteArray by;
    };
    QByteArrayView m_text;
    QList<Edit> m_edits {};
};

Error missing(const FieldRule &rule)
{
    return {ErrorCode::RecordFieldMissing, {{QStringLiteral("field"), QString::fromUtf8(rule.key)}}};
}

Error unreadableAt(const FieldRule &rule, const JsonValue &value)
{
    constexpr qsizetype longest = 60;
    const QString why = QCoreApplication::translate("mailboat", "the value of %1 is %2");
    const QString shown = QString::fromUtf8(value.text.first(std::min(value.text.size(), longest)));
    return {ErrorCode::RecordUnreadable, {{QStringLiteral("why"), why.arg(QString::fromUtf8(rule.key), shown)}}};
}

/// One object, as Open mSupply reads it.
class Adaptation
{
public:
    Adaptation(const TableFields &fields, const ZoneOfWriter &zone, Edits &edits)
        : m_fields(fields)
        , m_zone(zone)
        , m_edits(edits)
    {
    }

    /// `id`: of the record; the object has to name it, unless it is an object within.
    Result<> adapt(const JsonValue &object, QByteArrayView id)
    {
        forEachField(object, [this](const JsonFields::Field &field) { take(field); });
        for (const auto &[place, field] : std::as_const(m_former)) {
            if (m_seen.test(static_cast<size_t>(place)))
                continue;
            m_edits.replace(field.key, m_fields.rules()[place].key);
            takeValue(place, field.value);
        }
        if (m_failed)
            return failure(*m_failed);
        return fill(object, id);
    }

private:
    void take(const JsonFields::Field &field)
    {
        const QByteArray plain = field.key.contains('\\') ? unescaped(field.key) : QByteArray();
        const QByteArrayView key = plain.isEmpty() ? field.key : plain;
        m_isEmpty = false;
        m_hasId = m_hasId || key == "ID";
        if (const qsizetype place = m_fields.find(key); place != TableFields::none) {
            if (!m_seen.test(
                    static_cast<size_t>(place))) // a key that stands there twice is a fault that adapting does not mend
                takeValue(place, field.value);
        } else if (const qsizetype former = m_fields.findFormer(key);
                   former != TableFields::none && !hasFormer(former)) {
            m_former.append({former, field});
        }
    }

    bool hasFormer(qsizetype place) const
    {
        return std::ranges::any_of(m_former, [place](const auto &known) { return known.first == place; });
    }

    void takeValue(qsizetype place, const JsonValue &value)
    {
        const FieldRule &rule = m_fields.rules()[place];
        m_seen.set(static_cast<size_t>(place));
        const FieldReading reading = readingOf(rule, value, m_zone);
        switch (reading.is) {
        case FieldReading::Is::Kept:
            if (!rule.inner.isEmpty() && value.isObject())
                takeInner(rule, value, m_edits);
            break;
        case FieldReading::Is::Written:
            m_edits.replace(value.text, rule.inner.isEmpty() ? reading.json : withInner(rule, reading.json));
            break;
        case FieldReading::Is::Nothing:
            if (rule.need == FieldRule::Need::Needed || rule.whenMissing.isEmpty())
                fail(missing(rule));
            else
                m_edits.replace(value.text, rule.whenMissing);
            break;
        case FieldReading::Is::Unreadable:
            fail(unreadableAt(rule, value));
            break;
        }
    }

    void takeInner(const FieldRule &rule, const JsonValue &object, Edits &edits)
    {
        const TableFields *const inner = Fields::builtIn().of(rule.inner);
        if (!inner)
            return;
        if (const Result<> done = Adaptation(*inner, m_zone, edits).adapt(object, {}); !done)
            fail(done.error());
    }

    QByteArray withInner(const FieldRule &rule, const QByteArray &json)
    {
        const JsonValue object = valueOf(json);
        Edits edits(json);
        if (object.isObject())
            takeInner(rule, object, edits);
        return edits.isEmpty() ? json : edits.made();
    }

    /// Adds what is not there, in front of the bracket that closes the object.
    Result<> fill(const JsonValue &object, QByteArrayView id)
    {
        const bool addsId = m_fields.isRecord() && !m_hasId && !id.isEmpty();
        const TableFields::Set absent = m_fields.wanted() & ~m_seen;
        if (absent.none() && !addsId)
            return {};
        QByteArray added;
        if (addsId)
            added += ",\"ID\":" + quoted(id);
        for (qsizetype place = 0; place < m_fields.rules().size(); ++place) {
            const FieldRule &rule = m_fields.rules()[place];
            if (!absent.test(static_cast<size_t>(place)))
                continue;
            if (rule.need == FieldRule::Need::Needed)
                return failure(missing(rule));
            added += ',' + quoted(rule.key) + ':' + standIn(rule, object);
        }
        if (m_isEmpty)
            added.remove(0, 1);
        m_edits.replace(object.text.last(1).first(0), added);
        return {};
    }

    /// What stands for a key that is not there.
    QByteArray standIn(const FieldRule &rule, const JsonValue &object) const
    {
        if (rule.instead.isEmpty())
            return rule.whenMissing;
        const JsonValue other = fieldsOf(object).value(rule.instead);
        const FieldReading reading = readingOf(rule, other, m_zone);
        if (reading.is == FieldReading::Is::Written)
            return reading.json;
        const bool isOther = reading.is == FieldReading::Is::Kept && other.type != JsonType::Absent;
        return isOther ? other.text.toByteArray() : rule.whenMissing;
    }

    void fail(const Error &error)
    {
        if (!m_failed)
            m_failed = error;
    }

    const TableFields &m_fields;
    const ZoneOfWriter &m_zone;
    Edits &m_edits;
    TableFields::Set m_seen {};
    bool m_hasId = false;
    bool m_isEmpty = true;
    QList<std::pair<qsizetype, JsonFields::Field>> m_former {}; ///< keys by what other writers call them
    std::optional<Error> m_failed {};
};

} // namespace

Result<QByteArray> adapted(const Record &record, const ZoneOfWriter &zone)
{
    const bool hasData = record.action == Action::Insert || record.action == Action::Update;
    const TableFields *const fields = hasData ? Fields::builtIn().of(record.table) : nullptr;
    if (!fields)
        return record.data;
    Edits edits(record.data);
    const JsonValue object {JsonType::Object, QByteArrayView(record.data).trimmed(), 1};
    if (const Result<> done = Adaptation(*fields, zone, edits).adapt(object, record.id); !done)
        return failure(done.error());
    return edits.isEmpty() ? record.data : edits.made();
}

Result<QByteArray> asOpenMSupplyReads(const Record &record, const ZoneOfWriter &zone)
{
    Result<QByteArray> data = adapted(record, zone);
    if (!data)
        return data;
    const auto fault = strictFault(*data, Routing::builtIn().rule(record.table).freeKeys);
    if (fault && record.action != Action::Delete)
        return failure(ErrorCode::RecordUnreadable, {{QStringLiteral("why"), fault->words()}});
    return data;
}

QByteArray withDefaults(const QByteArray &table, const QByteArray &data)
{
    const TableFields *const fields = Fields::builtIn().of(table);
    if (!fields || data.isEmpty())
        return data;
    const JsonFields present = fieldsOf(valueOf(data));
    QByteArray added;
    for (const FieldRule &rule : fields->rules()) {
        const bool isThere = present.contains(rule.key) || (!rule.former.isEmpty() && present.contains(rule.former));
        if (rule.need != FieldRule::Need::Filled || isThere)
            continue;
        const JsonValue other = rule.instead.isEmpty() ? JsonValue() : present.value(rule.instead);
        added += ',' + quoted(rule.key) + ':' + (other.isAbsentOrNull() ? rule.whenMissing : other.text.toByteArray());
    }
    if (added.isEmpty())
        return data;
    if (present.size() == 0)
        added.remove(0, 1);
    return data.left(data.lastIndexOf('}')) + added + '}';
}

} // namespace mailboat

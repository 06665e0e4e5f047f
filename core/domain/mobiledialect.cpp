// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/mobiledialect.h"

#include "core/domain/jsonbody.h"
#include "core/domain/jsontext.h"
#include "core/domain/routing.h"

#include <QSet>

#include <algorithm>

namespace mailboat {

namespace {

constexpr QByteArrayView noDay = "0000-00-00T00:00:00";
constexpr QByteArrayView midnight = "T00:00:00";

/// What other programs write for nothing where they turn a value into a text without looking.
bool saysNothing(QByteArrayView text)
{
    return text.isEmpty() || text == "undefined" || text == "null" || text == "NaN";
}

bool isNumberText(const QByteArray &text)
{
    bool isNumber = false;
    (void)text.toDouble(&isNumber);
    return isNumber;
}

QByteArray plainText(const JsonValue &value)
{
    if (value.isAbsentOrNull())
        return {};
    return value.isObject() || value.isArray() ? value.text.toByteArray() : value.scalarText();
}

QByteArray dayText(const QByteArray &text, const ZoneOfWriter &zone)
{
    const auto day = isNoDay(text) || saysNothing(text) ? std::nullopt : dayOf(text, zone);
    return day ? *day + midnight : noDay.toByteArray();
}

QByteArray timeText(const QByteArray &text)
{
    constexpr int base = 60;
    const int seconds = secondsOf(text).value_or(0);
    const auto two = [](int number) { return QByteArray::number(number).rightJustified(2, '0'); };
    return two(seconds / base / base) + ':' + two(seconds / base % base) + ':' + two(seconds % base);
}

class MobileForm
{
public:
    MobileForm(const TableFields *fields, const ZoneOfWriter &zone)
        : m_fields(fields)
        , m_zone(zone)
    {
    }

    Result<QByteArray> of(const Record &record)
    {
        const JsonFields values = fieldsOf(valueOf(record.data));
        m_made.reserve(record.data.size() + record.data.size() / 2);
        for (const JsonFields::Field &field : values)
            take(unescaped(field.key), field.value, values);
        if (m_fields)
            fill(values);
        const QByteArray &idKey = Routing::builtIn().rule(record.table).idKey;
        if (!idKey.isEmpty() && !m_seen.contains(idKey))
            add(idKey, quoted(record.id), false);
        for (const QByteArray &key : m_fields ? m_fields->mobile().needed : QList<QByteArray>()) {
            if (!m_filled.contains(key))
                return failure(ErrorCode::RecordFieldMissing, {{QStringLiteral("field"), QString::fromUtf8(key)}});
        }
        return m_made.isEmpty() ? QByteArrayLiteral("{}") : m_made + '}';
    }

private:
    /// A key that other writers call otherwise stands under the name that readers know, unless that is there, too.
    void take(const QByteArray &key, const JsonValue &value, const JsonFields &values)
    {
        const qsizetype place = m_fields ? m_fields->find(key) : TableFields::none;
        const qsizetype former = m_fields && place == TableFields::none ? m_fields->findFormer(key) : TableFields::none;
        if (former == TableFields::none)
            return takeAs(key, place, value);
        const QByteArray &name = m_fields->rules().at(former).key;
        if (!values.contains(name))
            takeAs(name, former, value);
    }

    void takeAs(const QByteArray &key, qsizetype place, const JsonValue &value)
    {
        QByteArray text = plainText(value);
        if (place != TableFields::none) {
            const FieldKind kind = m_fields->rules().at(place).kind;
            if (kind == FieldKind::Day)
                text = dayText(text, m_zone);
            else if (kind == FieldKind::Time)
                text = timeText(text);
            else if ((kind == FieldKind::Number || kind == FieldKind::Integer) && saysNothing(text))
                text.clear();
        }
        const QByteArray made = withoutBlank(key, text);
        const bool isAsWritten = value.type == JsonType::String && made == plainText(value);
        add(key, isAsWritten ? value.text.toByteArray() : quoted(made), made.isEmpty());
    }

    /// What has to stand there, where it does not.
    QByteArray withoutBlank(const QByteArray &key, const QByteArray &text) const
    {
        if (!m_fields)
            return text;
        const auto filled = m_fields->mobile().filled.constFind(key);
        if (filled == m_fields->mobile().filled.cend())
            return text;
        const bool isWrong = saysNothing(text) || (isNumberText(*filled) && !isNumberText(text));
        return isWrong ? *filled : text;
    }

    void fill(const JsonFields &values)
    {
        const MobileFields &mobile = m_fields->mobile();
        for (auto one = mobile.also.cbegin(); one != mobile.also.cend(); ++one) {
            const QByteArray text = plainText(values.value(*one));
            if (!m_seen.contains(one.key()) && !text.isEmpty())
                add(one.key(), quoted(text), false);
        }
        QList<QByteArray> keys = mobile.filled.keys();
        std::ranges::sort(keys);
        for (const QByteArray &key : std::as_const(keys)) {
            if (!m_seen.contains(key))
                add(key, quoted(mobile.filled.value(key)), mobile.filled.value(key).isEmpty());
        }
    }

    void add(const QByteArray &key, const QByteArray &json, bool isBlank)
    {
        m_made += m_made.isEmpty() ? '{' : ',';
        m_made += quoted(key) + ':' + json;
        m_seen.insert(key);
        if (!isBlank)
            m_filled.insert(key);
    }

    const TableFields *m_fields;
    const ZoneOfWriter &m_zone;
    QByteArray m_made {};
    QSet<QByteArray> m_seen {};
    QSet<QByteArray> m_filled {};
};

} // namespace

Result<QByteArray> adaptedForMobile(const Record &record, const ZoneOfWriter &zone)
{
    if (record.action != Action::Insert && record.action != Action::Update)
        return record.data;
    return MobileForm(Fields::builtIn().of(record.table), zone).of(record);
}

} // namespace mailboat

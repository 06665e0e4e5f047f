// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/jsonvalue.h"

#include <QString>
#include <algorithm>
#include <charconv>

namespace mailboat {

namespace {

void appendUtf8(QByteArray &to, char32_t point)
{
    to += QString::fromUcs4(&point, 1).toUtf8();
}

} // namespace

std::optional<qint64> JsonValue::toInteger() const
{
    qint64 number = 0;
    if (type != JsonType::Integer)
        return std::nullopt;
    const auto [end, failed] = std::from_chars(text.begin(), text.end(), number);
    if (failed != std::errc() || end != text.end())
        return std::nullopt;
    return number;
}

std::optional<bool> JsonValue::toBool() const
{
    if (type != JsonType::Boolean)
        return std::nullopt;
    return text.startsWith('t');
}

std::optional<QByteArray> JsonValue::toString() const
{
    if (type != JsonType::String || text.size() < 2)
        return std::nullopt;
    return unescaped(text.sliced(1, text.size() - 2));
}

QByteArray JsonValue::scalarText() const
{
    if (isAbsentOrNull() || isObject() || isArray())
        return {};
    return toString().value_or(text.toByteArray());
}

bool JsonFields::Field::isNamed(QByteArrayView name) const
{
    if (key.size() == name.size())
        return key == name;
    return key.size() > name.size() && key.contains('\\') && unescaped(key) == name;
}

JsonValue JsonFields::value(QByteArrayView key) const
{
    const auto found
        = std::find_if(m_fields.crbegin(), m_fields.crend(), [key](const Field &field) { return field.isNamed(key); });
    return found == m_fields.crend() ? JsonValue() : found->value;
}

std::optional<char32_t> codeUnit(QByteArrayView digits)
{
    uint unit = 0;
    const auto [end, failed] = std::from_chars(digits.begin(), digits.end(), unit, 16);
    if (digits.size() != 4 || failed != std::errc() || end != digits.end())
        return std::nullopt;
    return unit;
}

QByteArray unescaped(QByteArrayView written)
{
    const qsizetype first = written.indexOf('\\');
    if (first < 0)
        return written.toByteArray();
    static constexpr QByteArrayView marks = "bfnrt";
    static constexpr QByteArrayView meant = "\b\f\n\r\t";
    QByteArray text = written.first(first).toByteArray();
    for (qsizetype at = first; at < written.size(); ++at) {
        if (written[at] != '\\' || at + 1 >= written.size()) {
            text += written[at];
            continue;
        }
        ++at;
        if (written[at] != 'u') {
            const qsizetype mark = marks.indexOf(written[at]);
            text += mark < 0 ? written[at] : meant[mark];
            continue;
        }
        const auto high = codeUnit(written.sliced(at + 1, std::min(qsizetype(4), written.size() - at - 1)));
        if (!high)
            continue;
        at += 4;
        const bool isPair = QChar::isHighSurrogate(*high) && written.size() - at > 6;
        const auto low = isPair ? codeUnit(written.sliced(at + 3, 4)) : std::nullopt;
        if (low && QChar::isLowSurrogate(*low)) {
            appendUtf8(text, QChar::surrogateToUcs4(static_cast<char16_t>(*high), static_cast<char16_t>(*low)));
            at += 6;
        } else {
            appendUtf8(text, *high);
        }
    }
    return text;
}

} // namespace mailboat

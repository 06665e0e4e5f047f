// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QVarLengthArray>
#include <optional>

namespace mailboat {

enum class JsonType { Absent, Null, Boolean, Integer, Number, String, Array, Object };

/// A value as it stands in a text that somebody else keeps alive. Cheap to copy; nothing is converted until asked.
struct JsonValue {
    JsonType type = JsonType::Absent;
    QByteArrayView text {}; ///< exactly as written, a string with its quotes
    int depth = 0; ///< how deep arrays and objects nest in it: 0 for a scalar, 1 for {}

    bool isAbsentOrNull() const { return type == JsonType::Absent || type == JsonType::Null; }
    bool isObject() const { return type == JsonType::Object; }
    bool isArray() const { return type == JsonType::Array; }
    /// Only a number without decimals and exponent that fits (protocol.md §2.1).
    std::optional<qint64> toInteger() const;
    std::optional<bool> toBool() const;
    /// A string's text without escapes.
    std::optional<QByteArray> toString() const;
    /// A string's text without escapes; a number, true or false as written; empty for anything else.
    QByteArray scalarText() const;
};

/// The keys and values of one object, in order.
class JsonFields
{
public:
    struct Field {
        QByteArrayView key; ///< as written between the quotes, escapes included
        JsonValue value;
        bool isNamed(QByteArrayView name) const; ///< escapes or not
    };
    /// The value under that key, the last one where there are several; of type Absent where there is none.
    JsonValue value(QByteArrayView key) const;
    bool contains(QByteArrayView key) const { return value(key).type != JsonType::Absent; }

    void append(QByteArrayView key, const JsonValue &value) { m_fields.append({key, value}); }
    auto begin() const { return m_fields.begin(); }
    auto end() const { return m_fields.end(); }
    qsizetype size() const { return m_fields.size(); }

private:
    QVarLengthArray<Field, 8> m_fields;
};

/// A string as written between its quotes, without escapes.
QByteArray unescaped(QByteArrayView written);

/// Whether it may stand between two tokens.
inline bool isJsonBlank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/// What stands behind "\u": the UTF-16 code unit of exactly four hexadecimal digits; nothing where they are none.
std::optional<char32_t> codeUnit(QByteArrayView digits);

} // namespace mailboat

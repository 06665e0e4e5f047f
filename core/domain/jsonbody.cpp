// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/jsonbody.h"

#include "core/domain/jsoncheck.h"
#include "core/domain/jsontext.h"

#include <QCoreApplication>
#include <charconv>
#include <cstring>

namespace mailboat {

namespace {

/// Walks a text that the parser has passed. It never reads beyond the end, so that damaged data from a datafile does
/// no more harm than giving no value.
class Scanner
{
public:
    explicit Scanner(QByteArrayView text)
        : m_at(text.begin())
        , m_end(text.end())
    {
    }

    /// Steps over `mark`, if that is what comes next.
    bool take(char mark)
    {
        skipSpace();
        if (m_at == m_end || *m_at != mark)
            return false;
        ++m_at;
        return true;
    }

    JsonValue value()
    {
        skipSpace();
        const char *const start = m_at;
        JsonValue result;
        if (m_at == m_end)
            return result;
        switch (*m_at) {
        case '"':
            result.type = JsonType::String;
            skipString();
            break;
        case '{':
        case '[':
            result.type = *m_at == '{' ? JsonType::Object : JsonType::Array;
            result.depth = skipNested();
            break;
        default:
            result.type = skipScalar();
        }
        result.text = QByteArrayView(start, m_at);
        return result;
    }

private:
    void skipSpace()
    {
        while (m_at != m_end && (*m_at == ' ' || *m_at == '\n' || *m_at == '\r' || *m_at == '\t'))
            ++m_at;
    }

    void skipString()
    {
        for (++m_at; m_at != m_end && *m_at != '"'; ++m_at) {
            if (*m_at == '\\' && m_at + 1 != m_end)
                ++m_at;
        }
        if (m_at != m_end)
            ++m_at;
    }

    int skipNested()
    {
        int depth = 0;
        int deepest = 0;
        while (m_at != m_end) {
            switch (*m_at) {
            case '"':
                skipString();
                continue;
            case '{':
            case '[':
                deepest = std::max(deepest, ++depth);
                break;
            case '}':
            case ']':
                --depth;
                break;
            default:
                break;
            }
            ++m_at;
            if (depth == 0)
                break;
        }
        return deepest;
    }

    JsonType skipScalar()
    {
        const char first = *m_at;
        bool whole = true;
        for (; m_at != m_end && !std::strchr(",]} \n\r\t", *m_at); ++m_at)
            whole = whole && *m_at != '.' && *m_at != 'e' && *m_at != 'E';
        if (first == 'n')
            return JsonType::Null;
        if (first == 't' || first == 'f')
            return JsonType::Boolean;
        return whole ? JsonType::Integer : JsonType::Number;
    }

    const char *m_at;
    const char *m_end;
};

JsonFields scanFields(Scanner &scanner)
{
    JsonFields fields;
    while (!scanner.take('}')) {
        scanner.take(',');
        const JsonValue key = scanner.value();
        if (key.type != JsonType::String || !scanner.take(':'))
            break;
        const JsonValue value = scanner.value();
        if (value.type == JsonType::Absent)
            break;
        fields.append(key.text.sliced(1, std::max(key.text.size() - 2, qsizetype(0))), value);
    }
    return fields;
}

std::optional<char32_t> codeUnit(QByteArrayView digits)
{
    uint unit = 0;
    const auto [end, failed] = std::from_chars(digits.begin(), digits.end(), unit, 16);
    if (digits.size() != 4 || failed != std::errc() || end != digits.end())
        return std::nullopt;
    return unit;
}

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

JsonValue JsonFields::value(QByteArrayView key) const
{
    for (auto field = m_fields.crbegin(); field != m_fields.crend(); ++field) {
        const bool same = field->key.size() == key.size()
            ? field->key == key
            : field->key.size() > key.size() && field->key.contains('\\') && unescaped(field->key) == key;
        if (same)
            return field->value;
    }
    return {};
}

Result<JsonBody> JsonBody::open(QByteArray body, ErrorCode whenBroken)
{
    if (const auto problem = jsonProblem(body))
        return failure(whenBroken, {{QStringLiteral("why"), *problem}});
    JsonBody opened;
    opened.m_body = std::move(body);
    opened.m_root = valueOf(opened.m_body);
    opened.m_fields = fieldsOf(opened.m_root);
    return opened;
}

Result<> JsonBody::forEachObject(QByteArrayView key, const std::function<Result<>(const JsonFields &)> &take) const
{
    return mailboat::forEachObject(value(key), take);
}

JsonValue valueOf(QByteArrayView checked)
{
    return Scanner(checked).value();
}

JsonFields fieldsOf(const JsonValue &object)
{
    Scanner scanner(object.text);
    if (!scanner.take('{'))
        return {};
    return scanFields(scanner);
}

QList<JsonValue> elementsOf(const JsonValue &array)
{
    QList<JsonValue> elements;
    Scanner scanner(array.text);
    if (!scanner.take('['))
        return elements;
    while (!scanner.take(']')) {
        scanner.take(',');
        const JsonValue element = scanner.value();
        if (element.text.isEmpty())
            break;
        elements.append(element);
    }
    return elements;
}

Result<> forEachObject(const JsonValue &array, const std::function<Result<>(const JsonFields &)> &take)
{
    Scanner scanner(array.text);
    if (!scanner.take('['))
        return {};
    while (!scanner.take(']')) {
        scanner.take(',');
        const bool isObject = scanner.take('{');
        if (!isObject && scanner.value().text.isEmpty())
            break;
        if (const Result<> taken = take(isObject ? scanFields(scanner) : JsonFields()); !taken)
            return taken;
    }
    return {};
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

Result<QByteArray> storedObject(const JsonValue &value)
{
    if (!value.isObject())
        return failure(ErrorCode::RecordDataNotObject);
    if (value.depth > maxJsonDepth) {
        const QString why = QCoreApplication::translate("mailboat", "it nests deeper than %1 levels").arg(maxJsonDepth);
        return failure(ErrorCode::RecordDataBroken, {{QStringLiteral("why"), why}});
    }
    QByteArray stored = value.text.toByteArray();
    // In a checked text a line break stands only between tokens.
    if (stored.contains('\n') || stored.contains('\r'))
        stored.removeIf([](char c) { return c == '\n' || c == '\r'; });
    return stored;
}

} // namespace mailboat

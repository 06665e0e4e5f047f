// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/jsonbody.h"

#include "core/domain/jsoncheck.h"
#include "core/domain/jsonscan.h"

namespace mailboat {

namespace {

bool endsScalar(char c)
{
    return c == ',' || c == ']' || c == '}' || isJsonBlank(c) || c == '\0';
}

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
        while (m_at != m_end && isJsonBlank(*m_at))
            ++m_at;
    }

    const char *behindString(const char *quote) const
    {
        const char *const at = endOfJsonString(quote + 1, m_end);
        return at == m_end ? at : at + 1;
    }

    void skipString() { m_at = behindString(m_at); }

    int skipNested()
    {
        int depth = 0;
        int deepest = 0;
        const char *at = m_at; // a local: kept in a register, this loop runs over all of a body
        while (at != m_end) {
            if (*at == '"') {
                at = behindString(at);
                continue;
            }
            const int kind = static_cast<unsigned char>(*at) | ('{' ^ '['); // of a bracket, whichever it is
            ++at;
            if (kind == '{')
                deepest = std::max(deepest, ++depth);
            else if (kind == '}' && --depth == 0)
                break;
        }
        m_at = at;
        return deepest;
    }

    JsonType skipScalar()
    {
        const char first = *m_at;
        bool whole = true;
        for (; m_at != m_end && !endsScalar(*m_at); ++m_at)
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

/// Behind the bracket that opens an object.
template<class Take>
void scanEach(Scanner &scanner, const Take &take)
{
    while (!scanner.take('}')) {
        scanner.take(',');
        const JsonValue key = scanner.value();
        if (key.type != JsonType::String || !scanner.take(':'))
            break;
        const JsonValue value = scanner.value();
        if (value.type == JsonType::Absent)
            break;
        take(key.text.sliced(1, std::max(key.text.size() - 2, qsizetype(0))), value);
    }
}

JsonFields scanFields(Scanner &scanner)
{
    JsonFields fields;
    scanEach(scanner, [&fields](QByteArrayView key, const JsonValue &value) { fields.append(key, value); });
    return fields;
}

} // namespace

Result<JsonBody> JsonBody::open(QByteArray body, ErrorCode whenBroken)
{
    if (withoutMark(body).size() != body.size())
        body = withoutMark(body).toByteArray();
    if (const auto problem = jsonProblem(body))
        return failure(whenBroken, {{QStringLiteral("why"), *problem}});
    JsonBody opened;
    opened.m_body = std::move(body);
    const QByteArrayView text = QByteArrayView(opened.m_body).trimmed();
    if (!text.startsWith('{')) {
        opened.m_root = valueOf(text);
        return opened;
    }
    // Walking the fields once tells all about the whole: a large body is not walked twice.
    opened.m_root = {JsonType::Object, text, 1};
    opened.m_fields = fieldsOf(opened.m_root);
    for (const JsonFields::Field &field : opened.m_fields)
        opened.m_root.depth = std::max(opened.m_root.depth, field.value.depth + 1);
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

void forEachField(const JsonValue &object, const std::function<void(const JsonFields::Field &)> &take)
{
    Scanner scanner(object.text);
    if (scanner.take('{'))
        scanEach(scanner, [&take](QByteArrayView key, const JsonValue &value) { take({key, value}); });
}

Result<> forEachElement(const JsonValue &array, const std::function<Result<>(const JsonValue &)> &take)
{
    Scanner scanner(array.text);
    if (!scanner.take('['))
        return {};
    while (!scanner.take(']')) {
        scanner.take(',');
        const JsonValue element = scanner.value();
        if (element.text.isEmpty())
            break;
        if (const Result<> taken = take(element); !taken)
            return taken;
    }
    return {};
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

Result<QByteArray> storedObject(const JsonValue &value)
{
    if (!value.isObject())
        return failure(ErrorCode::RecordDataNotObject);
    if (value.depth > maxJsonDepth) {
        const auto fault = jsonFault(value.text, maxJsonDepth);
        const QString why = fault ? fault->words() : QString();
        return failure(ErrorCode::RecordDataBroken, {{QStringLiteral("why"), why}});
    }
    QByteArray stored = value.text.toByteArray();
    // In a checked text a line break stands only between tokens.
    if (stored.contains('\n') || stored.contains('\r'))
        stored.removeIf([](char c) { return c == '\n' || c == '\r'; });
    return stored;
}

} // namespace mailboat

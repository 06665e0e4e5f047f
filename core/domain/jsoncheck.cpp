// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/jsoncheck.h"

#include <QCoreApplication>
#include <simdjson.h>

#include <algorithm>

namespace mailboat {

namespace {

// The envelope of a batch nests around recordData: the exact limit is checked where a value is taken out.
constexpr int parserDepth = maxJsonDepth + 8;
// A parser keeps about 15 times what it has parsed; one that met a large body is let go.
constexpr qsizetype keptParserSize = 64 * 1024;

QString words(simdjson::error_code code)
{
    switch (code) {
    case simdjson::EMPTY:
        return QCoreApplication::translate("mailboat", "there is nothing in it");
    case simdjson::CAPACITY:
    case simdjson::MEMALLOC:
        return QCoreApplication::translate("mailboat", "it is too large");
    default:
        return QCoreApplication::translate("mailboat", "brackets, commas or quotes are not where they belong");
    }
}

/// Whether the parser would take many times the room of a large text: some 24 bytes for each value in it.
bool isDense(QByteArrayView text)
{
    constexpr qsizetype large = 1024 * 1024;
    constexpr qsizetype bytesOfValue = 6; // four times the room
    if (text.size() < large)
        return false;
    const auto marks
        = std::count_if(text.begin(), text.end(), [](char c) { return c == ',' || c == ':' || c == '{' || c == '['; });
    return marks > text.size() / bytesOfValue;
}

simdjson::error_code parse(const char *text, size_t size, bool copy)
{
    thread_local simdjson::dom::parser small;
    thread_local const simdjson::error_code prepared = small.allocate(keptParserSize, size_t(parserDepth));
    if (prepared != simdjson::SUCCESS)
        return prepared;
    if (size <= keptParserSize)
        return small.parse(text, size, copy).error();
    simdjson::dom::parser large;
    if (const auto failed = large.allocate(size, size_t(parserDepth)); failed != simdjson::SUCCESS)
        return failed;
    return large.parse(text, size, copy).error();
}

/// The parser refuses numbers that fit no machine type, though JSON has no such limit and we keep only their text:
/// the same document with every well-formed number replaced by 0 and blanks.
QByteArray withPlainNumbers(QByteArrayView text)
{
    QByteArray plain = text.toByteArray();
    bool inString = false;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '"') {
            inString = !inString;
        } else if (inString) {
            at += c == '\\' ? 1 : 0;
        } else if (c == '-' || (c >= '0' && c <= '9')) {
            if (const qsizetype length = jsonNumberLength(text, at); length > 0) {
                plain.replace(at, length, QByteArray(length, ' ').replace(0, 1, "0"));
                at += length - 1;
            } else {
                return text.toByteArray();
            }
        }
    }
    return plain;
}

constexpr QByteArrayView byteOrderMark = "\xEF\xBB\xBF";

std::optional<QString> problem(QByteArrayView text, bool copy)
{
    // Later versions of the parser skip it; a slice of the text would then begin with it.
    if (text.startsWith(byteOrderMark))
        return QCoreApplication::translate("mailboat", "it begins with a byte order mark");
    if (isDense(text)) {
        const auto fault = jsonFault(text, parserDepth);
        return fault ? std::optional(fault->words()) : std::nullopt;
    }
    if (text.isNull()) // the parser copies from it even where there is nothing to copy
        text = "";
    auto code = parse(text.data(), static_cast<size_t>(text.size()), copy);
    if (code == simdjson::NUMBER_ERROR) {
        const QByteArray plain = withPlainNumbers(text);
        code = parse(plain.constData(), static_cast<size_t>(plain.size()), true);
    }
    if (code == simdjson::SUCCESS)
        return std::nullopt;
    const bool isTooMuch = code == simdjson::EMPTY || code == simdjson::CAPACITY || code == simdjson::MEMALLOC;
    const auto fault = isTooMuch ? std::nullopt : jsonFault(text, parserDepth);
    return fault ? fault->words() : words(code);
}

} // namespace

bool isCutShort(QByteArrayView broken)
{
    const QByteArrayView text = withoutMark(broken).trimmed();
    if (text.isEmpty())
        return true;
    if (!text.startsWith('{'))
        return false;
    qsizetype depth = 0;
    bool inString = false;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '"')
            inString = !inString;
        else if (inString)
            at += c == '\\' ? 1 : 0;
        else if (c == '{' || c == '[')
            ++depth;
        else if ((c == '}' || c == ']') && --depth == 0)
            return false;
    }
    return true;
}

QByteArrayView withoutMark(QByteArrayView text)
{
    return text.startsWith(byteOrderMark) ? text.sliced(byteOrderMark.size()) : text;
}

std::optional<QString> jsonProblem(QByteArrayView text)
{
    return problem(text, true);
}

std::optional<QString> jsonProblem(QByteArray &text)
{
    text.reserve(text.size() + static_cast<qsizetype>(simdjson::SIMDJSON_PADDING));
    return problem(text, false);
}

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/jsonpieces.h"

#include <QCoreApplication>

#include <algorithm>
#include <vector>

namespace mailboat {

namespace {

/// Walks a text that may be anything, piece by piece: a piece is what stands between two commas.
class PieceScanner
{
public:
    explicit PieceScanner(QByteArrayView text)
        : m_text(text)
    {
    }

    qsizetype at() const { return m_at; }
    bool isAtEnd() const { return m_at >= m_text.size(); }
    char next()
    {
        while (!isAtEnd() && isJsonBlank(m_text[m_at]))
            ++m_at;
        return isAtEnd() ? '\0' : m_text[m_at];
    }
    void step() { m_at = std::min(m_at + 1, m_text.size()); }

    /// The string that begins here, with its quotes; it ends with the text where its own end is missing.
    QByteArrayView string()
    {
        const qsizetype begin = m_at++;
        while (!isAtEnd() && m_text[m_at] != '"')
            m_at += m_text[m_at] == '\\' ? 2 : 1;
        m_stringHasEnd = !isAtEnd();
        m_at = std::min(m_at + 1, m_text.size());
        return m_text.sliced(begin, m_at - begin);
    }
    bool stringHasEnd() const { return m_stringHasEnd; }

    struct Piece {
        QByteArrayView text {}; ///< without the blanks around it
        bool isWhole = false; ///< ended by a comma or `closer`, not by the end of the text
        bool isDoubtful = false; ///< its quotes or brackets do not add up
    };
    /// Up to a comma, or to `closer` where no bracket of the piece's own is open.
    Piece piece(char closer)
    {
        m_open.clear();
        m_braces = 0;
        m_isKeyDue = false;
        Piece piece;
        next();
        const qsizetype begin = m_at;
        while (!isAtEnd()) {
            const char c = m_text[m_at];
            if (m_open.empty() && (c == ',' || c == closer)) {
                piece.isWhole = true;
                break;
            }
            if (c == '"') {
                string();
                piece.isDoubtful = piece.isDoubtful || !QByteArrayView(":,]}").contains(next());
                m_isKeyDue = false;
            } else {
                piece.isDoubtful = bracket(c) || piece.isDoubtful;
                ++m_at;
            }
        }
        piece.text = m_text.sliced(begin, m_at - begin).trimmed();
        return piece;
    }

private:
    /// Whether it stands where it cannot belong. Each bracket is opened and closed once at most, so that closing what stands
    /// between costs no more than the text is long.
    bool bracket(char c)
    {
        if (c == '{' || c == '[') {
            const bool isForKey = m_isKeyDue;
            m_open.push_back(c == '{');
            m_braces += c == '{' ? 1 : 0;
            m_isKeyDue = c == '{';
            return isForKey;
        }
        if (c == '}' || c == ']')
            return !close(c == '}');
        if (c == ',')
            m_isKeyDue = m_open.back();
        else if (!isJsonBlank(c))
            m_isKeyDue = false;
        return false;
    }

    bool close(bool isBrace)
    {
        m_isKeyDue = false;
        const std::size_t fitting = isBrace ? m_braces : m_open.size() - m_braces;
        if (fitting == 0)
            return false;
        const bool fits = m_open.back() == isBrace;
        bool closed = false;
        while (!closed) {
            closed = m_open.back() == isBrace;
            m_braces -= m_open.back() ? 1 : 0;
            m_open.pop_back();
        }
        return fits;
    }

    QByteArrayView m_text;
    qsizetype m_at = 0;
    bool m_stringHasEnd = true;
    std::vector<bool> m_open {}; ///< true: a brace
    std::size_t m_braces = 0; ///< of them
    bool m_isKeyDue = false; ///< in an object, behind its brace or a comma
};

JsonFault faultAt(qsizetype at, const char *why)
{
    return {at, QCoreApplication::translate("mailboat", why)};
}

/// A key may stand in a string of the record's own data as well; there its quotes are escaped.
bool namesTwice(QByteArrayView piece, QByteArrayView nameKey)
{
    const QByteArray key = '"' + nameKey.toByteArray() + '"';
    const qsizetype first = piece.indexOf(key);
    return first >= 0 && piece.indexOf(key, first + key.size()) >= 0;
}

class BatchCutter
{
public:
    BatchCutter(QByteArrayView body, QByteArrayView arrayKey, QByteArrayView nameKey, qint64 most)
        : m_body(body)
        , m_arrayKey(arrayKey)
        , m_nameKey(nameKey)
        , m_most(most)
        , m_scanner(body)
    {
    }

    JsonPieces cut()
    {
        if (m_scanner.next() == '{') {
            m_scanner.step();
            while (mayGoOn() && field()) {}
        }
        if (!mayGoOn())
            return m_pieces;
        m_pieces.envelope = m_body.first(m_begin).toByteArray() + m_body.sliced(m_end).toByteArray();
        m_pieces.fault = jsonFault(m_pieces.envelope, maxJsonDepth);
        if (m_pieces.fault && m_pieces.fault->at >= m_begin)
            m_pieces.fault->at += m_end - m_begin;
        return m_pieces;
    }

private:
    bool mayGoOn() const { return !m_pieces.fault && !m_pieces.isTooMany; }

    /// False behind the last one, or where nothing makes sense any more: the envelope's own check says so then.
    bool field()
    {
        if (m_scanner.next() != '"')
            return false;
        const QByteArrayView key = m_scanner.string();
        if (m_scanner.next() != ':')
            return false;
        m_scanner.step();
        const bool isArray
            = m_scanner.next() == '[' && key.size() > 2 && unescaped(key.sliced(1, key.size() - 2)) == m_arrayKey;
        if (isArray && m_end > 0) {
            m_pieces.fault = faultAt(m_scanner.at(), QT_TRANSLATE_NOOP("mailboat", "there are two lists of records"));
            return false;
        }
        if (isArray)
            array();
        else
            m_scanner.piece('}');
        const bool goesOn = m_scanner.next() == ',';
        m_scanner.step();
        return goesOn;
    }

    void array()
    {
        m_scanner.step();
        m_begin = m_scanner.at();
        while (mayGoOn() && m_scanner.next() != ']') {
            const qsizetype begin = m_scanner.at();
            const PieceScanner::Piece piece = m_scanner.piece(']');
            if (!piece.isWhole)
                m_pieces.fault = m_scanner.stringHasEnd()
                    ? faultAt(begin, QT_TRANSLATE_NOOP("mailboat", "a record has no end"))
                    : faultAt(begin, QT_TRANSLATE_NOOP("mailboat", "a string in a record has no end"));
            else if (piece.isDoubtful && namesTwice(piece.text, m_nameKey))
                m_pieces.fault
                    = faultAt(begin, QT_TRANSLATE_NOOP("mailboat", "quotes or brackets of a record do not add up"));
            else if (!piece.text.isEmpty() && m_pieces.elements.size() >= m_most)
                m_pieces.isTooMany = true;
            else if (!piece.text.isEmpty())
                m_pieces.elements.append(piece.text);
            if (m_scanner.next() == ',')
                m_scanner.step();
        }
        m_end = m_scanner.at();
        m_scanner.step();
    }

    QByteArrayView m_body;
    QByteArrayView m_arrayKey;
    QByteArrayView m_nameKey;
    qint64 m_most;
    PieceScanner m_scanner;
    JsonPieces m_pieces {};
    qsizetype m_begin = 0; ///< of what stands in the array
    qsizetype m_end = 0;
};

JsonValue brokenValue(QByteArrayView text)
{
    if (text.isEmpty())
        return {};
    if (text.startsWith('{') || text.startsWith('['))
        return {text.startsWith('{') ? JsonType::Object : JsonType::Array, text};
    if (text.startsWith('"')) {
        PieceScanner scanner(text);
        return scanner.string().size() == text.size() ? JsonValue {JsonType::String, text} : JsonValue();
    }
    if (text == "null")
        return {JsonType::Null, text};
    return {jsonNumberLength(text, 0) == text.size() ? JsonType::Integer : JsonType::Absent, text};
}

/// Through the fields of an object that may be none.
template<class Take>
void walkBroken(QByteArrayView object, const Take &take)
{
    PieceScanner scanner(object);
    if (scanner.next() != '{')
        return;
    scanner.step();
    while (scanner.next() != '}' && !scanner.isAtEnd()) {
        if (scanner.next() == '"') {
            const QByteArrayView key = scanner.string();
            if (scanner.next() == ':' && key.size() > 2) {
                scanner.step();
                take(key.sliced(1, key.size() - 2), brokenValue(scanner.piece('}').text));
            }
        }
        scanner.piece('}'); // up to the comma, whatever stands there
        if (scanner.next() == ',')
            scanner.step();
    }
}

} // namespace

JsonPieces JsonPieces::cut(QByteArrayView body, QByteArrayView arrayKey, QByteArrayView nameKey, qint64 most)
{
    return BatchCutter(body, arrayKey, nameKey, most).cut();
}

JsonFields fieldsOfBroken(QByteArrayView object)
{
    JsonFields fields;
    walkBroken(object, [&fields](QByteArrayView key, const JsonValue &value) { fields.append(key, value); });
    return fields;
}

QList<JsonValue> valuesOfBroken(QByteArrayView object, const QList<QByteArray> &keys)
{
    QList<JsonValue> values(keys.size());
    walkBroken(object, [&](QByteArrayView key, const JsonValue &value) {
        for (qsizetype at = 0; at < keys.size(); ++at) {
            if (JsonFields::Field {key, value}.isNamed(keys.at(at)))
                values[at] = value;
        }
    });
    return values;
}

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/jsonfault.h"

#include "core/domain/jsonvalue.h"

#include <QCoreApplication>
#include <QVarLengthArray>

namespace mailboat {

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("mailboat", text);
}

qsizetype digits(QByteArrayView text, qsizetype from)
{
    qsizetype at = from;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9')
        ++at;
    return at - from;
}

/// Length of the UTF-8 sequence that starts there, 0 where none does (RFC 3629: shortest form, no surrogates).
int utf8Length(QByteArrayView text, qsizetype from)
{
    const auto byte = [&](qsizetype at) { return at < text.size() ? static_cast<uchar>(text[at]) : 0; };
    const int lead = byte(from);
    if (lead < 0x80)
        return 1;
    const int length = lead >= 0xc2 && lead <= 0xdf ? 2
        : lead >= 0xe0 && lead <= 0xef              ? 3
        : lead >= 0xf0 && lead <= 0xf4              ? 4
                                                    : 0;
    const int least = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    const int most = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    if (length == 0 || byte(from + 1) < least || byte(from + 1) > most)
        return 0;
    for (int more = 2; more < length; ++more) {
        if (byte(from + more) < 0x80 || byte(from + more) > 0xbf)
            return 0;
    }
    return length;
}

/// One of the walk's steps each; false: `fault` says what is wrong at `m_at`.
class FaultFinder
{
public:
    FaultFinder(QByteArrayView text, int deepest)
        : m_text(text)
        , m_deepest(deepest)
    {
    }

    std::optional<JsonFault> find()
    {
        const bool isWhole = document();
        return isWhole ? std::nullopt : std::optional(JsonFault {m_at, m_why});
    }

private:
    enum class Expected { Value, ValueOrEnd, Key, KeyOrEnd, Colon, CommaOrEnd };

    bool document()
    {
        Expected expected = Expected::Value;
        do {
            skipSpace();
            if (!step(expected))
                return false;
        } while (!m_open.isEmpty() || expected != Expected::CommaOrEnd);
        skipSpace();
        return m_at == m_text.size() || wrong(QT_TRANSLATE_NOOP("mailboat", "something stands behind its end"));
    }

    bool step(Expected &expected)
    {
        const char c = m_at < m_text.size() ? m_text[m_at] : '\0';
        const bool mayEnd = expected != Expected::Value && expected != Expected::Key && expected != Expected::Colon;
        if (mayEnd && (c == '}' || c == ']') && !m_open.isEmpty() && c == m_open.last()) {
            m_open.removeLast();
            ++m_at;
            expected = Expected::CommaOrEnd;
            return true;
        }
        switch (expected) {
        case Expected::Value:
        case Expected::ValueOrEnd:
            return value(c, expected);
        case Expected::Key:
        case Expected::KeyOrEnd:
            expected = Expected::Colon;
            return c == '"' ? string() : misplaced();
        case Expected::Colon:
            expected = Expected::Value;
            return take(':');
        case Expected::CommaOrEnd:
            expected = m_open.last() == '}' ? Expected::Key : Expected::Value;
            return take(',');
        }
        Q_UNREACHABLE();
    }

    bool value(char c, Expected &expected)
    {
        if (c == '{' || c == '[') {
            if (m_open.size() >= m_deepest) {
                m_why = QCoreApplication::translate("mailboat", "it nests deeper than %1 levels").arg(maxJsonDepth);
                return false;
            }
            m_open.append(c == '{' ? '}' : ']');
            ++m_at;
            expected = c == '{' ? Expected::KeyOrEnd : Expected::ValueOrEnd;
            return true;
        }
        expected = Expected::CommaOrEnd;
        if (c == '"')
            return string();
        if (c == '-' || (c >= '0' && c <= '9'))
            return number();
        if (c >= 'a' && c <= 'z')
            return word();
        return misplaced();
    }

    bool string()
    {
        const qsizetype begin = m_at++;
        while (m_at < m_text.size() && m_text[m_at] != '"') {
            if (static_cast<uchar>(m_text[m_at]) < 0x20)
                return wrong(QT_TRANSLATE_NOOP("mailboat", "a string holds a line break or another control character"));
            if (m_text[m_at] == '\\') {
                if (!escape())
                    return wrong(QT_TRANSLATE_NOOP("mailboat", "a string has an escape that does not exist"));
                continue;
            }
            const int length = utf8Length(m_text, m_at);
            if (length == 0)
                return wrong(QT_TRANSLATE_NOOP("mailboat", "it is not UTF-8 text"));
            m_at += length;
        }
        if (m_at == m_text.size()) {
            m_at = begin;
            return wrong(QT_TRANSLATE_NOOP("mailboat", "a string has no end"));
        }
        ++m_at;
        return true;
    }

    /// Half of a surrogate pair is no character.
    bool escape()
    {
        const QByteArrayView rest = m_text.sliced(m_at + 1);
        if (rest.isEmpty() || !QByteArrayView("\"\\/bfnrtu").contains(rest[0]))
            return false;
        if (rest[0] != 'u') {
            m_at += 2;
            return true;
        }
        const auto unit = unitAt(rest, 0);
        if (!unit || QChar::isLowSurrogate(*unit))
            return false;
        const bool isHigh = QChar::isHighSurrogate(*unit);
        if (isHigh) {
            const auto low = rest.size() > 6 && rest[5] == '\\' ? unitAt(rest, 6) : std::nullopt;
            if (!low || !QChar::isLowSurrogate(*low))
                return false;
        }
        m_at += isHigh ? 12 : 6;
        return true;
    }

    /// Of the letter u and its digits.
    static std::optional<char32_t> unitAt(QByteArrayView text, qsizetype at)
    {
        return text.size() >= at + 5 && text[at] == 'u' ? codeUnit(text.sliced(at + 1, 4)) : std::nullopt;
    }

    bool number()
    {
        const qsizetype length = jsonNumberLength(m_text, m_at);
        const qsizetype behind = m_at + length;
        const bool goesOn = behind < m_text.size() && !QByteArrayView(",]} \n\r\t").contains(m_text[behind]);
        if (length == 0 || goesOn)
            return wrong(QT_TRANSLATE_NOOP("mailboat", "a number is written wrongly"));
        m_at = behind;
        return true;
    }

    bool word()
    {
        for (const QByteArrayView known : {"true", "false", "null"}) {
            if (m_text.sliced(m_at).startsWith(known)) {
                m_at += known.size();
                return true;
            }
        }
        return wrong(QT_TRANSLATE_NOOP("mailboat", "a word in it is neither true, false nor null"));
    }

    bool take(char mark)
    {
        if (m_at == m_text.size() || m_text[m_at] != mark)
            return misplaced();
        ++m_at;
        return true;
    }

    void skipSpace()
    {
        while (m_at < m_text.size() && QByteArrayView(" \n\r\t").contains(m_text[m_at]))
            ++m_at;
    }

    bool misplaced()
    {
        if (m_at == m_text.size())
            return wrong(QT_TRANSLATE_NOOP("mailboat", "it ends too early"));
        if (utf8Length(m_text, m_at) == 0)
            return wrong(QT_TRANSLATE_NOOP("mailboat", "it is not UTF-8 text"));
        return wrong(QT_TRANSLATE_NOOP("mailboat", "brackets, commas or quotes are not where they belong"));
    }

    bool wrong(const char *why)
    {
        m_why = words(why);
        return false;
    }

    QByteArrayView m_text;
    int m_deepest;
    qsizetype m_at = 0;
    QVarLengthArray<char, 64> m_open {}; ///< what closes each of the brackets that are open
    QString m_why {};
};

} // namespace

QString JsonFault::words() const
{
    return QCoreApplication::translate("mailboat", "%1, at byte %2").arg(why, QString::number(at + 1));
}

std::optional<JsonFault> jsonFault(QByteArrayView text, int deepest)
{
    return FaultFinder(text, deepest).find();
}

qsizetype jsonNumberLength(QByteArrayView text, qsizetype from)
{
    qsizetype at = from;
    if (at < text.size() && text[at] == '-')
        ++at;
    const qsizetype whole = digits(text, at);
    if (whole == 0 || (whole > 1 && text[at] == '0'))
        return 0;
    at += whole;
    if (at < text.size() && text[at] == '.') {
        const qsizetype decimals = digits(text, at + 1);
        if (decimals == 0)
            return 0;
        at += 1 + decimals;
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        if (at < text.size() && (text[at] == '+' || text[at] == '-'))
            ++at;
        const qsizetype exponent = digits(text, at);
        if (exponent == 0)
            return 0;
        at += exponent;
    }
    return at - from;
}

} // namespace mailboat

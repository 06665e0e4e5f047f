// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/strictreader.h"

#include "core/domain/jsonvalue.h"

#include <QCoreApplication>
#include <QVarLengthArray>
#include <algorithm>
#include <bitset>
#include <charconv>
#include <vector>

namespace mailboat {

namespace {

/// Shorter ones without an exponent are no larger than 1e300.
constexpr qsizetype plainNumberLength = 300;
/// Beyond this many keys they are sorted, to be told apart.
constexpr qsizetype fewKeys = 64;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// The exponent behind "e", or 0; one that no number needs is held back.
qint64 exponentOf(QByteArrayView number)
{
    constexpr qint64 more = 1'000'000'000'000; // than a text has digits
    const auto mark = std::find_if(number.begin(), number.end(), [](char c) { return c == 'e' || c == 'E'; });
    if (mark == number.end())
        return 0;
    auto digits = mark + 1;
    const bool isNegative = digits != number.end() && *digits == '-';
    if (digits != number.end() && !isDigit(*digits))
        ++digits;
    qint64 exponent = 0;
    if (std::from_chars(digits, number.end(), exponent).ec == std::errc::result_out_of_range)
        exponent = more;
    return (isNegative ? -1 : 1) * std::min(exponent, more);
}

/// By its digits alone. The largest double is 1.7976931348623157e308; readers round differently next to it, so what begins like
/// it counts as beyond.
bool isBeyondDouble(QByteArrayView number)
{
    constexpr QByteArrayView largest = "1797693134862315";
    constexpr qint64 largestExponent = 308;
    QByteArray leading;
    qint64 whole = 0; // digits before the point, from the first that is not 0
    qint64 zeros = 0; // behind the point, where there are none before it
    bool isBehindPoint = false;
    for (const char c : number) {
        if (c == 'e' || c == 'E')
            break;
        if (c == '.')
            isBehindPoint = true;
        if (!isDigit(c))
            continue;
        if (leading.isEmpty() && c == '0') {
            zeros += isBehindPoint ? 1 : 0;
            continue;
        }
        whole += isBehindPoint ? 0 : 1;
        if (leading.size() < largest.size())
            leading += c;
    }
    if (leading.isEmpty())
        return false;
    const qint64 exponent = exponentOf(number) + (whole > 0 ? whole - 1 : -zeros - 1);
    if (exponent != largestExponent)
        return exponent > largestExponent;
    return leading.leftJustified(largest.size(), '0') >= largest;
}

/// The place among `keys` of the first that stood there before.
std::optional<qsizetype> firstOfManyRepeated(const QByteArrayView *keys, qsizetype count)
{
    std::vector<std::pair<QByteArrayView, qsizetype>> sorted;
    sorted.reserve(static_cast<size_t>(count));
    for (qsizetype at = 0; at < count; ++at)
        sorted.emplace_back(keys[at], at);
    std::ranges::sort(sorted);
    std::optional<qsizetype> first;
    for (size_t at = 1; at < sorted.size(); ++at) {
        if (sorted[at].first == sorted[at - 1].first && (!first || sorted[at].second < *first))
            first = sorted[at].second;
    }
    return first;
}

std::optional<qsizetype> firstRepeated(const QByteArrayView *keys, qsizetype count)
{
    if (count > fewKeys)
        return firstOfManyRepeated(keys, count);
    std::bitset<256> seen; // by what is quick to tell of a key; only where that is the same they are compared
    for (qsizetype at = 0; at < count; ++at) {
        const QByteArrayView key = keys[at];
        const auto byte = [key](qsizetype place) -> uint { return static_cast<uchar>(key[place]); };
        uint mark = static_cast<uint>(key.size());
        if (!key.isEmpty())
            mark = ((mark * 31U + byte(0)) * 31U + byte(key.size() / 2)) * 31U + byte(key.size() - 1);
        const uint bit = mark * 0x9E3779B1U >> 24U;
        if (seen.test(bit) && std::find(keys, keys + at, key) != keys + at)
            return at;
        seen.set(bit);
    }
    return std::nullopt;
}

/// Through the data from front to back; each step goes behind what it has read.
class StrictWalk
{
public:
    StrictWalk(QByteArrayView text, const QList<QByteArray> &freeKeys)
        : m_text(text)
        , m_freeKeys(freeKeys)
    {
    }

    std::optional<JsonFault> find()
    {
        while (m_at < m_text.size() && !m_fault) {
            const char c = m_text[m_at];
            if (c == '"')
                string();
            else if (c == '-' || isDigit(c))
                number();
            else if (c == '{' || c == '[')
                open();
            else if (c == '}' || c == ']')
                close();
            else
                ++m_at;
        }
        return m_fault;
    }

private:
    void string()
    {
        const qsizetype begin = ++m_at;
        bool isEscaped = false;
        while (m_at < m_text.size() && m_text[m_at] != '"') {
            if (m_text[m_at] != '\\') {
                ++m_at;
                continue;
            }
            isEscaped = true;
            if (m_text.sliced(m_at).startsWith("\\u0000"))
                return wrong(m_at, QCoreApplication::translate("mailboat", "a text has the character U+0000"));
            m_at += 2;
        }
        const qsizetype end = std::min(m_at, m_text.size());
        m_at = end + 1;
        while (m_at < m_text.size() && QByteArrayView(" \n\r\t").contains(m_text[m_at]))
            ++m_at;
        if (m_at < m_text.size() && m_text[m_at] == ':')
            key(m_text.sliced(begin, end - begin), isEscaped);
    }

    void key(QByteArrayView written, bool isEscaped)
    {
        if (m_open.size() == 1)
            m_isFree = m_freeKeys.contains(written);
        else if (m_isFree)
            return;
        m_keys.append(written);
        m_hasEscaped = m_hasEscaped || isEscaped;
    }

    void number()
    {
        const qsizetype begin = m_at;
        bool hasExponent = false;
        for (; m_at < m_text.size() && (isDigit(m_text[m_at]) || QByteArrayView("+-.eE").contains(m_text[m_at]));
             ++m_at)
            hasExponent = hasExponent || m_text[m_at] == 'e' || m_text[m_at] == 'E';
        const QByteArrayView written = m_text.sliced(begin, m_at - begin);
        if ((hasExponent || written.size() > plainNumberLength) && isBeyondDouble(written))
            wrong(begin, QCoreApplication::translate("mailboat", "a number is larger than a double can be"));
    }

    void open()
    {
        if (m_open.size() == strictDepth)
            return wrong(
                m_at, QCoreApplication::translate("mailboat", "it nests deeper than %1 levels").arg(strictDepth));
        m_open.append(m_keys.size());
        ++m_at;
    }

    void close()
    {
        ++m_at;
        if (m_open.isEmpty())
            return;
        const qsizetype first = m_open.last();
        m_open.removeLast();
        if (const auto repeated = repeatedFrom(first)) {
            const QByteArrayView key = m_keys[first + *repeated];
            wrong(key.data() - m_text.data() - 1,
                QCoreApplication::translate("mailboat", "the key %1 stands there twice")
                    .arg(QString::fromUtf8(key.first(std::min(key.size(), longestShown)))));
        }
        m_keys.resize(first);
    }

    /// Among the keys from `first` on: those of the object that is closed.
    std::optional<qsizetype> repeatedFrom(qsizetype first) const
    {
        const qsizetype count = m_keys.size() - first;
        if (count < 2)
            return std::nullopt;
        if (!m_hasEscaped)
            return firstRepeated(m_keys.constData() + first, count);
        QByteArrayList meant;
        QList<QByteArrayView> views;
        for (qsizetype at = first; at < m_keys.size(); ++at)
            meant.append(unescaped(m_keys[at]));
        for (const QByteArray &key : std::as_const(meant))
            views.append(key);
        return firstRepeated(views.constData(), count);
    }

    void wrong(qsizetype at, const QString &why) { m_fault = JsonFault {at, why}; }

    static constexpr qsizetype longestShown = 100;
    QByteArrayView m_text;
    const QList<QByteArray> &m_freeKeys;
    qsizetype m_at = 0;
    QVarLengthArray<qsizetype, strictDepth> m_open {}; ///< of each bracket that is open, where its keys begin
    QVarLengthArray<QByteArrayView, 64> m_keys {}; ///< of the objects that are open, as written
    bool m_hasEscaped = false; ///< one of them is written with escapes
    bool m_isFree = false; ///< within a value that may be any JSON
    std::optional<JsonFault> m_fault {};
};

} // namespace

std::optional<JsonFault> strictFault(QByteArrayView object, const QList<QByteArray> &freeKeys)
{
    return StrictWalk(object, freeKeys).find();
}

} // namespace mailboat

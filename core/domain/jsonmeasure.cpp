// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/jsonmeasure.h"

#include "core/domain/jsonscan.h"
#include "core/domain/jsonvalue.h"

#include <algorithm>
#include <array>
#include <vector>

namespace mailboat {

namespace {

// What the parser keeps (simdjson 3): four bytes for each place where something begins, eight for each value, sixteen for a
// number. "1," is one mark, two places and a number.
constexpr qint64 bytesOfMark = 24;
constexpr qint64 bytesOfMember = 144; // JsonFields, while it grows from one room into one twice as large
constexpr qint64 bytesOfElement = 512; // a record with its names, and again on its way into the store
constexpr qint64 copiesOfText = 3; // the parser's, what stood in strings, and the data of the records
constexpr qint64 copiesOfElement = 2; // while that one is stored
constexpr std::size_t deepestRead = 4; // envelope, list, record, its data

/// In blocks, whose bytes are compared side by side.
qint64 marksIn(QByteArrayView text)
{
    constexpr qsizetype block = 128;
    qint64 marks = 0;
    qsizetype at = 0;
    const auto isMark = [&text](qsizetype place) {
        const char c = text[place];
        return static_cast<quint8>(c == ',') | static_cast<quint8>(c == ':') | static_cast<quint8>(c == '{')
            | static_cast<quint8>(c == '[');
    };
    for (; text.size() - at >= block; at += block) {
        quint8 some = 0;
        for (qsizetype place = 0; place < block; ++place)
            some = static_cast<quint8>(some + isMark(at + place));
        marks += some;
    }
    for (; at < text.size(); ++at)
        marks += isMark(at);
    return marks;
}

constexpr std::array<bool, 256> tellingBytes()
{
    std::array<bool, 256> telling {};
    for (const char c : {'"', '{', '}', '[', ']', ':', ','})
        telling[static_cast<unsigned char>(c)] = true;
    return telling;
}

constexpr std::array<bool, 256> telling = tellingBytes();

class Measurer
{
public:
    Measurer(QByteArrayView text, QByteArrayView list)
        : m_text(text)
        , m_list(list)
        , m_listDepth(list.isEmpty() && !list.isNull() ? 1 : 2)
    {
    }

    JsonMeasure measure()
    {
        m_measure.marks = marksIn(m_text);
        for (m_at = 0; m_at < m_text.size(); ++m_at) {
            if (!m_isElementDue)
                skipSilent();
            if (m_at == m_text.size())
                break;
            const char c = m_text[m_at];
            if (m_isElementDue && !isJsonBlank(c) && c != ',' && c != ']')
                begin();
            if (c == '"')
                skipString();
            else if (c == '{' || c == '[')
                open(c);
            else if (c == '}' || c == ']')
                close(c == '}');
            else if (c == ':')
                nameMember();
            else if (c == ',' && m_isInList && depth() == m_listDepth)
                end(true);
        }
        end(false); // a text that is cut off in its list
        return m_measure;
    }

private:
    std::size_t depth() const { return m_open.size(); }

    void skipSilent()
    {
        const char *at = m_text.data() + m_at;
        const char *const end = m_text.data() + m_text.size();
        while (at != end && !telling[static_cast<unsigned char>(*at)])
            ++at;
        m_at = at - m_text.data();
    }

    void skipString()
    {
        const qsizetype from = ++m_at;
        m_at = endOfJsonString(m_text.data() + from, m_text.data() + m_text.size()) - m_text.data();
        if (depth() == 1)
            m_key = m_text.sliced(from, m_at - from);
    }

    void open(char bracket)
    {
        m_open.push_back(bracket == '{');
        m_braces += bracket == '{' ? 1 : 0;
        if (depth() <= deepestRead)
            m_members[depth()] = 0;
        if (bracket == '[' && depth() == m_listDepth && (m_listDepth == 1 || isListNamed())) {
            m_isInList = true;
            m_isElementDue = true;
        }
    }

    /// A wrong one closes what it fits, as for those who cut such a text: nothing in it is deeper here than it is to them.
    void close(bool isBrace)
    {
        const std::size_t fitting = isBrace ? m_braces : m_open.size() - m_braces;
        bool isClosed = fitting == 0;
        while (!isClosed) {
            if (m_isInList && depth() == m_listDepth) {
                end(false);
                m_isInList = false;
            }
            isClosed = m_open.back() == isBrace;
            m_braces -= m_open.back() ? 1 : 0;
            m_open.pop_back();
        }
    }

    void nameMember()
    {
        if (depth() > deepestRead)
            return;
        m_measure.widest = std::max(m_measure.widest, ++m_members[depth()]);
    }

    bool isListNamed() const { return m_key == m_list || (m_key.contains('\\') && unescaped(m_key) == m_list); }

    void begin()
    {
        m_begin = m_at;
        m_isElementDue = false;
        ++m_measure.listed;
    }

    void end(bool goesOn)
    {
        if (m_begin >= 0)
            m_measure.longest = std::max<qint64>(m_measure.longest, m_at - m_begin);
        m_begin = -1;
        m_isElementDue = goesOn;
    }

    QByteArrayView m_text;
    QByteArrayView m_list;
    std::size_t m_listDepth;
    JsonMeasure m_measure {};
    qsizetype m_at = 0;
    std::vector<bool> m_open {}; ///< true: a brace
    std::size_t m_braces = 0; ///< of them
    std::array<qint64, deepestRead + 1> m_members {}; ///< of the object that is open at each depth
    QByteArrayView m_key {}; ///< the last string of the outermost object
    bool m_isInList = false;
    bool m_isElementDue = false;
    qsizetype m_begin = -1; ///< of the element at hand
};

} // namespace

JsonMeasure JsonMeasure::of(QByteArrayView text, QByteArrayView list)
{
    return Measurer(text, list).measure();
}

qint64 JsonMeasure::bytesToRead(qint64 textSize) const
{
    return textSize * copiesOfText + std::max(marks * bytesOfMark, listed * bytesOfElement) + widest * bytesOfMember
        + longest * copiesOfElement;
}

} // namespace mailboat

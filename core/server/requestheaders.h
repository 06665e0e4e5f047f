// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <algorithm>
#include <utility>

namespace mailboat {

/// The headers of one request. They are few, and each is asked for by name several times: to compare names costs a small part of what
/// hashing them does. What libmicrohttpd gives a connection for its head has room for about a thousand: whoever fills this looks
/// that they stay few (isFull()).
class RequestHeaders final
{
    using Header = std::pair<QByteArray, QByteArray>;
    static auto isNamed(QByteArrayView name)
    {
        return [name](const Header &header) { return QByteArrayView(header.first) == name; };
    }

public:
    static constexpr qsizetype mostNames = 100;
    bool isFull() const { return m_all.size() >= mostNames; }
    /// Empty: there is none of that name.
    QByteArray value(QByteArrayView lowerCaseName) const
    {
        const auto found = std::find_if(m_all.cbegin(), m_all.cend(), isNamed(lowerCaseName));
        return found == m_all.cend() ? QByteArray() : found->second;
    }
    /// Null: there is none of that name.
    QByteArray *find(QByteArrayView lowerCaseName)
    {
        const auto found = std::find_if(m_all.begin(), m_all.end(), isNamed(lowerCaseName));
        return found == m_all.end() ? nullptr : &found->second;
    }
    /// In place of what stands there under that name.
    void insert(const QByteArray &lowerCaseName, const QByteArray &value)
    {
        if (QByteArray *known = find(lowerCaseName))
            *known = value;
        else
            m_all.emplaceBack(lowerCaseName, value);
    }
    /// As they came, about: with what separates them.
    qint64 bytes() const
    {
        qint64 bytes = 0;
        for (const Header &header : m_all)
            bytes += header.first.size() + header.second.size() + 4;
        return bytes;
    }

private:
    QList<Header> m_all;
};

} // namespace mailboat

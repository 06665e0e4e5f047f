// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <algorithm>
#include <cstddef>

namespace mailboat {

/// One SQL statement of the program's, by whose number every connection finds what it has prepared for it: made once (static),
/// never at each use. A text that stands in one piece is written where it is used, with `_sql`.
/// What database servers spell differently stands in braces (Dialect).
class Statement final
{
public:
    explicit Statement(QString sql);
    Q_DISABLE_COPY_MOVE(Statement)
    const QString &sql() const { return m_sql; }
    std::size_t number() const { return m_number; } ///< from 0, without gaps

private:
    const QString m_sql;
    const std::size_t m_number;
};

template<std::size_t size>
struct SqlText {
    // NOLINTNEXTLINE(google-explicit-constructor,hicpp-explicit-conversions): a literal becomes one
    constexpr SqlText(const char (&written)[size]) { std::copy_n(written, size, text); }
    char text[size] {};
};

/// "DELETE FROM log"_sql: the statement of this text, the same one at every use.
template<SqlText written>
const Statement &operator""_sql()
{
    static const Statement statement(QString::fromLatin1(written.text));
    return statement;
}

} // namespace mailboat

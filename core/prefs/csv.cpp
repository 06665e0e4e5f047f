// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prefs/csv.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringDecoder>

#include <algorithm>
#include <array>
#include <optional>

namespace mailboat {

namespace {

constexpr qsizetype mostFields = 100;
constexpr QByteArrayView byteOrderMark {"\xEF\xBB\xBF"};
constexpr QByteArrayView separators {",;\t"};

bool isLineEnd(char c)
{
    return c == '\n' || c == '\r';
}

/// In UTF-8, which spreadsheets do not always write; nothing where a file in UTF-16 is broken.
std::optional<QByteArray> inUtf8(const QByteArray &file)
{
    if (!file.startsWith("\xFF\xFE") && !file.startsWith("\xFE\xFF"))
        return file.startsWith(byteOrderMark) ? file.sliced(byteOrderMark.size()) : file;
    QStringDecoder decoder(QStringDecoder::Utf16);
    const QString text = decoder.decode(file);
    return decoder.hasError() ? std::nullopt : std::optional(text.toUtf8());
}

/// The one that is most often between the fields of the first row that has any.
char separatorOf(QByteArrayView file)
{
    std::array<int, separators.size()> counts {};
    bool isQuoted = false;
    for (const char c : file) {
        if (c == '"')
            isQuoted = !isQuoted;
        else if (!isQuoted && isLineEnd(c)
            && std::any_of(counts.begin(), counts.end(), [](int count) { return count > 0; }))
            break;
        else if (const qsizetype which = separators.indexOf(c); !isQuoted && which >= 0)
            ++counts.at(static_cast<std::size_t>(which));
    }
    return separators[std::distance(counts.begin(), std::max_element(counts.begin(), counts.end()))];
}

/// Goes through the bytes once, row by row.
class Reader
{
public:
    explicit Reader(QByteArrayView file)
        : m_file(file)
    {
        constexpr QByteArrayView name {"sep="}; // a line of its own that spreadsheets begin with
        if (m_file.first(std::min(name.size(), m_file.size())).compare(name, Qt::CaseInsensitive) == 0
            && m_file.size() > name.size() && separators.contains(m_file[name.size()])) {
            m_separator = m_file[name.size()];
            m_place = name.size() + 1;
            while (!atEnd() && !isLineEnd(current()))
                ++m_place;
            if (!atEnd())
                takeLineEnd();
        } else {
            m_separator = separatorOf(m_file);
        }
    }

    QList<CsvRow> rows(qsizetype most)
    {
        QList<CsvRow> rows;
        while (!atEnd() && rows.size() < most) {
            if (isLineEnd(current()))
                takeLineEnd();
            else
                rows.append(row());
        }
        return rows;
    }

private:
    bool atEnd() const { return m_place == m_file.size(); }
    char current() const { return m_file[m_place]; }

    void takeLineEnd()
    {
        const bool isPair = m_file.sliced(m_place).startsWith("\r\n");
        m_place += isPair ? 2 : 1;
        ++m_line;
    }

    CsvRow row()
    {
        CsvRow row {m_line};
        while (true) {
            const QByteArray bytes = !atEnd() && current() == '"' ? quotedField(row) : plainField(row);
            // One mark at the begin of the file is no text; any further one is, also at the begin of a field.
            QStringDecoder decoder(
                QStringDecoder::Utf8, QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
            const QString field = decoder.decode(bytes);
            if (row.fields.size() < mostFields)
                row.fields.append(field);
            if (decoder.hasError() && row.problem.isEmpty())
                row.problem = QCoreApplication::translate("mailboat", "it is not UTF-8 text");
            if (atEnd() || current() != m_separator)
                break;
            ++m_place;
        }
        if (!atEnd())
            takeLineEnd();
        return row;
    }

    QByteArray plainField(CsvRow &row)
    {
        const qsizetype start = m_place;
        while (!atEnd() && current() != m_separator && !isLineEnd(current())) {
            if (current() == '"')
                row.problem = QCoreApplication::translate("mailboat", "it has a quotation mark inside a field");
            ++m_place;
        }
        return m_file.sliced(start, m_place - start).toByteArray();
    }

    QByteArray quotedField(CsvRow &row)
    {
        QByteArray field;
        for (++m_place; !atEnd(); ++m_place) {
            if (current() != '"') {
                // The CR of a CRLF is no line of its own.
                if (current() == '\n' || (current() == '\r' && !m_file.sliced(m_place).startsWith("\r\n")))
                    ++m_line;
                field.append(current());
            } else if (m_file.sliced(m_place).startsWith("\"\"")) {
                field.append('"');
                ++m_place;
            } else {
                ++m_place;
                skipAfterQuote(row);
                return field;
            }
        }
        row.problem = QCoreApplication::translate("mailboat", "a quotation mark is not closed");
        return field;
    }

    void skipAfterQuote(CsvRow &row)
    {
        while (!atEnd() && current() != m_separator && !isLineEnd(current())) {
            row.problem = QCoreApplication::translate("mailboat", "it has text after a closing quotation mark");
            ++m_place;
        }
    }

    QByteArrayView m_file;
    char m_separator = ',';
    qsizetype m_place = 0;
    int m_line = 1;
};

/// Where a cell begins with one of these, after any apostrophes, a spreadsheet takes it for a formula, or would without them.
bool looksLikeFormula(const QString &field)
{
    static const QRegularExpression formula(QStringLiteral("\\A'*[=+\\-@\\t\\r]"));
    return formula.match(field).hasMatch();
}

bool needsQuotes(const QString &field)
{
    const auto isSpecial
        = [](QChar c) { return c == u',' || c == u';' || c == u'\t' || c == u'"' || c == u'\n' || c == u'\r'; };
    return std::any_of(field.cbegin(), field.cend(), isSpecial) || field != field.trimmed();
}

} // namespace

QList<CsvRow> csvRows(const QByteArray &file, qsizetype most)
{
    const std::optional<QByteArray> text = inUtf8(file);
    if (!text)
        return {{1, {}, QCoreApplication::translate("mailboat", "it is not UTF-16 text")}};
    QList<CsvRow> rows = Reader(*text).rows(most);
    rows.removeIf([](const CsvRow &row) {
        return row.problem.isEmpty() && std::all_of(row.fields.cbegin(), row.fields.cend(), [](const QString &field) {
            return field.trimmed().isEmpty();
        });
    });
    return rows;
}

QString withoutFormulaMark(const QString &field)
{
    return field.startsWith(u'\'') && looksLikeFormula(field) ? field.sliced(1) : field;
}

QByteArray csvLine(const QStringList &fields)
{
    QStringList written;
    for (QString field : fields) {
        if (looksLikeFormula(field))
            field.prepend(u'\'');
        if (needsQuotes(field))
            field = u'"' + field.replace(u'"', QStringLiteral("\"\"")) + u'"';
        written.append(field);
    }
    return written.join(u',').toUtf8() + "\r\n";
}

} // namespace mailboat

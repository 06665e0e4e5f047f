// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prefs/csv.h"

#include <QCoreApplication>
#include <QStringDecoder>

#include <algorithm>

namespace mailboat {

namespace {

constexpr qsizetype mostFields = 100;
constexpr QByteArrayView byteOrderMark {"\xEF\xBB\xBF"};

bool isLineEnd(char c)
{
    return c == '\n' || c == '\r';
}

/// Goes through the bytes once, row by row.
class Reader
{
public:
    explicit Reader(QByteArrayView file)
        : m_file(file.startsWith(byteOrderMark) ? file.sliced(byteOrderMark.size()) : file)
    {
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
            QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
            const QString field = decoder.decode(bytes);
            if (row.fields.size() < mostFields)
                row.fields.append(field);
            if (decoder.hasError() && row.problem.isEmpty())
                row.problem = QCoreApplication::translate("mailboat", "it is not UTF-8 text");
            if (atEnd() || current() != ',')
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
        while (!atEnd() && current() != ',' && !isLineEnd(current())) {
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
        while (!atEnd() && current() != ',' && !isLineEnd(current())) {
            row.problem = QCoreApplication::translate("mailboat", "it has text after a closing quotation mark");
            ++m_place;
        }
    }

    QByteArrayView m_file;
    qsizetype m_place = 0;
    int m_line = 1;
};

bool needsQuotes(const QString &field)
{
    const auto isSpecial = [](QChar c) { return c == u',' || c == u'"' || c == u'\n' || c == u'\r'; };
    return std::any_of(field.cbegin(), field.cend(), isSpecial) || field != field.trimmed();
}

} // namespace

QList<CsvRow> csvRows(const QByteArray &file, qsizetype most)
{
    return Reader(file).rows(most);
}

QByteArray csvLine(const QStringList &fields)
{
    QStringList written;
    for (QString field : fields) {
        if (needsQuotes(field))
            field = u'"' + field.replace(u'"', QStringLiteral("\"\"")) + u'"';
        written.append(field);
    }
    return written.join(u',').toUtf8() + "\r\n";
}

} // namespace mailboat

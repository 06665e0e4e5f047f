// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prefs/csv.h"
#include "tests/support/catch.h"

using namespace mailboat;

namespace {

QList<CsvRow> rowsOf(const QByteArray &file)
{
    return csvRows(file, 1000);
}

QStringList fieldsOf(const QByteArray &line)
{
    const QList<CsvRow> rows = rowsOf(line);
    REQUIRE(rows.size() == 1);
    CHECK(rows.first().problem == QString());
    return rows.first().fields;
}

QStringList list(std::initializer_list<const char *> fields)
{
    QStringList result;
    for (const char *field : fields)
        result.append(QString::fromUtf8(field));
    return result;
}

} // namespace

TEST_CASE("Fields are separated by commas, and quoted ones may hold anything")
{
    CHECK(fieldsOf("a,b,c") == list({"a", "b", "c"}));
    CHECK(fieldsOf("a,,") == list({"a", "", ""}));
    CHECK(fieldsOf("\"a,b\",\"c\"\"d\",\"\"") == list({"a,b", "c\"d", ""}));
    CHECK(fieldsOf("\"a\r\nb\",c\r\n") == list({"a\r\nb", "c"}));
    CHECK(fieldsOf(" a , b ") == list({" a ", " b "}));
    CHECK(fieldsOf("caf\xC3\xA9") == list({"café"}));
}

TEST_CASE("Lines end with CRLF, LF or CR, the last one with or without, empty ones are left out")
{
    for (const QByteArray &file :
        {QByteArray("a\r\nb\r\n"), QByteArray("a\nb"), QByteArray("a\rb\r"), QByteArray("\n\na\n\r\nb\n\n"),
            QByteArray("\xEF\xBB\xBF"
                       "a\nb")}) {
        CAPTURE(file);
        const QList<CsvRow> rows = rowsOf(file);
        REQUIRE(rows.size() == 2);
        CHECK(rows[0].fields == list({"a"}));
        CHECK(rows[1].fields == list({"b"}));
    }
    CHECK(rowsOf("").isEmpty());
    CHECK(rowsOf("\r\n\n").isEmpty());
}

TEST_CASE("A row knows the line it begins at, whatever line breaks stand in fields")
{
    const QList<CsvRow> rows = rowsOf("a\r\n\"b\r\n\n\r\",x\r\n\nc\n");
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].line == 1);
    CHECK(rows[1].line == 2);
    CHECK(rows[2].line == 7);
}

TEST_CASE("A row that cannot be read says why, does not repeat itself, and does not hide the next")
{
    for (const QByteArray &bad : {QByteArray("s3cret\"x"), QByteArray("\"s3cret\"x"), QByteArray("s3cret\xFF"),
             QByteArray("s3cret\xC3"), QByteArray("\xED\xA0\x80")}) {
        CAPTURE(bad);
        const QList<CsvRow> rows = rowsOf("a,b\n" + bad + ",b\nc,d\n");
        REQUIRE(rows.size() == 3);
        CHECK_FALSE(rows[1].problem.isEmpty());
        CHECK_FALSE(rows[1].problem.contains(QStringLiteral("s3cret")));
        CHECK(rows[2].fields == list({"c", "d"}));
        CHECK(rows[2].problem.isEmpty());
    }
}

TEST_CASE("A quote that is never closed is reported at the line where it stands")
{
    const QList<CsvRow> rows = rowsOf("a\n\"b\nc\nd");
    REQUIRE(rows.size() == 2);
    CHECK(rows[1].line == 2);
    CHECK_FALSE(rows[1].problem.isEmpty());
}

TEST_CASE("Reading takes no more than it was asked to")
{
    CHECK(csvRows(QByteArray("a\n").repeated(5000), 10).size() == 10);
    CHECK(fieldsOf('x' + QByteArray(5000, ',')).size() == 100);
}

TEST_CASE("What is written is read back as it was")
{
    const QStringList fields = list({"plain", "", "with,comma", "with \"quotes\"", "two\r\nlines", " spaced ", "café"});
    const QByteArray line = csvLine(fields);
    CHECK(line.endsWith("\r\n"));
    CHECK(line.startsWith("plain,,\"with,comma\",\"with \"\"quotes\"\"\","));
    CHECK(fieldsOf(line) == fields);
    // Found by fuzzing: a byte order mark within the file is text like any other.
    CHECK(fieldsOf("\xEF\xBB\xBFsyncId;\xEF\xBB\xBFname")
        == QStringList {QStringLiteral("syncId"), QStringLiteral("\uFEFFname")});
}

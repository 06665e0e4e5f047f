// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/record.h"
#include "tests/support/catch.h"

using namespace mailboat;

TEST_CASE("Actions are read in lower case or with a leading capital, and in no other way")
{
    const auto read = [](const QByteArray &name) { return actionFromName(name); };
    for (const Action action : {Action::Insert, Action::Update, Action::Delete, Action::Merge}) {
        const QByteArray name = actionName(action);
        CHECK(read(name) == action);
        CHECK(read(name.left(1).toUpper() + name.mid(1)) == action);
        CHECK_FALSE(read(name.toUpper()));
        CHECK_FALSE(read(name + ' '));
    }
    CHECK_FALSE(read(""));
    CHECK_FALSE(read("upsert"));
}

TEST_CASE("Names of tables and record IDs are text of a sensible length")
{
    CHECK(checkTableName("Stock_take_lines"));
    CHECK(checkTableName(QByteArray(maxTableNameLength, 'x')));
    CHECK(checkTableName(QByteArray(maxTableNameLength + 1, 'x')).error().code == ErrorCode::TableNameInvalid);
    CHECK(checkRecordId("é 漢-{}"));
    CHECK(checkRecordId(QByteArray(maxRecordIdLength, 'x')));
    for (const QByteArray &bad :
        {QByteArray(), QByteArray(maxRecordIdLength + 1, 'x'), QByteArray("a\nb"), QByteArray("a\0b", 3),
            QByteArray("\x7f"), QByteArray("\xc2\x85"), QByteArray("\xff"), QByteArray("a\xc3")}) {
        CAPTURE(bad);
        CHECK(checkRecordId(bad).error().code == ErrorCode::RecordIdInvalid);
        CHECK_FALSE(checkTableName(bad));
    }
}

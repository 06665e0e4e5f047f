// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/login.h"
#include "core/wire/lookupbodies.h"
#include "core/wire/testbodies.h"

#include "tests/fuzz/target.h"

namespace mailboat::fuzz {

namespace {

void testBodies(const QByteArray &bytes)
{
    constexpr qint64 most = 10;
    const auto stores = wire::parseTestSite(bytes, most);
    require(!stores || stores->size() <= most, "no more stores than there may be");
    const auto records = wire::parseTestUpsert(bytes, most);
    require(!records || records->size() <= most, "no more records than there may be");
    const auto keys = wire::parseTestDelete(bytes, most);
    require(!keys || keys->size() <= most, "no more keys than there may be");
}

} // namespace

void people(const QByteArray &bytes)
{
    if (const auto login = wire::parseLogin(bytes); !login) {
        const QByteArray answer = wire::composeLoginError(login.error());
        require(answer.startsWith('{') && answer.contains("\"error\""), "a refusal is one the client can read");
    }
    if (const auto join = wire::parseJoin(bytes))
        require(checkRecordId(join->nameId) && checkRecordId(join->storeId), "a join says of whom and where");
    testBodies(bytes);
}

} // namespace mailboat::fuzz

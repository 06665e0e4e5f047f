// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/commitwitness.h"

#include "tests/support/store/storesite.h"

#include <QFile>

#include <thread>

using namespace mailboat;
using namespace mailboat::test;

namespace {

/// As a thread that did not open it asks.
std::optional<qint64> askedElsewhere(CommitWitness &witness)
{
    std::optional<qint64> version;
    std::thread([&] { version = witness.version(); }).join();
    return version;
}

} // namespace

TEST_CASE("13: a witness of commits has the same number until somebody commits, and then another one")
{
    StoreSite site(1);
    const auto witness = valueOf(CommitWitness::open(site.address()));
    REQUIRE(witness);
    const auto before = askedElsewhere(*witness);
    REQUIRE(before);
    CHECK(askedElsewhere(*witness) == before);

    (void)valueOf(site->settings().revision()); // a reader
    CHECK_FALSE(site->connection().transact([&]() -> Result<> {
        site.addPeer(2);
        CHECK(askedElsewhere(*witness) == before); // not yet
        return failure(ErrorCode::DiskFull);
    }));
    CHECK(askedElsewhere(*witness) == before); // nor ever

    site.addPeer(3);
    const auto after = askedElsewhere(*witness);
    REQUIRE(after);
    CHECK(*after > *before);
    CHECK(askedElsewhere(*witness) == after);
    require(site.another()->connection().apply("DELETE FROM peer"_sql));
    CHECK(askedElsewhere(*witness) > after);
}

TEST_CASE("13: a witness of commits says nothing of a datafile that has gone, and is none of what is no datafile")
{
    StoreSite site(1);
    const auto witness = valueOf(CommitWitness::open(site.address()));
    REQUIRE(askedElsewhere(*witness));
    REQUIRE(QFile::rename(site.path(), site.path() + QStringLiteral(".away")));
    CHECK_FALSE(askedElsewhere(*witness));
    CHECK(codeOfFailure(CommitWitness::open(site.address())) == ErrorCode::DatafileMissing);
}

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/passworddigest.h"
#include "tests/support/catch.h"

#include <QFile>
#include <QTemporaryDir>

using namespace mailboat;
using Answer = PasswordDigests::Answer;

namespace {

MachineKey keyOf(const QTemporaryDir &state)
{
    const QByteArray before = qgetenv("XDG_STATE_HOME");
    qputenv("XDG_STATE_HOME", QFile::encodeName(state.path()));
    const Result<MachineKey> key = MachineKey::existingOrNew();
    qputenv("XDG_STATE_HOME", before);
    REQUIRE(key);
    return *key;
}

const PasswordDigests::Place hill {QStringLiteral("uuid"), "$argon2id$hash"};

} // namespace

TEST_CASE("D5: a digest knows its password again, by the same key alone")
{
    const QTemporaryDir state;
    const QTemporaryDir elsewhere;
    const PasswordDigests digests(keyOf(state));
    const QByteArray digest = digests.digest("s3cret", hill);
    CHECK(digests.areLasting());
    CHECK(digests.compare(digest, "s3cret", hill) == Answer::Right);
    CHECK(digests.compare(digest, "s3creT", hill) == Answer::Wrong);
    CHECK(digests.compare(digest, "", hill) == Answer::Wrong);
    CHECK(PasswordDigests(keyOf(state)).compare(digest, "s3cret", hill) == Answer::Right);
    CHECK(PasswordDigests(keyOf(elsewhere)).compare(digest, "s3cret", hill) == Answer::Unknown);
    CHECK_FALSE(digest.contains("s3cret"));
}

TEST_CASE("D5: a digest stands for one row and one slow hash")
{
    const PasswordDigests digests;
    const QByteArray digest = digests.digest("s3cret", hill);
    CHECK(digests.compare(digest, "s3cret", {QStringLiteral("other"), hill.slowHash}) == Answer::Wrong);
    CHECK(digests.compare(digest, "s3cret", {hill.rowUuid, "$argon2id$other"}) == Answer::Wrong);
    CHECK(digests.compare(digest, "hashs3cret", {hill.rowUuid, "$argon2id$"}) == Answer::Wrong);
}

TEST_CASE("D5: what is no digest of this form is none")
{
    const PasswordDigests digests;
    const QByteArray digest = digests.digest("s3cret", hill);
    QByteArray laterForm = digest;
    laterForm[0] = 2;
    for (const QByteArray &damaged : {QByteArray(), digest.chopped(1), QByteArray(digest + 'x'), laterForm})
        CHECK(digests.compare(damaged, "s3cret", hill) == Answer::Unknown);
}

TEST_CASE("D5: without a key of the machine's a digest means nothing elsewhere")
{
    const PasswordDigests digests;
    CHECK_FALSE(digests.areLasting());
    CHECK(PasswordDigests().compare(digests.digest("s3cret", hill), "s3cret", hill) == Answer::Unknown);
}

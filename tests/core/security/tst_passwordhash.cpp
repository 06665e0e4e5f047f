// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/passwordhash.h"
#include "tests/support/catch.h"

using namespace mailboat;

TEST_CASE("The wire password is the SHA-256 of the UTF-8 text in lower-case hex (protocol.md §2.1)")
{
    CHECK(wirePassword(QStringLiteral("pass")) == "d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1");
    CHECK(wirePassword(QStringLiteral("passé")) == "38128046694ff03ed34507f26446a1082ce45742468ab51647e12e5099a3e308");
}

TEST_CASE("A slow hash is salted Argon2id at 19 MiB and two passes")
{
    const QByteArray one = slowHash("s3cret");
    const QByteArray other = slowHash("s3cret");
    CHECK(one.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"));
    CHECK(one != other);
    CHECK(matchesSlowHash("s3cret", one));
    CHECK(matchesSlowHash("s3cret", other));
    CHECK_FALSE(matchesSlowHash("S3cret", one));
    CHECK_FALSE(matchesSlowHash("s3cre", one));
    CHECK_FALSE(matchesSlowHash("", one));
}

TEST_CASE("A secret with a zero byte is hashed to its end")
{
    const QByteArray secret("ab\0cd", 5);
    const QByteArray hash = slowHash(secret);
    CHECK(matchesSlowHash(secret, hash));
    CHECK_FALSE(matchesSlowHash("ab", hash));
}

TEST_CASE("A damaged hash matches nothing")
{
    const QByteArray good = slowHash("s3cret");
    QByteArray changed = good;
    changed[good.size() - 3] = changed[good.size() - 3] == 'A' ? 'B' : 'A';
    QByteArray costly = good;
    costly.replace("m=19456", "m=4194304000");
    const QList<QByteArray> hashes {QByteArray(), QByteArray("$argon2id$"), good.chopped(1), QByteArray(good + 'x'),
        QByteArray(good + QByteArray("\0x", 2)), QByteArray(10'000, '$'), changed, costly, QByteArray("s3cret")};
    for (const QByteArray &damaged : hashes) {
        CAPTURE(damaged.left(200));
        CHECK_FALSE(matchesSlowHash("s3cret", damaged));
        CHECK_FALSE(matchesSlowHash("", damaged));
    }
}

TEST_CASE("A hash of another cost matches nothing: a damaged datafile must not choose how much memory a check takes")
{
    const QByteArray costly("$argon2id$v=19$m=8192,t=3,p=1$oBsKOhnLMmlNCsEwR2JN+Q$"
                            "STaiKBqywVR0RRkFS7UUNCNXdjS40ayD1rDdQ3A8AWg"); // 3 passes, 8 MiB
    CHECK_FALSE(matchesSlowHash("s3cret", costly));
}

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/authorisation.h"

#include "core/records/datafile.h"
#include "core/security/passwordhash.h"
#include "core/store/settingstable.h"
#include "tests/support/catch.h"
#include "tests/support/fakeclock.h"

#include <QTemporaryDir>

#include <atomic>
#include <thread>
#include <vector>

using namespace mailboat;
using namespace std::chrono_literals;

namespace {

/// A new datafile with one code.
struct Site {
    Site()
        : path(folder.filePath(QStringLiteral("site.mailboat")))
    {
        auto made = Datafile::create(DatafileAddress::ofFile(path), clock);
        REQUIRE(made);
        datafile = std::move(*made);
        const Result<QString> first = authoriser().createFirst({});
        REQUIRE(first);
        code = *first;
    }

    Authoriser authoriser() { return Authoriser(datafile->settings(), clock); }
    std::optional<ErrorCode> tryCode(const QString &typed)
    {
        const Result<Authorisation> tried = authoriser().authorise(typed);
        return tried ? std::nullopt : std::optional(tried.error().code);
    }
    void failTimes(int times)
    {
        for (int i = 0; i < times; ++i)
            REQUIRE(tryCode(wrong) == ErrorCode::CodeWrong);
    }
    Authorisation unlocked()
    {
        const Result<Authorisation> authorisation = authoriser().authorise(code);
        REQUIRE(authorisation);
        return *authorisation;
    }

    QTemporaryDir folder;
    QString path;
    FakeClock clock;
    std::unique_ptr<Datafile> datafile;
    QString code;
    const QString wrong = QStringLiteral("wrong code");
};

} // namespace

TEST_CASE("The right code unlocks, under its label, in whatever form a made code is typed")
{
    Site site;
    const Result<Authorisation> authorisation = site.authoriser().authorise(site.code);
    REQUIRE(authorisation);
    CHECK(authorisation->label() == QStringLiteral("first"));
    CHECK_FALSE(site.tryCode(QString(site.code).remove(u'-').toLower()));
}

TEST_CASE("A missing code is no try (contract.md §4)")
{
    Site site;
    for (int i = 0; i < 10; ++i) {
        CHECK(site.tryCode(QString()) == ErrorCode::CodeMissing);
        CHECK(site.tryCode(QStringLiteral(" \n")) == ErrorCode::CodeMissing);
    }
    CHECK(site.datafile->settings().tries()->wrong == 0);
}

TEST_CASE("A wrong code says how many tries are left, and five in a row start a pause (design §8)")
{
    Site site;
    const auto refused = [&site] {
        const Result<Authorisation> tried = site.authoriser().authorise(site.wrong);
        REQUIRE_FALSE(tried);
        CHECK(tried.error().code == ErrorCode::CodeWrong);
        return tried.error().values;
    };
    for (int left = 4; left > 0; --left)
        CHECK(refused() == ErrorValues {{QStringLiteral("left"), left}});
    CHECK(refused()[QStringLiteral("seconds")].toInt() == 30); // no "tries left: 0": the pause has begun
    const Result<Authorisation> locked = site.authoriser().authorise(site.code);
    REQUIRE_FALSE(locked);
    CHECK(locked.error().code == ErrorCode::CodeTooManyTries);
    CHECK(locked.error().values[QStringLiteral("seconds")].toInt() == 30);
}

TEST_CASE("Pauses grow with every wrong try, and the right code after one ends them")
{
    Site site;
    site.failTimes(5);
    for (const auto pause : {30s, 60s, 120s, 240s}) {
        site.clock.advance(pause - 1ms);
        CHECK(site.tryCode(site.code) == ErrorCode::CodeTooManyTries);
        site.clock.advance(1ms);
        CHECK(site.tryCode(site.wrong) == ErrorCode::CodeWrong);
    }
    site.clock.advance(480s);
    CHECK_FALSE(site.tryCode(site.code));
    site.failTimes(5);
}

TEST_CASE("Wrong tries are kept in the datafile: reopening it gives no new ones")
{
    Site site;
    site.failTimes(4);
    site.datafile.reset();
    auto again = Datafile::open(DatafileAddress::ofFile(site.path), site.clock);
    REQUIRE(again);
    site.datafile = std::move(*again);
    site.failTimes(1);
    site.datafile.reset();
    again = Datafile::open(DatafileAddress::ofFile(site.path), site.clock);
    REQUIRE(again);
    site.datafile = std::move(*again);
    CHECK(site.tryCode(site.code) == ErrorCode::CodeTooManyTries);
}

TEST_CASE("Many programs that try at once get five tries between them")
{
    Site site;
    std::atomic<int> wrong {0};
    std::atomic<int> locked {0};
    std::atomic<int> others {0};
    constexpr int programs = 4;
    std::vector<std::thread> threads;
    threads.reserve(programs);
    for (int i = 0; i < programs; ++i) {
        threads.emplace_back([&] {
            const auto datafile = Datafile::open(DatafileAddress::ofFile(site.path), site.clock);
            if (!datafile) {
                ++others;
                return;
            }
            Authoriser authoriser((*datafile)->settings(), site.clock);
            for (int n = 0; n < 5; ++n) {
                const Result<Authorisation> tried = authoriser.authorise(site.wrong);
                if (!tried && tried.error().code == ErrorCode::CodeWrong)
                    ++wrong;
                else if (!tried && tried.error().code == ErrorCode::CodeTooManyTries)
                    ++locked;
                else
                    ++others;
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    CHECK(wrong == 5);
    CHECK(locked == 15);
    CHECK(others == 0);
}

TEST_CASE("A code that was added unlocks until it expires, then says so and counts as no wrong try")
{
    Site site;
    const QDateTime expires = site.clock.utcNow().addDays(1);
    const Result<QString> code = site.authoriser().add(site.unlocked(), QStringLiteral(" support "), expires);
    REQUIRE(code);
    CHECK(site.authoriser().authorise(*code)->label() == QStringLiteral("support"));

    site.clock.advance(24h);
    CHECK_FALSE(site.tryCode(*code));
    site.clock.advance(1ms);
    site.failTimes(4);
    for (int i = 0; i < 10; ++i) {
        const Result<Authorisation> tried = site.authoriser().authorise(*code);
        REQUIRE_FALSE(tried);
        CHECK(tried.error().code == ErrorCode::CodeExpired);
        CHECK(tried.error().values[QStringLiteral("label")].toString() == QStringLiteral("support"));
        CHECK(tried.error().values[QStringLiteral("until")].toDateTime() == expires);
    }
    CHECK(site.datafile->settings().tries()->wrong == 4);
}

TEST_CASE("An expired code cannot be told from any other wrong one while a pause runs")
{
    Site site;
    const Result<QString> code
        = site.authoriser().add(site.unlocked(), QStringLiteral("support"), site.clock.utcNow().addSecs(1));
    REQUIRE(code);
    site.clock.advance(2s);
    site.failTimes(5);
    CHECK(site.tryCode(*code) == ErrorCode::CodeTooManyTries);
}

TEST_CASE("Codes are stored as slow hashes alone")
{
    Site site;
    const Result<QList<StandingCode>> codes = site.authoriser().list();
    REQUIRE(codes);
    REQUIRE(codes->size() == 1);
    CHECK(codes->first().label == QStringLiteral("first"));
    CHECK(codes->first().created == site.clock.utcNow());
    CHECK_FALSE(codes->first().expires);
    CHECK(matchesSlowHash(storedForm(site.code), codes->first().hash));
}

TEST_CASE("An expiry in the past and an unsuitable or used label are refused")
{
    Site site;
    const Authorisation by = site.unlocked();
    const auto refusal = [&](const QString &label, const std::optional<QDateTime> &expires) {
        const Result<QString> added = site.authoriser().add(by, label, expires);
        REQUIRE_FALSE(added);
        return added.error().code;
    };
    CHECK(refusal(QStringLiteral("x"), site.clock.utcNow()) == ErrorCode::CodeExpiryPast);
    CHECK(refusal(QStringLiteral("first"), {}) == ErrorCode::CodeLabelInUse);
    CHECK(refusal(QStringLiteral(" "), {}) == ErrorCode::UsageWrong);
    CHECK(refusal(QString(101, u'x'), {}) == ErrorCode::UsageWrong);
    CHECK(refusal(QStringLiteral("a\nb"), {}) == ErrorCode::UsageWrong);
    CHECK(site.authoriser().list()->size() == 1);
}

TEST_CASE("A revoked code unlocks no more")
{
    Site site;
    const Authorisation by = site.unlocked();
    const Result<QString> code = site.authoriser().add(by, QStringLiteral("support"), {});
    REQUIRE(code);
    REQUIRE(site.authoriser().revoke(by, QStringLiteral("support")));
    CHECK(site.tryCode(*code) == ErrorCode::CodeWrong);
    const Result<> again = site.authoriser().revoke(by, QStringLiteral("support"));
    REQUIRE_FALSE(again);
    CHECK(again.error().code == ErrorCode::CodeLabelUnknown);
}

TEST_CASE("The last code that still unlocks cannot be revoked (contract.md §4)")
{
    Site site;
    const Authorisation by = site.unlocked();
    const auto revokeFirst = [&] { return site.authoriser().revoke(by, QStringLiteral("first")); };
    REQUIRE_FALSE(revokeFirst());
    CHECK(revokeFirst().error().code == ErrorCode::CodeLastOne);

    REQUIRE(site.authoriser().add(by, QStringLiteral("short"), site.clock.utcNow().addSecs(60)));
    site.clock.advance(61s);
    REQUIRE_FALSE(revokeFirst());
    CHECK(revokeFirst().error().code == ErrorCode::CodeLastOne);
    CHECK(site.authoriser().revoke(by, QStringLiteral("short")));

    REQUIRE(site.authoriser().add(by, QStringLiteral("second"), {}));
    CHECK(revokeFirst());
}

TEST_CASE("The first code may be chosen, and is made only where there is none yet")
{
    const QTemporaryDir folder;
    const FakeClock clock;
    const auto datafile
        = Datafile::create(DatafileAddress::ofFile(folder.filePath(QStringLiteral("site.mailboat"))), clock);
    REQUIRE(datafile);
    Authoriser authoriser((*datafile)->settings(), clock);

    const Result<QString> unsuitable = authoriser.createFirst(QStringLiteral("abc"));
    REQUIRE_FALSE(unsuitable);
    CHECK(unsuitable.error().code == ErrorCode::CodeUnsuitable);
    CHECK(authoriser.list()->isEmpty());

    REQUIRE(authoriser.createFirst(QStringLiteral("s3cret pass\n")));
    CHECK(authoriser.authorise(QStringLiteral("s3cret pass")));
    CHECK_FALSE(authoriser.authorise(QStringLiteral("S3CRET PASS")));

    const Result<QString> second = authoriser.createFirst(QStringLiteral("another one"));
    REQUIRE_FALSE(second);
    CHECK(second.error().code == ErrorCode::ActionNotPossible);
}

TEST_CASE("11.5: nothing needs a code in a datafile that was made for tests, and only there")
{
    Site site;
    const Result<Authorisation> refused = site.authoriser().forTests();
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::TestDatafileOnly);
    REQUIRE(site.datafile->settings().markForTests());
    const Result<Authorisation> given = site.authoriser().forTests();
    REQUIRE(given);
    CHECK(site.authoriser().add(*given, QStringLiteral("another"), {}));
}

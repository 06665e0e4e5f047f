// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/watch.h"

#include "tests/support/heldwriter.h"
#include "tests/support/restoring.h"
#include "tests/support/store/storesite.h"

using namespace mailboat;
using namespace mailboat::test;
using namespace std::chrono_literals;

namespace {

/// A follower that reads what it is told to, and another connection that changes it.
struct Followed {
    StoreSite site {0};
    std::unique_ptr<Datafile> own = valueOf(Datafile::open(site.address(), site.clock(), {.patience = 10ms}));
    Watch watch {own->connection()};
    int reads = 0;
    int settings = 0;

    Result<> look(const std::function<Result<>()> &read = [] { return Result<> {}; })
    {
        return watch.follow([&] {
            ++reads;
            return read();
        });
    }
    Result<> lookAtSettings(const std::function<Result<>()> &read = [] { return Result<> {}; })
    {
        return watch.followSettings([&](qint64 revision) {
            ++settings;
            CHECK(revision == valueOf(site->settings().revision()));
            return read();
        });
    }
    Result<> takeRequest() { return own->requests().take(1); }
};

} // namespace

TEST_CASE("Who follows a datafile reads at first, and after what others have committed")
{
    Followed followed;
    require(followed.look());
    require(followed.look());
    CHECK(followed.reads == 1);
    followed.site.put("unit", "u");
    require(followed.look());
    require(followed.look());
    CHECK(followed.reads == 2);
    require(followed.own->records().put(upsert("unit", "v", "{}"))); // its own
    require(followed.look());
    CHECK(followed.reads == 2);
    followed.watch.expectNews();
    require(followed.look());
    require(followed.look());
    CHECK(followed.reads == 3);
}

TEST_CASE("What could not be read is read at the next look, though nothing is written until then")
{
    Followed followed;
    require(followed.look());
    valueOf(followed.site->requests().ask(EngineRequests::Kind::SyncNow));
    const auto take = [&followed] { return followed.takeRequest(); };
    {
        const HeldWriter writing(followed.site.path());
        CHECK(codeOfFailure(followed.look(take)) == ErrorCode::DatafileBusy);
        CHECK(codeOfFailure(followed.look(take)) == ErrorCode::DatafileBusy);
    }
    require(followed.look(take));
    CHECK(valueOf(followed.site->requests().open()).isEmpty());
    require(followed.look(take));
    CHECK(followed.reads == 4);
}

TEST_CASE("A datafile that nobody can read is busy for who follows it, who reads afterwards")
{
    Followed followed;
    require(followed.look());
    Restoring restoring(followed.site.path());
    followed.site.put("unit", "u");
    restoring.begin();
    CHECK(codeOfFailure(followed.look()) == ErrorCode::DatafileBusy);
    CHECK(codeOfFailure(followed.lookAtSettings()) == ErrorCode::DatafileBusy);
    CHECK(followed.reads == 1);
    restoring.end();
    require(followed.look());
    CHECK(followed.reads == 2);
}

TEST_CASE("Settings are read once a revision, whatever else could not be read then")
{
    Followed followed;
    const auto everything = [&followed](const Result<> &rest) {
        return followed.look([&] { return followed.lookAtSettings().and_then([&rest] { return rest; }); });
    };
    require(everything({}));
    CHECK(followed.settings == 1);
    followed.site.put("unit", "u");
    require(everything({}));
    CHECK(followed.settings == 1);
    followed.site.setSyncId(3);
    CHECK(codeOfFailure(everything(failure(ErrorCode::DiskFull))) == ErrorCode::DiskFull);
    CHECK(followed.settings == 2);
    require(everything({}));
    CHECK(followed.settings == 2);
    CHECK(followed.reads == 4);
}

TEST_CASE("Settings that could not be read are read at the next look")
{
    Followed followed;
    CHECK(codeOfFailure(followed.lookAtSettings([] { return failure(ErrorCode::DatafileBusy); }))
        == ErrorCode::DatafileBusy);
    require(followed.lookAtSettings());
    require(followed.lookAtSettings());
    CHECK(followed.settings == 2);
}

TEST_CASE("What is written while others' news are read is read next")
{
    Followed followed;
    require(followed.look([&followed] {
        followed.watch.expectNews();
        return Result<> {};
    }));
    require(followed.look([&followed] {
        followed.site.put("unit", "u");
        return Result<> {};
    }));
    require(followed.look());
    CHECK(followed.reads == 3);
    require(followed.look());
    CHECK(followed.reads == 3);
}

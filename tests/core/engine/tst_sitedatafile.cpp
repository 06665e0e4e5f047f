// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// SiteConnection whose datafile is missing, vanishes, comes back, or is another one.
#include "tests/core/engine/connected.h"
#include "tests/support/fakeclock.h"

#include <QFile>

using namespace mailboat;
using namespace mailboat::test;
using namespace std::chrono_literals;

namespace {

/// A satellite's closed datafile, and a connection whose clock only the test turns.
struct Turned {
    Turned() { site.close(); }

    void move(const QString &from, const QString &to) const { REQUIRE(QFile::rename(from, to)); }
    void away() const { move(site.path(), kept()); }
    void back() const { move(kept(), site.path()); }
    QString kept() const { return site.path() + QStringLiteral("-kept"); }
    /// Time for another try.
    void turn() { clock.advance(2s); }

    SatelliteSite site {2, QUrl(QStringLiteral("http://127.0.0.1:9"))};
    FakeClock clock;
};

ErrorCode lastFailure(const Connected &window)
{
    return lastOf<Error>(window.failed).code;
}

} // namespace

TEST_CASE("A datafile that is not there yet is opened once it is", "[siteconnection]")
{
    Turned turned;
    turned.away();
    Connected window(turned.site.address(), turned.clock);
    CHECK(lastFailure(window) == ErrorCode::DatafileMissing);
    CHECK(refusal(window.draft()) == ErrorCode::DatafileMissing);
    CHECK(refusal(window.countForGenerate(1)) == ErrorCode::DatafileMissing);
    turned.back();
    turned.turn();
    until([&] { return !window.recovered.isEmpty(); });
    until([&] { return !window.status.isEmpty(); });
    CHECK(window.failed.size() == 1);
    CHECK(window.opened.isEmpty());
    CHECK(window.draft());
}

TEST_CASE("A datafile that vanishes and comes back is said once each, and works again", "[siteconnection]")
{
    Turned turned;
    Connected window(turned.site.address(), turned.clock);
    const auto draft = window.draft();
    REQUIRE(draft);
    REQUIRE((*draft)->preferences.interval.set(30min));
    const auto staged = stagedChange(**draft, {});
    turned.away();
    CHECK(refusal(window.commit(*staged))
        == ErrorCode::DatafileVanished); // nothing goes into a file that nobody will find
    until([&] { return !window.failed.isEmpty(); });
    CHECK(lastFailure(window) == ErrorCode::DatafileVanished);
    for (int tries = 0; tries < 3; ++tries) {
        turned.turn();
        const auto asked = window.draft();
        CHECK((asked || asked.error().code == ErrorCode::DatafileVanished));
    }
    window.status.clear();
    turned.back();
    turned.turn();
    until([&] { return !window.recovered.isEmpty() && !window.status.isEmpty(); });
    CHECK(window.failed.size() == 1);
    REQUIRE(window.commit(*staged));
    CHECK((*window.draft())->preferences.interval.value() == 30min);
}

TEST_CASE("A datafile that comes back read-only, or as something else, is said each time", "[siteconnection]")
{
    Turned turned;
    Connected window(turned.site.address(), turned.clock);
    turned.away();
    until([&] { return window.failed.size() == 1; });
    const auto nextFailure = [&](int number) {
        until([&] {
            turned.turn();
            return window.failed.size() == number;
        });
        return lastFailure(window);
    };
    REQUIRE(QFile::setPermissions(turned.kept(), QFile::ReadOwner));
    turned.back();
    CHECK(nextFailure(2) == ErrorCode::DatafileReadOnly);
    turned.away();
    QFile other(turned.site.path());
    REQUIRE(other.open(QIODevice::WriteOnly));
    other.write("Dear Sir");
    other.close();
    CHECK(nextFailure(3) == ErrorCode::DatafileForeign);
    REQUIRE(QFile::setPermissions(turned.kept(), QFile::ReadOwner | QFile::WriteOwner));
    REQUIRE(other.remove());
    turned.back();
    until([&] {
        turned.turn();
        return !window.recovered.isEmpty();
    });
    CHECK(window.draft());
}

TEST_CASE("A datafile that another one has taken the place of is read anew", "[siteconnection]")
{
    Turned turned;
    Connected window(turned.site.address(), turned.clock);
    turned.away();
    {
        SatelliteSite copied(9, QUrl(QStringLiteral("http://127.0.0.1:9")));
        copied.close();
        REQUIRE(QFile::copy(copied.path(), turned.site.path()));
    }
    until([&] {
        turned.turn();
        return !window.recovered.isEmpty() && lastOf<Status>(window.status).syncId == SyncId {9};
    });
}

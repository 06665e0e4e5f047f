// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/resuming.h"
#include "core/store/settingstable.h"
#include "tests/core/engine/connected.h"

using namespace mailboat;
using namespace mailboat::test;

namespace {

const auto intervalName = QStringLiteral("sync-interval");

struct Paused {
    explicit Paused(const QStringList &intervals)
    {
        for (const QString &interval : intervals)
            site.setPreference(intervalName, interval);
    }
    /// The interval afterwards, in minutes.
    qint64 resumed()
    {
        Connected window(site);
        REQUIRE(window.answerOf<void>(
            [&](QObject *context, auto answer) { resumeSync(*window.connection, context, std::move(answer)); }));
        return (*window.draft())->preferences.interval.value().count();
    }

    SatelliteSite site {2, QUrl(QStringLiteral("http://127.0.0.1:9"))};
};

} // namespace

TEST_CASE("14.A4: a pause ends with the interval that there was before it, the newest where there were several")
{
    Paused once({QStringLiteral("15"), QStringLiteral("0")});
    CHECK(once.resumed() == 15);
    once.site.setPreference(intervalName, QStringLiteral("30"));
    once.site.setPreference(intervalName, QStringLiteral("0"));
    CHECK(once.resumed() == 30);
}

TEST_CASE("14.A4: a pause ends with the default where the log does not know what there was before")
{
    Paused forgotten({QStringLiteral("15"), QStringLiteral("0")});
    REQUIRE(forgotten.site.datafile().connection().transact([&]() -> Result<> {
        for (int people = 0; people < 1000; ++people) { // it looks no further back
            if (const Result<> added = forgotten.site.datafile().log().addAudit(QStringLiteral("unlock"), {}, {});
                !added)
                return added;
        }
        return {};
    }));
    CHECK(forgotten.resumed() == 1);
}

TEST_CASE("14.A4: where somebody has ended the pause already, resuming changes nothing")
{
    Paused quicker({QStringLiteral("15"), QStringLiteral("0"), QStringLiteral("45")});
    CHECK(quicker.resumed() == 45);
}

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/loadwords.h"

#include "tests/support/catch.h"

#include <QLocale>

using namespace mailboat;

namespace {

Progress halfDone()
{
    QLocale::setDefault(QLocale(QLocale::English));
    Progress load;
    load.isFirstLoad = true;
    load.done = 12400;
    load.total = 50000;
    load.bytes = 8'000'000;
    load.bytesTotal = 31'400'000;
    load.bytesPerSecond = 9000;
    load.remaining = std::chrono::minutes(43);
    return load;
}

} // namespace

TEST_CASE("13.6: a first load under way is told in one line")
{
    Progress load = halfDone();
    CHECK(firstLoadWords(load)
        == QStringLiteral("First load: 12,400 of about 50,000 records, 8.0 MB of 31.4 MB, about 43 minutes left"));
    load.remaining = std::chrono::seconds(0); // rounded, while something is left
    CHECK(firstLoadWords(load).endsWith(QStringLiteral("about a second left")));
    load.remaining.reset();
    CHECK(firstLoadWords(load) == QStringLiteral("First load: 12,400 of about 50,000 records, 8.0 MB of 31.4 MB"));
    load.isAtLeast = true;
    CHECK(firstLoadWords(load) == QStringLiteral("First load: 12,400 of at least 50,000 records, 8.0 MB so far"));
    CHECK(firstLoadWords(Progress {}).isEmpty());
}

TEST_CASE("13.6: a first load that waits says what is to come, and how long that takes at the speed that was measured")
{
    Progress load = halfDone();
    CHECK(waitingLoadWords(load)
        == QStringLiteral(
            "First load: 12,400 of about 50,000 records have come, 8.0 MB of 31.4 MB; about 43 minutes more "
            "at the measured speed of 9 kB a second."));
    load.done = 0;
    load.bytes = 0;
    load.remaining = std::chrono::minutes(58);
    CHECK(waitingLoadWords(load)
        == QStringLiteral(
            "First load: about 50,000 records, 31.4 MB; about 58 minutes at the measured speed of 9 kB a second."));
    load.bytesPerSecond = 0;
    CHECK(waitingLoadWords(load) == QStringLiteral("First load: about 50,000 records, 31.4 MB."));
    load.isAtLeast = true;
    CHECK(waitingLoadWords(load).startsWith(QStringLiteral("First load: at least 50,000 records, 31.4 MB;")));
    CHECK(waitingLoadWords(Progress {}).isEmpty());
}

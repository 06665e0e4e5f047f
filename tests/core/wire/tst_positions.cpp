// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/positions.h"
#include "core/wire/wire.h"
#include "tests/support/catch.h"

using namespace mailboat;

namespace {

wire::SiteInfo siteWith(const QByteArray &more)
{
    const auto site = wire::parseSiteInfo(
        R"({"id":"x","siteId":2,"mSupplyCentralSiteId":1,"initialisationStatus":"new",)" + more + '}');
    REQUIRE(site.has_value());
    return *site;
}

} // namespace

TEST_CASE("12.6: positions come back from the header as they were written")
{
    const SatellitePositions positions {"0123abcd", "77", 12, 34, 5, 4};
    const auto read = wire::parsePositions(wire::compose(positions));
    REQUIRE(read.has_value());
    CHECK(*read == positions);
    CHECK(*wire::parsePositions(wire::compose(SatellitePositions {})) == SatellitePositions {});
    CHECK(*wire::parsePositions({}) == std::nullopt);
    CHECK(*wire::parsePositions("cursor=3; colour=blue") == SatellitePositions {{}, {}, 3}); // of a newer build
}

TEST_CASE("12.2: a header of positions or of a push that is no such thing is refused")
{
    for (const char *header : {"cursor", "cursor=", "cursor=-1", "cursor= ", "cursor=1e3", "cursor=+1",
             "sent=9007199254740993", "held=9223372036854775808", "epoch=xyz", "copy=\"", "cursor=1;;sent=2"}) {
        CAPTURE(header);
        const auto read = wire::parsePositions(header);
        REQUIRE_FALSE(read.has_value());
        CHECK(read.error().code == ErrorCode::RequestMalformed);
        CHECK(describe(read.error()).contains(QStringLiteral("mailboat-positions")));
    }
    CHECK_FALSE(wire::parsePositions("epoch=" + QByteArray(600, 'a')).has_value());
    CHECK(*wire::parsePushMark("17", {}) == PushMark {17});
    CHECK(*wire::parsePushMark("17", "0") == PushMark {17, 0});
    CHECK(*wire::parsePushMark({}, {}) == PushMark {});
    CHECK(*wire::parsePushOver("90-107") == PushMark::Span {90, 107});
    CHECK(*wire::parsePushOver(wire::compose(PushMark::Span {90, 107})) == PushMark::Span {90, 107});
    CHECK_FALSE(wire::parsePushOver({})->has_value());
    for (const char *header : {"90", "90-", "-90", "1-2-3", "a-b", "1-9007199254740993", " "}) {
        CAPTURE(header);
        CHECK_FALSE(wire::parsePushOver(header).has_value());
    }
    for (const char *header : {"x", "-1", "1.0", "9007199254740993", " "}) {
        CAPTURE(header);
        CHECK_FALSE(wire::parsePushMark(header, {}).has_value());
        CHECK_FALSE(wire::parsePushMark("17", header).has_value());
    }
}

TEST_CASE("12.6: the primary's part comes back from the answer to /site, or is not there")
{
    wire::SiteInfo site;
    site.id = QStringLiteral("x");
    site.siteId = SyncId {2};
    site.initialisationStatus = "new";
    site.positions = PrimaryPositions {"aa", {"0f", "1e"}, 100, 50, 40, 7};
    site.isTwoMachines = true;
    const auto read = wire::parseSiteInfo(wire::compose(site));
    REQUIRE(read.has_value());
    CHECK(read->positions == site.positions);
    CHECK(read->isTwoMachines);
    site.positions->isOlder = true;
    CHECK(wire::parseSiteInfo(wire::compose(site))->positions == site.positions);

    CHECK(
        siteWith(R"("epoch":"aa","positions":{"serial":1,"given":1,"held":1,"taken":1,"formerEpochs":[]})").positions);
    CHECK(siteWith(
        R"("epoch":"aa","positions":{"serial":1,"given":1,"held":1,"taken":4503599627370496,"formerEpochs":[]})")
              .positions);
    for (const char *other :
        {R"("code":"a")", R"("epoch":"aa")", R"("epoch":"","positions":{"serial":1,"given":1,"held":1,"taken":1})",
            R"("epoch":"aa","positions":{"serial":-1,"given":1,"held":1,"taken":1})",
            R"("epoch":"aa","positions":{"serial":1.5,"given":1,"held":1,"taken":1})",
            R"("epoch":"aa","positions":{"serial":9007199254740993,"given":1,"held":1,"taken":1})",
            R"("epoch":"aa","positions":{"serial":1,"given":1,"held":1,"taken":4503599627370497,"formerEpochs":[]})",
            R"("epoch":"aa","positions":[1])", R"("epoch":7,"positions":{"serial":1,"given":1,"held":1,"taken":1})"}) {
        CAPTURE(other);
        CHECK(siteWith(other).positions == std::nullopt);
    }
}

TEST_CASE("12.6: a list of features names the extension, or does not")
{
    CHECK(wire::canEpoch("epoch"));
    CHECK(wire::canEpoch("ahead, epoch,day-code"));
    CHECK_FALSE(wire::canEpoch(""));
    CHECK_FALSE(wire::canEpoch("epochs, Epoch"));
}

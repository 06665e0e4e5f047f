// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/clock.h"
#include "core/domain/refusalwords.h"
#include "core/server/contactsfinding.h"
#include "tests/support/catch.h"

#include <QJsonArray>
#include <QRegularExpression>

using namespace mailboat;

namespace {

const QDateTime now(QDate(2026, 11, 30), QTime(12, 0), Qt::UTC);

/// 300 sites "site2" to "site301": every tenth silent for as many days as its Sync ID, every seventh of the others new.
QList<Peer> manySites()
{
    QList<Peer> peers;
    for (int id = 2; id <= 301; ++id) {
        Peer peer;
        peer.syncId = SyncId {id};
        peer.userName = QStringLiteral("site%1").arg(id);
        if (id % 10 == 0)
            peer.lastContact = now.addDays(-id);
        else if (id % 7 != 0)
            peer.lastContact = now.addSecs(-60);
        peers.append(peer);
    }
    return peers;
}

CheckFinding foundAt(const QList<Peer> &peers, const Refusals &refusals = {})
{
    return contactsFinding(peers, {}, refusals, now);
}

} // namespace

TEST_CASE("14.A6: of 300 sites the check names few, the longest silent first, and no time stands in its words")
{
    const CheckFinding found = foundAt(manySites());
    CHECK(found.level == CheckLevel::Warning);
    INFO(found.detail.toStdString());
    CHECK(found.detail.contains(QStringLiteral("30 site(s) have been silent for more than a day: site300, site290, "
                                               "site280, site270, site260, and 25 more.")));
    CHECK(found.detail.contains(QStringLiteral("39 site(s) have never come: site7, ")));
    CHECK(found.detail.size() < 300);
    CHECK_FALSE(found.detail.contains(QRegularExpression(QStringLiteral("\\d\\d:\\d\\d|\\d{4}-\\d\\d"))));
}

TEST_CASE("14.A6: the whole list goes with the finding, and stands in the report and its JSON")
{
    Refusals refusals;
    refusals.insert(SyncId {11}, {now.addSecs(-30), ErrorCode::SiteIncorrectPassword, QStringLiteral("10.0.0.7")});
    const CheckFinding found = foundAt(manySites(), refusals);
    REQUIRE(found.sites.size() == 70);
    CHECK(found.sites.first().syncId == SyncId {11});
    CHECK(found.sites.first().refusal == QStringLiteral("10.0.0.7: ") + refusalWords(ErrorCode::SiteIncorrectPassword));
    CHECK(found.sites[1].userName == QStringLiteral("site300"));
    CHECK(found.sites[1].when == now.addDays(-300));
    CHECK_FALSE(found.sites.last().when.isValid());

    const CheckReport report {{found}};
    const QString text = toText(report);
    CHECK(text.contains(QStringLiteral("\n    300  site300  %1\n").arg(isoTime(now.addDays(-300)))));
    CHECK(text.contains(QStringLiteral("\n    7  site7  never\n")));
    CHECK(text.contains(QStringLiteral("\n    11  site11  %1  10.0.0.7: ").arg(isoTime(now.addSecs(-30)))));
    const QJsonObject step = toJson(report).value(QStringLiteral("steps")).toArray().first().toObject();
    const QJsonArray sites = step.value(QStringLiteral("sites")).toArray();
    REQUIRE(sites.size() == 70);
    CHECK(sites[1].toObject()
        == QJsonObject {{QStringLiteral("syncId"), 300}, {QStringLiteral("userName"), QStringLiteral("site300")},
            {QStringLiteral("when"), isoTime(now.addDays(-300))}, {QStringLiteral("refusal"), {}}});
    CHECK(sites.last().toObject().value(QStringLiteral("when")).isNull());
}

TEST_CASE("14.A6: who is refused is named with the reason and the advice for the first of them")
{
    Refusals refusals;
    for (int id = 11; id <= 16; ++id)
        refusals.insert(
            SyncId {id}, {now.addSecs(-30), ErrorCode::SiteIncorrectHardwareId, QStringLiteral("10.0.0.7")});
    QList<Peer> peers = manySites().mid(9, 6); // 11 to 16
    for (Peer &peer : peers)
        peer.lastContact = now.addSecs(-60);
    const CheckFinding found = foundAt(peers, refusals);
    const QString detail = found.detail;
    INFO(detail.toStdString());
    CHECK(
        detail.contains(QStringLiteral("6 site(s) are refused: site11, site12, site13, site14, site15, and 1 more.")));
    CHECK(detail.contains(QStringLiteral("A call of the site site11 was refused, from 10.0.0.7: ")));
    CHECK(adviceOf(found) == refusalAdvice(ErrorCode::SiteIncorrectHardwareId, SyncId {11}));
}

TEST_CASE("14.A8: of wrong passwords the advice is what can be done at the primary, not what is to be done at the site")
{
    Peer peer;
    peer.syncId = SyncId {2};
    peer.userName = QStringLiteral("hill");
    peer.wrongSignIns = 12;
    peer.lastContact = now.addSecs(-60);
    const CheckFinding found = foundAt({peer});
    CHECK(adviceOf(found) == refusalAdvice(ErrorCode::SiteIncorrectPassword, SyncId {2}));
    CHECK(toText({{found}}).contains(refusalAdvice(ErrorCode::SiteIncorrectPassword, SyncId {2})));
    const QJsonObject step = toJson({{found}}).value(QStringLiteral("steps")).toArray().first().toObject();
    CHECK(step.value(QStringLiteral("advice")).toString() == adviceOf(found));
}

TEST_CASE("14.A6: names that sites and programs give themselves stand in the words as they are")
{
    Peer peer;
    peer.syncId = SyncId {2};
    peer.userName = QStringLiteral("50%2");
    peer.wrongSignIns = 12;
    peer.lastContact = now.addSecs(-60);
    peer.app = {QStringLiteral("clinic%2"), QStringLiteral("1.0")};
    const QString detail = foundAt({peer}).detail;
    INFO(detail.toStdString());
    CHECK(detail.contains(QStringLiteral("50%2 (12)")));
    CHECK(detail.contains(peer.app.words() + QStringLiteral(" (1)")));
}

TEST_CASE("14.A6: neither wrong passwords nor sites that are not served make a wall of words")
{
    QList<Peer> peers = manySites().first(40);
    Misfits misfits;
    for (Peer &peer : peers) {
        peer.lastContact = now.addSecs(-60);
        peer.wrongSignIns = 12;
        misfits.append(
            {peer.syncId, Error {ErrorCode::TwoMachines, {{QStringLiteral("syncId"), peer.syncId.value()}}}});
    }
    const QString detail = withMisfits(foundAt(peers), misfits, {}).detail;
    INFO(detail.toStdString());
    CHECK(detail.contains(QStringLiteral(
        "Wrong passwords since the last right one: site2 (12), site3 (12), site4 (12), site5 (12), site6 (12), "
        "and 35 more.")));
    CHECK(detail.contains(QStringLiteral("35 more site(s) are not served either")));
    CHECK(detail.size() < 700);
}

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prefs/draft.h"
#include "tests/support/catch.h"
#include "tests/ui/peers.h"
#include "tests/ui/widgets.h"
#include "ui/sites/peerpanel.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <numeric>
#include <vector>

using namespace mailboat;
using namespace mailboat::test;

namespace {

constexpr int count = 40'000;
constexpr int rounds = 15;

struct Times {
    double median = 0;
    double worst = 0;
};

/// How long the window's thread is busy with it, painting included.
Times milliseconds(
    const std::function<void(int)> &work, const std::function<void()> &prepare = [] {})
{
    QList<double> times;
    for (int round = 0; round < rounds; ++round) {
        prepare();
        QElapsedTimer timer;
        timer.start();
        work(round);
        QCoreApplication::processEvents();
        times += static_cast<double>(timer.nsecsElapsed()) / 1e6;
    }
    std::sort(times.begin(), times.end());
    return {times.at(times.size() / 2), times.last()};
}

QList<SiteRow> newsOf(int sites, int round)
{
    QList<SiteRow> news;
    for (int i = 0; i < sites; ++i)
        news.append({.syncId = SyncId {2 + i * (count / sites)},
            .state = (i + round) % 50 == 0 ? SiteState::Silent : SiteState::Ok,
            .lastContact = QDateTime::currentDateTimeUtc(),
            .waiting = (i * 7 + round) % 1000});
    return news;
}

/// All of them, of which so many stand otherwise in each round, some in another state.
QList<SiteRow> withChanges(const QList<SiteRow> &all, int changes, int round)
{
    QList<SiteRow> news = all;
    for (int i = 0; i < changes; ++i) {
        SiteRow &site = news[i * (count / changes)];
        site.lastContact = QDateTime::currentDateTimeUtc();
        site.waiting = (i * 7 + round) % 1000;
        site.state = (i + round) % 20 == 0 ? SiteState::Silent : SiteState::Ok;
    }
    return news;
}

/// What no table can do without: 40,000 numbers put in order.
double floorOf(const QList<SiteRow> &sites)
{
    return milliseconds([&sites](int) {
        std::vector<qint64> numbers;
        for (const SiteRow &site : sites)
            numbers.push_back(site.waiting * count + site.syncId.value());
        std::sort(numbers.begin(), numbers.end());
        REQUIRE(std::is_sorted(numbers.cbegin(), numbers.cend()));
    }).median;
}

} // namespace

TEST_CASE("the table of 40,000 sites: what the window's thread does at a time", "[window]")
{
    const QList<Peer> peers = sites(count);
    const double least = floorOf(newsOf(count, 0));
    std::printf("floor: sorting %d numbers %.1f ms (median of %d)\n", count, least, rounds);
    const auto print = [least](const char *name, Times times) {
        std::printf("%-46s median %5.1f ms, worst %5.1f ms, %5.1f times the floor (goal: under 50 ms)\n", name,
            times.median, times.worst, times.median / least);
    };

    PeerPanel panel;
    panel.resize(900, 500);
    panel.update(newsOf(count, 0));
    panel.setLocked(false);
    showActive(panel);
    auto &table = child<QTableView>(panel, QStringLiteral("sites"));
    auto &search = child<QLineEdit>(panel, QStringLiteral("searchSites"));
    const auto order = [](int round) { return round % 2 ? Qt::AscendingOrder : Qt::DescendingOrder; };
    const auto type = [&search](int round) { // a letter more each time, then all of them away
        const QString text = QStringLiteral("site-000");
        if (const int letter = round % 9; letter < text.size())
            QTest::keyClicks(&search, text.mid(letter, 1));
        else
            search.clear();
    };

    const auto empty = [&panel] { panel.setPeers({}, SiteRole::Primary); };
    print("the first list", milliseconds([&](int) { panel.setPeers(peers, SiteRole::Primary); }, empty));
    print("a new list after an edit", milliseconds([&](int) { panel.setPeers(peers, SiteRole::Primary); }));
    const auto anew = [&] {
        panel.setPeers(peers, SiteRole::Primary);
        table.sortByColumn(0, Qt::AscendingOrder);
    };
    print("sorting by user name for the first time",
        milliseconds([&](int) { table.sortByColumn(1, Qt::AscendingOrder); }, anew));
    print("sorting by Sync ID", milliseconds([&](int round) { table.sortByColumn(0, order(round)); }));
    print("sorting by user name", milliseconds([&](int round) { table.sortByColumn(1, order(round)); }));
    print("sorting by records waiting", milliseconds([&](int round) { table.sortByColumn(5, order(round)); }));
    print("a key in the search field", milliseconds(type));
    search.clear();
    print("news of 40,000 sites, sorted by records waiting",
        milliseconds([&](int round) { panel.update(newsOf(count, round)); }));
    table.sortByColumn(0, Qt::AscendingOrder);
    print("news of 40,000 sites", milliseconds([&](int round) { panel.update(newsOf(count, round)); }));
    const QList<SiteRow> all = newsOf(count, 0);
    QList<QList<SiteRow>> news; // made by the site's thread
    for (int round = 0; round < rounds; ++round)
        news.append(withChanges(all, 200, round));
    print("news of 200 of 40,000 sites", milliseconds([&](int round) { panel.update(news.at(round)); }));
    for (const int section : {2, 3, 5}) {
        table.sortByColumn(section, Qt::AscendingOrder);
        print(qPrintable(QStringLiteral("news of 200, sorted by section %1").arg(section)),
            milliseconds([&](int round) { panel.update(news.at(round)); }));
    }
    QTest::mouseClick(&child<QPushButton>(panel, QStringLiteral("sites-ok")), Qt::LeftButton);
    print(
        "news of 200, narrowed to those that are well", milliseconds([&](int round) { panel.update(news.at(round)); }));
    print("a key in the search field, narrowed", milliseconds(type));
    search.clear();
    QTest::mouseClick(&child<QPushButton>(panel, QStringLiteral("allSites")), Qt::LeftButton);
    table.sortByColumn(0, Qt::AscendingOrder);
    print("selecting all", milliseconds([&](int round) { round % 2 ? table.clearSelection() : table.selectAll(); }));
    table.selectAll();
    print("sorting with all selected", milliseconds([&](int round) { table.sortByColumn(1, order(round)); }));
    print("a new list with all selected", milliseconds([&](int) { panel.setPeers(peers, SiteRole::Primary); }));
    table.clearSelection();
    for (int row = 0; row < count; row += 80)
        table.selectionModel()->select(
            table.model()->index(row, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    print("sorting with 500 rows selected", milliseconds([&](int round) { table.sortByColumn(0, order(round)); }));
    print("a key in the search field, 500 rows selected", milliseconds(type));
    CHECK(panel.selected().size() <= 500);
}

TEST_CASE("many of 40,000 sites deleted, or cleared of their URLs: what the window's thread does at a time", "[window]")
{
    Settings settings;
    settings.preferences.insert(QStringLiteral("sync-id"), QStringLiteral("1"));
    settings.peers = sites(count);
    for (Peer &peer : settings.peers)
        peer.url = QStringLiteral("https://sync.example.org");
    const double least = floorOf(newsOf(count, 0));
    PeerPanel panel;
    panel.resize(900, 500);
    showActive(panel);
    auto &table = child<QTableView>(panel, QStringLiteral("sites"));
    std::unique_ptr<Draft> draft;
    const auto print = [least](const char *name, Times times) {
        std::printf("%-46s median %5.1f ms, worst %5.1f ms, %5.1f times the floor (goal: under 50 ms)\n", name,
            times.median, times.worst, times.median / least);
    };
    const auto anew = [&] {
        draft = std::make_unique<Draft>(settings);
        panel.setPeers(draft->peers.all(), SiteRole::Primary);
        table.selectAll();
        QCoreApplication::processEvents();
    };
    const auto show = [&] { panel.setPeers(draft->peers.all(), SiteRole::Primary); };
    const auto remove = [&](const QList<SyncId> &ids) {
        REQUIRE(draft->peers.checks().removable(ids));
        REQUIRE(draft->peers.remove(ids));
        show();
    };
    print("all rows deleted", milliseconds([&](int) { remove(panel.selected()); }, anew));
    print("one row of two deleted",
        milliseconds(
            [&](int) {
                QList<SyncId> ids;
                for (int id = 2; id < count; id += 2)
                    ids.append(SyncId {id});
                remove(ids);
            },
            anew));
    print("one row deleted", milliseconds([&](int) { remove({SyncId {2}}); }, anew));
    print("counting what was changed, all rows deleted",
        milliseconds([&](int) { REQUIRE(draft->modifiedFields() > 0); },
            [&] {
                anew();
                REQUIRE(draft->peers.remove(panel.selected()));
            }));
    print("all URLs cleared",
        milliseconds(
            [&](int) {
                draft->peers.clearUrls();
                show();
            },
            anew));
}

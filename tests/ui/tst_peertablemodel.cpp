// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/catch.h"
#include "tests/ui/peers.h"
#include "ui/sites/peertablemodel.h"
#include "ui/widgets/timewords.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QSignalSpy>

using namespace mailboat;
using namespace mailboat::test;

namespace {

/// A model that is watched for breaches of what views count on, with the list of a primary.
struct TestedModel {
    explicit TestedModel(const QList<Peer> &peers, SiteRole role = SiteRole::Primary) { model.setPeers(peers, role); }

    QStringList column(int column) const
    {
        QStringList cells;
        for (int row = 0; row < model.rowCount(); ++row)
            cells.append(model.index(row, column).data().toString());
        return cells;
    }
    QList<int> ids() const
    {
        QList<int> ids;
        for (int row = 0; row < model.rowCount(); ++row)
            ids.append(model.idAt(row).value());
        return ids;
    }
    QVariant cell(int row, int column, int role) const { return model.data(model.index(row, column), role); }

    PeerTableModel model;
    QAbstractItemModelTester tester {&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
};

PeerNews news(int id, qint64 waiting, const QDateTime &contact = {})
{
    return {SyncId {id}, contact, waiting, PeerStatus::Ready, {}};
}

const QString east = QStringLiteral("East");

} // namespace

TEST_CASE("The table has the columns Sync ID, User name and URL, at a primary Last contact and Waiting too (§5)")
{
    TestedModel table({site(2, north)}, SiteRole::Satellite);
    const auto titles = [&table] {
        QStringList all;
        for (int column = 0; column < table.model.columnCount(); ++column)
            all.append(table.model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        return all.join(QStringLiteral(", "));
    };
    CHECK(titles() == QStringLiteral("Sync ID, User name, URL"));
    table.model.setPeers({site(2, north)}, SiteRole::Primary);
    CHECK(titles() == QStringLiteral("Sync ID, User name, URL, Last contact, Waiting"));
}

TEST_CASE("Sorting: numbers as numbers, names in any case, by any column and back")
{
    const Peer nine = site(9, south, QStringLiteral("https://b.example"));
    const Peer hundred = site(100, east, QStringLiteral("https://a.example"));
    TestedModel table({nine, site(10, north), hundred});
    table.model.update({news(9, 10, QDateTime(QDate(2026, 1, 2), QTime(3, 4), Qt::UTC)), news(10, 9),
        news(100, 1000, QDateTime(QDate(2025, 1, 2), QTime(3, 4), Qt::UTC))});

    CHECK(table.ids() == QList<int> {9, 10, 100});
    table.model.sort(PeerTableModel::SyncIdColumn, Qt::DescendingOrder);
    CHECK(table.ids() == QList<int> {100, 10, 9});
    table.model.sort(PeerTableModel::UserNameColumn);
    CHECK(table.column(PeerTableModel::UserNameColumn) == QStringList {east, north, south});
    table.model.sort(PeerTableModel::UserNameColumn, Qt::DescendingOrder);
    CHECK(table.column(PeerTableModel::UserNameColumn) == QStringList {south, north, east});
    table.model.sort(PeerTableModel::UrlColumn);
    CHECK(table.ids() == QList<int> {10, 100, 9});
    table.model.sort(PeerTableModel::LastContactColumn);
    CHECK(table.ids() == QList<int> {100, 9, 10});
    table.model.sort(PeerTableModel::WaitingColumn);
    CHECK(table.ids() == QList<int> {10, 9, 100});
}

TEST_CASE("14.A8: by last contact the silent stand first, and who has never called last, either way")
{
    TestedModel table({site(2, south), site(3, north), site(4, east), site(5, QStringLiteral("West"))});
    table.model.update({news(2, 0), news(3, 0, QDateTime(QDate(2026, 1, 2), QTime(3, 4), Qt::UTC)), news(4, 0),
        news(5, 0, QDateTime(QDate(2025, 1, 2), QTime(3, 4), Qt::UTC))});
    table.model.sort(PeerTableModel::LastContactColumn);
    CHECK(table.ids() == QList<int> {5, 3, 2, 4});
    table.model.sort(PeerTableModel::LastContactColumn, Qt::DescendingOrder);
    CHECK(table.ids() == QList<int> {3, 5, 2, 4});
}

TEST_CASE("14.A8: numbers in user names count as such: site2 before site10")
{
    QList<Peer> peers;
    for (const char *name : {"site10", "Site 3", "site2", "site02b", "site", "site02a", "10", "9", "s-1", "site2"})
        peers.append(site(static_cast<int>(peers.size()) + 2, QString::fromLatin1(name)));
    TestedModel table(peers);
    table.model.sort(PeerTableModel::UserNameColumn);
    QStringList names {QStringLiteral("9"), QStringLiteral("10"), QStringLiteral("s-1"), QStringLiteral("site"),
        QStringLiteral("Site 3"), QStringLiteral("site2"), QStringLiteral("site2"), QStringLiteral("site02a"),
        QStringLiteral("site02b"), QStringLiteral("site10")};
    CHECK(table.column(PeerTableModel::UserNameColumn) == names);
    std::reverse(names.begin(), names.end());
    table.model.sort(PeerTableModel::UserNameColumn, Qt::DescendingOrder);
    CHECK(table.column(PeerTableModel::UserNameColumn) == names);
}

TEST_CASE("Sorting keeps the order of rows that are equal, and the rows that a view holds")
{
    TestedModel table({site(2, south), site(3, north), site(4, QStringLiteral("SOUTH2")), site(5, north)});
    table.model.sort(PeerTableModel::SyncIdColumn, Qt::DescendingOrder);
    table.model.sort(PeerTableModel::UrlColumn); // all empty
    CHECK(table.ids() == QList<int> {5, 4, 3, 2});
    const QPersistentModelIndex held(table.model.index(0, PeerTableModel::UserNameColumn));
    table.model.sort(PeerTableModel::SyncIdColumn);
    CHECK(held.row() == 3);
    CHECK(held.column() == PeerTableModel::UserNameColumn);
    CHECK(table.model.idAt(held.row()) == SyncId {5});
}

TEST_CASE("Search keeps rows whose Sync ID or user name starts with the text, in any case (§5)")
{
    TestedModel table({site(2, north), site(12, QStringLiteral("nörth")), site(21, QStringLiteral("2-rivers")),
        site(200, QStringLiteral("the north")), site(2147483647, QStringLiteral("last"))});
    const auto found = [&table](const QString &text) {
        table.model.setSearch(text);
        return table.ids();
    };
    CHECK(found(QStringLiteral("NOR")) == QList<int> {2});
    CHECK(found(QStringLiteral("2")) == QList<int> {2, 21, 200, 2147483647});
    CHECK(found(QStringLiteral("21")) == QList<int> {21, 2147483647});
    CHECK(found(QStringLiteral(" 2- ")) == QList<int> {21});
    CHECK(found(QStringLiteral("NÖ")) == QList<int> {12});
    CHECK(found(QStringLiteral("no\u0308")) == QList<int> {12}); // o and its dots as two characters
    CHECK(found(QStringLiteral("0")).isEmpty());
    CHECK(found(QStringLiteral("02")).isEmpty());
    CHECK(found(QStringLiteral("99999999999999999999999999")).isEmpty());
    CHECK(found(QString(10'000, QLatin1Char('n'))).isEmpty());
    CHECK(found(QStringLiteral("-2")).isEmpty());
    CHECK(table.model.isSearching());
    CHECK(table.model.shownCount() == 0);
    CHECK(table.model.total() == 5);
    CHECK(found(QStringLiteral("  ")).size() == 5);
    CHECK_FALSE(table.model.isSearching());
}

TEST_CASE("D6: the search finds a name in whatever case and Unicode form it is typed")
{
    TestedModel table({site(2, QStringLiteral("Stra\u00dfe 1")), site(3, QStringLiteral("\uff23\uff4c\uff49nic"))});
    const auto found = [&table](const QString &text) {
        table.model.setSearch(text);
        return table.ids();
    };
    CHECK(found(QStringLiteral(" STRASS ")) == QList<int> {2});
    CHECK(found(QStringLiteral("cli")) == QList<int> {3});
    CHECK(found(QStringLiteral("\uff33tra")) == QList<int> {2});
    CHECK(found(QStringLiteral("cafe")).isEmpty());
}

TEST_CASE("Every Sync ID is found by every beginning of it, and by nothing else")
{
    const QList<Peer> peers = sites(300);
    TestedModel table(peers);
    for (const QString &text :
        {QStringLiteral("1"), QStringLiteral("10"), QStringLiteral("30"), QStringLiteral("299")}) {
        QList<int> expected;
        for (const Peer &peer : peers) {
            if (QString::number(peer.syncId.value()).startsWith(text))
                expected.append(peer.syncId.value());
        }
        table.model.setSearch(text);
        CHECK(table.ids() == expected);
    }
}

TEST_CASE("A row is found by its Sync ID and has it, sorted and searched")
{
    TestedModel table(sites(50));
    table.model.sort(PeerTableModel::UserNameColumn, Qt::DescendingOrder);
    table.model.setSearch(QStringLiteral("site-0001"));
    REQUIRE(table.model.shownCount() == 10);
    for (int row = 0; row < 10; ++row)
        CHECK(table.model.rowOf(table.model.idAt(row)) == row);
    CHECK(table.model.rowOf(SyncId {999}) == -1);
}

TEST_CASE("What changes at a site by itself is shown without a new list")
{
    TestedModel table(sites(200));
    QSignalSpy resets(&table.model, &QAbstractItemModel::modelReset);
    QSignalSpy moves(&table.model, &QAbstractItemModel::layoutChanged);
    QSignalSpy changes(&table.model, &QAbstractItemModel::dataChanged);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    table.model.update({news(5, 7, now), news(6, 1234, now), news(100, 1, now), news(5000, 1, now)});

    CHECK(table.cell(3, PeerTableModel::WaitingColumn, Qt::DisplayRole) == QStringLiteral("7"));
    CHECK(table.cell(4, PeerTableModel::WaitingColumn, Qt::DisplayRole) == QLocale().toString(1234));
    CHECK(table.cell(3, PeerTableModel::LastContactColumn, Qt::DisplayRole) == agoWords(now, now));
    CHECK(table.cell(3, PeerTableModel::LastContactColumn, Qt::ToolTipRole) == localTimeWords(now));
    CHECK(table.cell(0, PeerTableModel::LastContactColumn, Qt::DisplayRole) == QStringLiteral("never"));
    CHECK(resets.isEmpty());
    CHECK(moves.isEmpty());
    REQUIRE(changes.size() == 2); // rows 3 and 4, and row 98
    CHECK(changes[0][0].toModelIndex() == table.model.index(3, PeerTableModel::LastContactColumn));
    CHECK(changes[0][1].toModelIndex() == table.model.index(4, PeerTableModel::WaitingColumn));
    CHECK(changes[1][0].toModelIndex().row() == 98);

    changes.clear();
    table.model.update({news(5, 7, now)}); // nothing new
    CHECK(changes.isEmpty());
    QList<PeerNews> everyOther;
    for (int id = 2; id < 202; id += 2)
        everyOther.append(news(id, 5000 + id, now));
    table.model.update(everyOther);
    CHECK(changes.size() <= 100);
}

TEST_CASE("What waits for a site stays known when the list is edited, whichever of its rows come and go")
{
    TestedModel table({site(2, north), site(4, south), site(5, east)});
    table.model.update({news(2, 20), news(4, 40), news(5, 50)});
    table.model.setPeers({site(3, north), site(4, east), site(5, south), site(6, north)}, SiteRole::Primary);
    CHECK(table.column(PeerTableModel::WaitingColumn).join(u' ') == QStringLiteral("0 40 50 0"));
    CHECK(table.model.waiting(SyncId {4}) == 40);
    CHECK(table.model.waiting(SyncId {2}) == 0); // no row of the list
}

TEST_CASE("Sorted by what changes by itself, the rows stay in order")
{
    TestedModel table(sites(5));
    table.model.sort(PeerTableModel::WaitingColumn, Qt::DescendingOrder);
    const QPersistentModelIndex held(table.model.index(table.model.rowOf(SyncId {4}), 0));
    table.model.update({news(4, 99'999)});
    CHECK(table.model.idAt(0) == SyncId {4});
    CHECK(held.row() == 0);
}

TEST_CASE("A satellite's URL at a primary is marked by a picture and words, not by colour alone")
{
    const QList<Peer> peers {site(2, north), site(3, south, QStringLiteral("https://south.example"))};
    TestedModel table(peers);
    QPixmap pixmap(1, 1);
    table.model.setWarningIcon(QIcon(pixmap));
    CHECK(table.cell(1, PeerTableModel::UrlColumn, Qt::DecorationRole).isValid());
    CHECK(table.cell(1, PeerTableModel::UrlColumn, Qt::ToolTipRole).toString().contains(QStringLiteral("off")));
    CHECK(table.cell(1, PeerTableModel::UrlColumn, Qt::AccessibleTextRole)
        == QStringLiteral("https://south.example, must be cleared"));
    CHECK_FALSE(table.cell(0, PeerTableModel::UrlColumn, Qt::DecorationRole).isValid());
    table.model.setPeers(peers, SiteRole::Satellite);
    CHECK_FALSE(table.cell(1, PeerTableModel::UrlColumn, Qt::DecorationRole).isValid());
}

TEST_CASE("Hostile names are shown for what they are")
{
    const QString name = QStringLiteral("good\u202Elive<b>\nx");
    TestedModel table({site(2, name), site(3, QString(10'000, QLatin1Char('y')))});
    const QString shown = table.cell(0, PeerTableModel::UserNameColumn, Qt::DisplayRole).toString();
    CHECK(shown == QStringLiteral("good\uFFFDlive<b>\uFFFDx"));
    CHECK(table.cell(0, PeerTableModel::UserNameColumn, Qt::ToolTipRole)
              .toString()
              .contains(QStringLiteral("&lt;b&gt;")));
    CHECK(table.cell(1, PeerTableModel::UserNameColumn, Qt::DisplayRole).toString().size() < 300);
    CHECK(table.model.rowText(0) == QStringLiteral("2\t") + shown + QStringLiteral("\t\t\t0"));
}

TEST_CASE("A name that is edited is sorted and found anew")
{
    TestedModel table({site(2, north), site(4, south)});
    table.model.setPeers({site(2, QStringLiteral("zone")), site(3, north), site(4, south)}, SiteRole::Primary);
    table.model.sort(PeerTableModel::UserNameColumn);
    CHECK(table.ids() == QList<int> {3, 4, 2});
    table.model.setSearch(QStringLiteral("Z"));
    CHECK(table.ids() == QList<int> {2});
    table.model.setSearch(QStringLiteral("s"));
    CHECK(table.ids() == QList<int> {4});
}

TEST_CASE("With another role the table is not left sorted by a column that is gone")
{
    TestedModel table(sites(5));
    table.model.sort(PeerTableModel::WaitingColumn);
    table.model.setPeers(sites(5), SiteRole::Satellite);
    CHECK(table.ids() == QList<int> {2, 3, 4, 5, 6});
    CHECK(table.model.sortColumn() == PeerTableModel::SyncIdColumn);
}

TEST_CASE("12.3: a site that has not sent again yet says so in its row, until it has")
{
    TestedModel table({site(2, north), site(3, south)});
    QSignalSpy changed(&table.model, &QAbstractItemModel::dataChanged);
    table.model.setAwaited({SyncId {3}, SyncId {9}});
    CHECK(changed.count() == 1);
    CHECK(table.column(PeerTableModel::LastContactColumn)
        == QStringList {QStringLiteral("never"), QStringLiteral("never; has not sent again yet")});
    CHECK(table.cell(1, PeerTableModel::LastContactColumn, Qt::ToolTipRole)
              .toString()
              .endsWith(QStringLiteral("has not sent again yet")));
    CHECK(table.model.rowText(1).contains(QStringLiteral("has not sent again yet")));
    CHECK_FALSE(table.model.rowText(0).contains(QStringLiteral("sent again")));
    table.model.setAwaited({SyncId {3}, SyncId {9}});
    CHECK(changed.count() == 1);
    table.model.setAwaited({});
    CHECK_FALSE(table.model.rowText(1).contains(QStringLiteral("sent again")));
}

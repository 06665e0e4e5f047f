// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/catch.h"
#include "tests/ui/peers.h"
#include "ui/sites/peertablemodel.h"
#include "ui/widgets/timewords.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QPixmap>
#include <QSignalSpy>

using namespace mailboat;
using namespace mailboat::test;

namespace {

/// A model that is watched for breaches of what views count on, with the list of a primary.
struct TestedModel {
    explicit TestedModel(const QList<Peer> &peers, SiteRole role = SiteRole::Primary) { model.setPeers(peers, role); }

    QModelIndex at(int row, int column) const { return model.index(row, model.sectionOf(column)); }
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) { model.sort(model.sectionOf(column), order); }
    QStringList column(int column) const
    {
        QStringList cells;
        for (int row = 0; row < model.rowCount(); ++row)
            cells.append(at(row, column).data().toString());
        return cells;
    }
    QList<int> ids() const
    {
        QList<int> ids;
        for (int row = 0; row < model.rowCount(); ++row)
            ids.append(model.idAt(row).value());
        return ids;
    }
    QVariant cell(int row, int column, int role) const { return model.data(at(row, column), role); }

    PeerTableModel model;
    QAbstractItemModelTester tester {&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
};

SiteRow news(int id, qint64 waiting, const QDateTime &contact = {}, SiteState state = SiteState::Ok)
{
    return {.syncId = SyncId {id}, .state = state, .lastContact = contact, .waiting = waiting};
}

const QString east = QStringLiteral("East");
const QDateTime calledThen(QDate(2026, 1, 2), QTime(3, 4), Qt::UTC);

} // namespace

TEST_CASE("The table has the columns Sync ID, User name and URL, at a primary how its sites stand too (§5)")
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
    CHECK(titles() == QStringLiteral("Sync ID, User name, State, Last contact, Last success, Waiting, URL"));
}

TEST_CASE("Sorting: numbers as numbers, names in any case, by any column and back")
{
    const Peer nine = site(9, south, QStringLiteral("https://b.example"));
    const Peer hundred = site(100, east, QStringLiteral("https://a.example"));
    TestedModel table({nine, site(10, north), hundred});
    table.model.update({news(9, 10, QDateTime(QDate(2026, 1, 2), QTime(3, 4), Qt::UTC)), news(10, 9),
        news(100, 1000, QDateTime(QDate(2025, 1, 2), QTime(3, 4), Qt::UTC))});

    CHECK(table.ids() == QList<int> {9, 10, 100});
    table.sort(PeerTableModel::SyncIdColumn, Qt::DescendingOrder);
    CHECK(table.ids() == QList<int> {100, 10, 9});
    table.sort(PeerTableModel::UserNameColumn);
    CHECK(table.column(PeerTableModel::UserNameColumn) == QStringList {east, north, south});
    table.sort(PeerTableModel::UserNameColumn, Qt::DescendingOrder);
    CHECK(table.column(PeerTableModel::UserNameColumn) == QStringList {south, north, east});
    table.sort(PeerTableModel::UrlColumn);
    CHECK(table.ids() == QList<int> {10, 100, 9});
    table.sort(PeerTableModel::LastContactColumn);
    CHECK(table.ids() == QList<int> {100, 9, 10});
    table.sort(PeerTableModel::WaitingColumn);
    CHECK(table.ids() == QList<int> {10, 9, 100});
}

TEST_CASE("14.A8: by last contact the silent stand first, and who has never called last, either way")
{
    TestedModel table({site(2, south), site(3, north), site(4, east), site(5, QStringLiteral("West"))});
    table.model.update({news(2, 0), news(3, 0, QDateTime(QDate(2026, 1, 2), QTime(3, 4), Qt::UTC)), news(4, 0),
        news(5, 0, QDateTime(QDate(2025, 1, 2), QTime(3, 4), Qt::UTC))});
    table.sort(PeerTableModel::LastContactColumn);
    CHECK(table.ids() == QList<int> {5, 3, 2, 4});
    table.sort(PeerTableModel::LastContactColumn, Qt::DescendingOrder);
    CHECK(table.ids() == QList<int> {3, 5, 2, 4});
}

TEST_CASE("14.A8: numbers in user names count as such: site2 before site10")
{
    QList<Peer> peers;
    for (const char *name : {"site10", "Site 3", "site2", "site02b", "site", "site02a", "10", "9", "s-1", "site2"})
        peers.append(site(static_cast<int>(peers.size()) + 2, QString::fromLatin1(name)));
    TestedModel table(peers);
    table.sort(PeerTableModel::UserNameColumn);
    QStringList names {QStringLiteral("9"), QStringLiteral("10"), QStringLiteral("s-1"), QStringLiteral("site"),
        QStringLiteral("Site 3"), QStringLiteral("site2"), QStringLiteral("site2"), QStringLiteral("site02a"),
        QStringLiteral("site02b"), QStringLiteral("site10")};
    CHECK(table.column(PeerTableModel::UserNameColumn) == names);
    std::reverse(names.begin(), names.end());
    table.sort(PeerTableModel::UserNameColumn, Qt::DescendingOrder);
    CHECK(table.column(PeerTableModel::UserNameColumn) == names);
}

TEST_CASE("Sorting keeps the order of rows that are equal, and the rows that a view holds")
{
    TestedModel table({site(2, south), site(3, north), site(4, QStringLiteral("SOUTH2")), site(5, north)});
    table.sort(PeerTableModel::SyncIdColumn, Qt::DescendingOrder);
    table.sort(PeerTableModel::UrlColumn); // all empty
    CHECK(table.ids() == QList<int> {5, 4, 3, 2});
    const QPersistentModelIndex held(table.at(0, PeerTableModel::UserNameColumn));
    table.sort(PeerTableModel::SyncIdColumn);
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
    table.sort(PeerTableModel::UserNameColumn, Qt::DescendingOrder);
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
    CHECK(changes[0][0].toModelIndex() == table.at(3, PeerTableModel::StateColumn));
    CHECK(changes[0][1].toModelIndex() == table.at(4, PeerTableModel::UrlColumn));
    CHECK(changes[1][0].toModelIndex().row() == 98);

    changes.clear();
    table.model.update({news(5, 7, now), news(6, 1234, now), news(100, 1, now)}); // nothing new
    CHECK(changes.isEmpty());
    QList<SiteRow> everyOther;
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
    table.sort(PeerTableModel::WaitingColumn, Qt::DescendingOrder);
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
    CHECK(table.model.rowText(0) == QStringLiteral("2\t") + shown + QStringLiteral("\t\t\t\t0\t"));
}

TEST_CASE("A name that is edited is sorted and found anew")
{
    TestedModel table({site(2, north), site(4, south)});
    table.model.setPeers({site(2, QStringLiteral("zone")), site(3, north), site(4, south)}, SiteRole::Primary);
    table.sort(PeerTableModel::UserNameColumn);
    CHECK(table.ids() == QList<int> {3, 4, 2});
    table.model.setSearch(QStringLiteral("Z"));
    CHECK(table.ids() == QList<int> {2});
    table.model.setSearch(QStringLiteral("s"));
    CHECK(table.ids() == QList<int> {4});
}

TEST_CASE("With another role the table is not left sorted by a column that is gone")
{
    TestedModel table(sites(5));
    table.sort(PeerTableModel::WaitingColumn);
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
    table.model.update({news(2, 0, calledThen), news(3, 0, calledThen)});
    CHECK(table.column(PeerTableModel::StateColumn)
        == QStringList {QStringLiteral("ok"), QStringLiteral("has not sent again yet")});
    CHECK(table.cell(1, PeerTableModel::StateColumn, Qt::ToolTipRole)
              .toString()
              .contains(QStringLiteral("ring whoever runs it.")));
    table.model.update({news(2, 0, calledThen), news(3, 0, calledThen, SiteState::Silent)});
    CHECK(table.column(PeerTableModel::StateColumn)[1] == QStringLiteral("silent; has not sent again yet"));
    CHECK(table.model.rowText(1).contains(QStringLiteral("has not sent again yet")));
    CHECK_FALSE(table.model.rowText(0).contains(QStringLiteral("sent again")));
    changed.clear();
    table.model.setAwaited({SyncId {3}, SyncId {9}});
    CHECK(changed.isEmpty());
    table.model.setAwaited({});
    CHECK_FALSE(table.model.rowText(1).contains(QStringLiteral("sent again")));
}

TEST_CASE("14.B1: sorted by State a site that has not sent again yet stands before those that are well, with a warning")
{
    TestedModel table({site(2, north), site(3, south)});
    table.model.update({news(2, 0, calledThen), news(3, 0, calledThen)});
    QPixmap mark(1, 1);
    mark.fill(Qt::yellow);
    table.model.setWarningIcon(QIcon(mark));
    table.sort(PeerTableModel::StateColumn);
    CHECK(table.ids() == QList<int> {2, 3});
    table.model.setAwaited({SyncId {3}});
    CHECK(table.ids() == QList<int> {3, 2});
    CHECK_FALSE(table.cell(0, PeerTableModel::StateColumn, Qt::DecorationRole).value<QIcon>().isNull());
}

namespace {

/// Sites 2 to 7, one in each state, and 8, which is not saved yet.
struct EveryState {
    EveryState()
    {
        QList<SiteRow> rows {news(2, 0, before(1)), news(3, 0, before(2), SiteState::Initialising),
            news(4, 0, before(3), SiteState::Behind), news(5, 0, before(400), SiteState::Silent),
            news(6, 0, {}, SiteState::Never), news(7, 0, before(4), SiteState::Refused)};
        rows.last().reason = SiteReason::WrongMachine;
        rows.last().refusal = rows.last().lastRefusal
            = SiteRefusal {before(1), ErrorCode::SiteIncorrectHardwareId, QStringLiteral("10.0.0.7")};
        table.model.update(rows);
    }
    static QDateTime before(int hours) { return QDateTime::currentDateTimeUtc().addSecs(-3600LL * hours); }

    TestedModel table {sites(7)};
};

} // namespace

TEST_CASE("14.B1: sorted by State or Last contact, who is refused and who is silent come first, never at the end")
{
    EveryState shown;
    shown.table.sort(PeerTableModel::StateColumn);
    CHECK(shown.table.ids() == QList<int> {7, 5, 4, 6, 3, 2, 8});
    shown.table.sort(PeerTableModel::LastContactColumn);
    CHECK(shown.table.ids() == QList<int> {7, 5, 4, 3, 2, 6, 8});
    shown.table.sort(PeerTableModel::StateColumn, Qt::DescendingOrder);
    CHECK(shown.table.ids() == QList<int> {2, 3, 6, 4, 5, 7, 8}); // what is not known stays last
}

TEST_CASE("14.B1: a state is a word with its reason, and an icon; the tooltip says what to do")
{
    EveryState shown;
    QPixmap pixmap(1, 1);
    shown.table.model.setStateIcon(SiteState::Refused, QIcon(pixmap));
    const int refused = shown.table.model.rowOf(SyncId {7});
    CHECK(shown.table.cell(refused, PeerTableModel::StateColumn, Qt::DisplayRole)
        == QStringLiteral("refused: another machine"));
    CHECK_FALSE(shown.table.cell(refused, PeerTableModel::StateColumn, Qt::DecorationRole).value<QIcon>().isNull());
    const QString words = shown.table.cell(refused, PeerTableModel::StateColumn, Qt::ToolTipRole).toString();
    CHECK(words.contains(QStringLiteral("from 10.0.0.7")));
    CHECK(shown.table.cell(shown.table.model.rowOf(SyncId {8}), PeerTableModel::StateColumn, Qt::DisplayRole)
        == QStringLiteral("not saved yet"));
}

TEST_CASE("14.B1: the list is narrowed to a state, together with the search, and follows what changes")
{
    EveryState shown;
    shown.table.model.setOnly(SiteState::Silent);
    CHECK(shown.table.ids() == QList<int> {5});
    CHECK(shown.table.model.isNarrowed());
    QSignalSpy resets(&shown.table.model, &QAbstractItemModel::modelReset);
    QSignalSpy added(&shown.table.model, &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(&shown.table.model, &QAbstractItemModel::rowsRemoved);
    shown.table.model.update({news(2, 0, EveryState::before(30), SiteState::Silent), news(5, 0, EveryState::before(0)),
        news(7, 0, EveryState::before(31), SiteState::Silent)});
    CHECK(shown.table.ids() == QList<int> {2, 7});
    CHECK(resets.isEmpty());
    CHECK(added.size() == 2);
    CHECK(removed.size() == 1);
    shown.table.model.setSearch(QStringLiteral("7"));
    CHECK(shown.table.ids() == QList<int> {7});
    shown.table.model.setOnly({});
    shown.table.model.setSearch({});
    CHECK(shown.table.model.shownCount() == 7);
    CHECK(shown.table.model.summary() == SitesSummary {.sites = 7, .ok = 1, .silent = 2});
}

TEST_CASE("14.B1: very many sites that come to a state or leave it are told at once")
{
    TestedModel table(sites(500));
    QList<SiteRow> rows;
    for (int id = 2; id < 502; ++id)
        rows.append(news(id, 0));
    table.model.update(rows);
    table.model.setOnly(SiteState::Silent);
    CHECK(table.model.shownCount() == 0);
    for (SiteRow &row : rows)
        row.state = SiteState::Silent;
    table.model.update(rows);
    CHECK(table.model.shownCount() == 500);
}

TEST_CASE("14.B1: further columns stand before the URL and sort, numbers as numbers")
{
    TestedModel table({site(2, north), site(3, south), site(4, east)});
    SiteRow first = news(2, 0);
    first.bytesThisMonth = 2'000'000;
    first.app = {QStringLiteral("Mailboat"), QStringLiteral("0.10")};
    SiteRow second = news(3, 0);
    second.bytesThisMonth = 30'000;
    second.app = {QStringLiteral("Mailboat"), QStringLiteral("0.9")};
    second.stores = {QStringLiteral("Ward"), QStringLiteral("Pharmacy")};
    table.model.update({first, second});
    table.model.setFurther({PeerTableModel::BytesColumn, PeerTableModel::VersionColumn, PeerTableModel::StoresColumn});
    CHECK(table.model.sectionOf(PeerTableModel::StoresColumn) == 6);
    CHECK(table.model.sectionOf(PeerTableModel::UrlColumn) == 9);
    CHECK(table.model.sectionOf(PeerTableModel::AddressColumn) == -1);
    CHECK(table.cell(1, PeerTableModel::StoresColumn, Qt::DisplayRole) == QStringLiteral("Ward, Pharmacy"));
    table.sort(PeerTableModel::BytesColumn, Qt::DescendingOrder);
    CHECK(table.ids() == QList<int> {2, 3, 4});
    table.sort(PeerTableModel::VersionColumn);
    CHECK(table.ids() == QList<int> {3, 2, 4}); // as people count, what is not known last
    table.model.setFurther({});
    CHECK(table.model.columnCount() == 7);
    CHECK(table.model.sortColumn() == 0);
    table.model.setPeers({site(2, north)}, SiteRole::Satellite);
    CHECK(table.model.columnCount() == 3);
}

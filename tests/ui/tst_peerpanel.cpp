// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/peers.h"
#include "tests/ui/widgets.h"
#include "ui/sites/peerpanel.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QDialog>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QTableView>

using namespace mailboat;
using namespace mailboat::test;

namespace {

const QString url = QStringLiteral("https://sync.example");

/// The panel on the screen, with what it asks for.
struct ShownPanel {
    explicit ShownPanel(const QList<Peer> &peers = sites(120), SiteRole role = SiteRole::Primary, bool locked = false)
    {
        panel.resize(800, 500);
        panel.setPeers(peers, role);
        panel.setLocked(locked);
        showActive(panel);
    }

    void focusTable() { table.setFocus(); }
    QPoint cell(int row, int column) const { return table.visualRect(table.model()->index(row, column)).center(); }
    void click(int row, Qt::KeyboardModifiers keys = {})
    {
        QTest::mouseClick(table.viewport(), Qt::LeftButton, keys, cell(row, 0));
    }
    void clickHeader(int column)
    {
        QHeaderView *header = table.horizontalHeader();
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
            {header->sectionViewportPosition(column) + 10, header->height() / 2});
    }
    QString text(int row, int column) const { return table.model()->index(row, column).data().toString(); }
    template<class Signal>
    SyncId asked(const Signal &spy) const
    {
        REQUIRE(spy.size() == 1);
        return spy[0][0].template value<SyncId>();
    }

    PeerPanel panel;
    QTableView &table = child<QTableView>(panel, QStringLiteral("sites"));
    QLineEdit &search = child<QLineEdit>(panel, QStringLiteral("searchSites"));
    QLabel &count = child<QLabel>(panel, QStringLiteral("siteCount"));
    QLabel &empty = child<QLabel>(panel, QStringLiteral("noSites"));
    QPushButton &add = child<QPushButton>(panel, QStringLiteral("addSite"));
    QPushButton &remove = child<QPushButton>(panel, QStringLiteral("deleteSite"));
    QPushButton &clearUrls = child<QPushButton>(panel, QStringLiteral("clearUrls"));
    QSignalSpy adds {&panel, &PeerPanel::addRequested};
    QSignalSpy edits {&panel, &PeerPanel::editRequested};
    QSignalSpy deletes {&panel, &PeerPanel::deleteRequested};
    QSignalSpy clears {&panel, &PeerPanel::clearUrlsRequested};
};

SiteRow stands(int id, SiteState state, qint64 waiting = 0)
{
    return {.syncId = SyncId {id}, .state = state, .waiting = waiting};
}

QList<int> numbers(const QList<SyncId> &ids)
{
    QList<int> numbers;
    for (const SyncId id : ids)
        numbers.append(id.value());
    return numbers;
}

} // namespace

TEST_CASE("The labels of contract.md §5 are the accessible names of the list's controls")
{
    ShownPanel shown;
    CHECK(shown.search.placeholderText() == QStringLiteral("Search sync IDs, user names"));
    CHECK(shown.search.accessibleName() == QStringLiteral("Search sync IDs, user names"));
    CHECK(shown.add.text() == QStringLiteral("+"));
    CHECK(shown.add.accessibleName() == QStringLiteral("Add site"));
    CHECK(shown.remove.text() == QStringLiteral("\u2212"));
    CHECK(shown.remove.accessibleName() == QStringLiteral("Delete site"));
    CHECK(shown.table.accessibleName() == QStringLiteral("Sites"));
}

TEST_CASE("A click on a header sorts, again reverses (contract.md §5)")
{
    ShownPanel shown;
    shown.clickHeader(1);
    CHECK(shown.text(0, 1) == QStringLiteral("Site-00000"));
    CHECK(shown.table.horizontalHeader()->sortIndicatorSection() == 1);
    CHECK(shown.table.horizontalHeader()->isSortIndicatorShown());
    shown.clickHeader(1);
    CHECK(shown.text(0, 1) == QStringLiteral("Site-00119"));
    shown.clickHeader(0);
    CHECK(shown.text(0, 0) == QStringLiteral("2"));
    shown.clickHeader(0);
    CHECK(shown.text(0, 0) == QStringLiteral("121"));
}

TEST_CASE("Typing in the search field narrows the list and says how many of how many (contract.md §5)")
{
    ShownPanel shown;
    CHECK_FALSE(shown.count.isVisible());
    shown.search.setFocus();
    QTest::keyClicks(&shown.search, QStringLiteral("sITE-0010"));
    CHECK(shown.table.model()->rowCount() == 10);
    CHECK(shown.count.isVisible());
    CHECK(shown.count.text() == QStringLiteral("10 of 120 sites"));
    QTest::keyClick(&shown.search, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(&shown.search, QStringLiteral("12"));
    CHECK(shown.count.text() == QStringLiteral("3 of 120 sites")); // 12, 120, 121
}

TEST_CASE("Esc empties the search field first, and only then goes on to the window")
{
    ShownPanel shown;
    QDialog dialog;
    shown.panel.setParent(&dialog);
    QSignalSpy closed(&dialog, &QDialog::rejected);
    shown.panel.show();
    showActive(dialog);
    shown.search.setFocus();
    QTest::keyClicks(&shown.search, QStringLiteral("12"));
    QTest::keyClick(&shown.search, Qt::Key_Escape);
    CHECK(shown.search.text().isEmpty());
    CHECK(shown.table.model()->rowCount() == 120);
    CHECK(closed.isEmpty());
    QTest::keyClick(&shown.search, Qt::Key_Escape);
    CHECK(closed.size() == 1);
    shown.panel.setParent(nullptr);
}

TEST_CASE("Down and Enter in the search field lead to the list, not to the window's OK")
{
    const auto key = GENERATE(Qt::Key_Down, Qt::Key_Return);
    ShownPanel shown;
    shown.search.setFocus();
    QTest::keyClicks(&shown.search, QStringLiteral("12"));
    QTest::keyClick(&shown.search, key);
    CHECK(shown.table.hasFocus());
    CHECK(numbers(shown.panel.selected()) == QList<int> {12});
}

TEST_CASE("A search takes what it hides out of the selection, and keeps the rest")
{
    ShownPanel shown;
    shown.focusTable();
    shown.click(0);
    shown.click(3, Qt::ControlModifier);
    CHECK(numbers(shown.panel.selected()) == QList<int> {2, 5});
    QTest::keyClicks(&shown.search, QStringLiteral("5"));
    CHECK(numbers(shown.panel.selected()) == QList<int> {5});
    shown.search.clear();
    CHECK(numbers(shown.panel.selected()) == QList<int> {5});
}

TEST_CASE("+ and Insert ask for a new site")
{
    ShownPanel shown;
    QTest::mouseClick(&shown.add, Qt::LeftButton);
    CHECK(shown.adds.size() == 1);
    shown.focusTable();
    QTest::keyClick(&shown.table, Qt::Key_Insert);
    CHECK(shown.adds.size() == 2);
}

TEST_CASE("Double click, Enter and F2 on a row edit it (contract.md §5)")
{
    ShownPanel shown;
    shown.focusTable();
    shown.click(2);
    SECTION("double click")
    {
        QTest::mouseDClick(shown.table.viewport(), Qt::LeftButton, {}, shown.cell(2, 0));
    }
    SECTION("Enter")
    {
        QTest::keyClick(&shown.table, Qt::Key_Return);
    }
    SECTION("Enter of the number pad")
    {
        QTest::keyClick(&shown.table, Qt::Key_Enter, Qt::KeypadModifier);
    }
    SECTION("F2")
    {
        QTest::keyClick(&shown.table, Qt::Key_F2);
    }
    CHECK(shown.asked(shown.edits) == SyncId {4});
}

TEST_CASE("Enter in the list does not press the window's OK")
{
    ShownPanel shown(QList<Peer> {});
    QDialog dialog;
    auto *ok = new QPushButton(QStringLiteral("OK"), &dialog);
    ok->setDefault(true);
    QSignalSpy pressed(ok, &QPushButton::clicked);
    shown.panel.setParent(&dialog);
    shown.panel.show();
    showActive(dialog);
    SECTION("of an empty list") {}
    SECTION("with a row")
    {
        shown.panel.setPeers(sites(3), SiteRole::Primary);
        shown.panel.select(SyncId {3});
    }
    shown.focusTable();
    QTest::keyClick(&shown.table, Qt::Key_Return);
    CHECK(pressed.isEmpty());
    shown.panel.setParent(nullptr);
}

TEST_CASE("− and Delete ask to delete all rows selected, in the order shown")
{
    ShownPanel shown;
    shown.clickHeader(0); // the greatest first
    shown.focusTable();
    shown.click(1);
    shown.click(3, Qt::ShiftModifier);
    shown.click(0, Qt::ControlModifier);
    SECTION("−")
    {
        QTest::mouseClick(&shown.remove, Qt::LeftButton);
    }
    SECTION("Delete")
    {
        QTest::keyClick(&shown.table, Qt::Key_Delete);
    }
    REQUIRE(shown.deletes.size() == 1);
    CHECK(numbers(shown.deletes[0][0].value<QList<SyncId>>()) == QList<int> {121, 120, 119, 118});
}

TEST_CASE("− is off without a selection, and says why")
{
    ShownPanel shown;
    CHECK_FALSE(shown.remove.isEnabled());
    CHECK(shown.remove.toolTip().contains(QStringLiteral("Select")));
    CHECK(shown.remove.accessibleDescription() == shown.remove.toolTip());
    shown.focusTable();
    QTest::keyClick(&shown.table, Qt::Key_Delete);
    CHECK(shown.deletes.isEmpty());
    shown.click(0);
    CHECK(shown.remove.isEnabled());
    CHECK(shown.remove.accessibleDescription() == shown.remove.toolTip()); // what it does
}

TEST_CASE("Locked: + and − are off and say why, searching, sorting, copying and opening a row work (contract.md §5)")
{
    ShownPanel shown(sites(120), SiteRole::Primary, true);
    shown.focusTable();
    shown.click(2);
    for (const QPushButton *button : {&shown.add, &shown.remove}) {
        CHECK_FALSE(button->isEnabled());
        CHECK(button->toolTip().contains(QStringLiteral("Click to un-lock")));
        CHECK(button->accessibleDescription() == button->toolTip());
    }
    QTest::mouseClick(&shown.add, Qt::LeftButton);
    QTest::keyClick(&shown.table, Qt::Key_Insert);
    QTest::keyClick(&shown.table, Qt::Key_Delete);
    CHECK(shown.adds.isEmpty());
    CHECK(shown.deletes.isEmpty());

    QTest::keyClick(&shown.table, Qt::Key_Return);
    CHECK(shown.asked(shown.edits) == SyncId {4});
    QTest::keyClick(&shown.table, Qt::Key_C, Qt::ControlModifier);
    CHECK(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("4\tSite-")));
    shown.clickHeader(0);
    CHECK(shown.text(0, 0) == QStringLiteral("121"));
    QTest::keyClicks(&shown.search, QStringLiteral("12"));
    CHECK(shown.table.model()->rowCount() == 3);

    shown.panel.setLocked(false);
    CHECK(shown.add.isEnabled());
}

TEST_CASE("Ctrl+C copies the selected rows, their cells between tabs")
{
    ShownPanel shown({site(2, north, url), site(3, south), site(4, QStringLiteral("west"))});
    shown.panel.update({stands(2, SiteState::Ok), stands(3, SiteState::Ok, 12)});
    shown.focusTable();
    shown.click(1);
    shown.click(0, Qt::ControlModifier);
    QTest::keyClick(&shown.table, Qt::Key_C, Qt::ControlModifier);
    CHECK(QGuiApplication::clipboard()->text()
        == QStringLiteral("2\tNorth\tok\t\t\t0\thttps://sync.example\n3\tsouth\tok\t\t\t12\t"));
}

TEST_CASE("The context menu edits, deletes, copies, adds and sorts, by mouse and keyboard")
{
    ShownPanel shown;
    shown.focusTable();
    shown.click(1);
    const auto menu = [&shown](QContextMenuEvent::Reason reason) {
        QContextMenuEvent event(reason, shown.cell(1, 0), shown.table.viewport()->mapToGlobal(shown.cell(1, 0)));
        QApplication::sendEvent(shown.table.viewport(), &event);
        auto *opened = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        REQUIRE(opened);
        return opened;
    };
    SECTION("edit")
    {
        QTest::keyClick(menu(QContextMenuEvent::Keyboard), Qt::Key_E);
        CHECK(shown.asked(shown.edits) == SyncId {3});
    }
    SECTION("delete")
    {
        QTest::keyClick(menu(QContextMenuEvent::Mouse), Qt::Key_D);
        CHECK(shown.deletes.size() == 1);
    }
    SECTION("copy")
    {
        QTest::keyClick(menu(QContextMenuEvent::Mouse), Qt::Key_C);
        CHECK(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("3\tSite-")));
    }
    SECTION("add")
    {
        QTest::keyClick(menu(QContextMenuEvent::Mouse), Qt::Key_A);
        CHECK(shown.adds.size() == 1);
    }
    SECTION("sort, which the keyboard reaches nowhere else")
    {
        QTest::keyClick(menu(QContextMenuEvent::Keyboard), Qt::Key_S);
        auto *columns = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        REQUIRE(columns);
        REQUIRE(columns->actions().size() == 7);
        CHECK(columns->actions().first()->isChecked());
        QTest::keyClick(columns, Qt::Key_Return); // Sync ID again
        CHECK(shown.text(0, 0) == QStringLiteral("121"));
    }
    if (QWidget *left = QApplication::activePopupWidget())
        left->close();
}

TEST_CASE("A new list keeps selection, search, sorting and the place in the list")
{
    ShownPanel shown;
    shown.clickHeader(0);
    shown.focusTable();
    shown.click(4);
    shown.click(6, Qt::ControlModifier);
    const QList<int> before = numbers(shown.panel.selected());
    QList<Peer> peers = sites(120);
    peers.append(site(500, QStringLiteral("new")));
    shown.panel.setPeers(peers, SiteRole::Primary);
    CHECK(shown.text(0, 0) == QStringLiteral("500"));
    CHECK(numbers(shown.panel.selected()) == before);
    CHECK(shown.table.currentIndex().row() == 7);

    peers.removeIf([&before](const Peer &peer) { return before.contains(peer.syncId.value()); });
    shown.panel.setPeers(peers, SiteRole::Primary);
    CHECK(shown.panel.selected().isEmpty());
    CHECK(shown.table.currentIndex().row() == 7);
}

TEST_CASE("What has changed at a site by itself stays shown when the list is edited")
{
    ShownPanel shown({site(2, north), site(3, south)});
    shown.panel.update({stands(3, SiteState::Ok, 77)});
    CHECK(shown.text(1, 5) == QStringLiteral("77"));
    shown.panel.setPeers({site(2, north), site(3, QStringLiteral("South"))}, SiteRole::Primary); // as the draft read it
    CHECK(shown.text(1, 1) == QStringLiteral("South"));
    CHECK(shown.text(1, 5) == QStringLiteral("77"));
}

TEST_CASE("A site that is selected for the person is shown, even where a search hid it")
{
    ShownPanel shown;
    QTest::keyClicks(&shown.search, QStringLiteral("12"));
    shown.panel.select(SyncId {120});
    CHECK(shown.search.text() == QStringLiteral("12"));
    CHECK(numbers(shown.panel.selected()) == QList<int> {120});
    shown.panel.select(SyncId {99});
    CHECK(shown.search.text().isEmpty());
    CHECK(numbers(shown.panel.selected()) == QList<int> {99});
    CHECK(shown.table.viewport()->rect().contains(shown.cell(97, 0)));
}

TEST_CASE("A site is selected in a right-to-left window too")
{
    ShownPanel shown;
    shown.panel.setLayoutDirection(Qt::RightToLeft);
    shown.panel.select(SyncId {4});
    CHECK(numbers(shown.panel.selected()) == QList<int> {4});
    CHECK(shown.remove.isEnabled());
}

TEST_CASE("An empty list says what to do, by role")
{
    ShownPanel shown({}, SiteRole::Off);
    CHECK(shown.empty.isVisible());
    CHECK(shown.empty.text().contains(QStringLiteral("Set this site's Sync ID first")));
    shown.panel.setPeers({}, SiteRole::Primary);
    CHECK(shown.empty.text().contains(QStringLiteral("add each satellite")));
    shown.panel.setPeers({}, SiteRole::Satellite);
    CHECK(shown.empty.text().contains(QStringLiteral("add the primary with its URL")));
    CHECK_FALSE(shown.empty.text().contains(QStringLiteral("un-lock")));
    shown.panel.setLocked(true);
    CHECK(shown.empty.text().contains(QStringLiteral("un-lock")));
    shown.panel.setPeers({site(1, north, url)}, SiteRole::Satellite);
    CHECK_FALSE(shown.empty.isVisible());
}

TEST_CASE("A search that finds nothing says so")
{
    ShownPanel shown;
    QTest::keyClicks(&shown.search, QStringLiteral("nowhere"));
    CHECK(shown.empty.isVisible());
    CHECK(shown.empty.text().contains(QStringLiteral("\"nowhere\"")));
    CHECK(shown.count.text() == QStringLiteral("0 of 120 sites"));
    shown.search.setText(QString(10'000, QLatin1Char('n')));
    CHECK(shown.empty.text().size() < 400);
    QGuiApplication::clipboard()->setText(QStringLiteral("north\nsouth\u202E\n"));
    shown.search.selectAll();
    QTest::keyClick(&shown.search, Qt::Key_V, Qt::ControlModifier);
    CHECK_FALSE(shown.empty.text().contains(QChar(0x202E)));
}

TEST_CASE("URLs on a primary's list: the banner says so, one click asks to clear them all (issue 3)")
{
    ShownPanel shown({site(2, north, url), site(3, south)});
    auto &banner = child<QWidget>(shown.panel, QStringLiteral("urlBanner"));
    CHECK(banner.isVisible());
    CHECK(shown.clearUrls.accessibleName() == QStringLiteral("Clear all URLs"));
    QTest::mouseClick(&shown.clearUrls, Qt::LeftButton);
    CHECK(shown.clears.size() == 1);
    shown.panel.setLocked(true);
    CHECK_FALSE(shown.clearUrls.isEnabled());
    CHECK(shown.clearUrls.toolTip().contains(QStringLiteral("Click to un-lock")));
    shown.panel.setPeers({site(2, north), site(3, south)}, SiteRole::Primary);
    CHECK_FALSE(banner.isVisible());
    CHECK_FALSE(shown.clearUrls.isVisible());
    shown.panel.setPeers({site(1, north, url)}, SiteRole::Satellite);
    CHECK_FALSE(banner.isVisible());
}

TEST_CASE("Tab goes through the list's controls and out of them again")
{
    ShownPanel shown;
    shown.click(0);
    shown.search.setFocus();
    QTest::keyClick(&shown.search, Qt::Key_Tab);
    CHECK(shown.add.hasFocus());
    QTest::keyClick(&shown.add, Qt::Key_Tab);
    CHECK(shown.remove.hasFocus());
    for (const char *next : {"importSites", "exportSites", "allSites", "sites-ok"}) {
        QTest::keyClick(shown.panel.focusWidget(), Qt::Key_Tab);
        CHECK(shown.panel.focusWidget()->objectName() == QLatin1String(next));
    }
    QTest::keyClick(shown.panel.focusWidget(), Qt::Key_Tab);
    CHECK(shown.table.hasFocus());
}

namespace {

/// Of 120 sites 3 are silent, 2 refused, one has never called.
QList<SiteRow> someInTrouble()
{
    QList<SiteRow> rows;
    for (int id = 2; id < 122; ++id) {
        rows.append(stands(id,
            id < 5       ? SiteState::Silent
                : id < 7 ? SiteState::Refused
                : id < 8 ? SiteState::Never
                         : SiteState::Ok));
    }
    return rows;
}

QStringList figures(const PeerPanel &panel)
{
    QStringList words;
    for (const QPushButton *const button :
        child<QWidget>(panel, QStringLiteral("siteFigures")).findChildren<QPushButton *>()) {
        if (button->isVisible())
            words.append(button->text());
    }
    return words;
}

} // namespace

TEST_CASE("14.B1: a line of figures says how the sites stand, and each narrows the list, with the search too")
{
    ShownPanel shown;
    shown.panel.update(someInTrouble());
    CHECK(figures(shown.panel).join(u' ') == QStringLiteral("120 site(s): 114 ok 3 silent 1 never 2 refused"));
    auto &silent = child<QPushButton>(shown.panel, QStringLiteral("sites-silent"));
    auto &all = child<QPushButton>(shown.panel, QStringLiteral("allSites"));
    CHECK(silent.accessibleName() == QStringLiteral("3 silent"));
    CHECK_FALSE(silent.accessibleDescription().isEmpty());
    CHECK(all.isChecked());

    silent.setFocus();
    QTest::keyClick(&silent, Qt::Key_Space);
    CHECK(silent.isChecked());
    CHECK_FALSE(all.isChecked());
    CHECK(shown.table.model()->rowCount() == 3);
    CHECK(shown.count.text() == QStringLiteral("3 of 120 sites"));
    QTest::keyClicks(&shown.search, QStringLiteral("4"));
    CHECK(shown.count.text() == QStringLiteral("1 of 120 sites"));
    CHECK(shown.text(0, 0) == QStringLiteral("4"));
    shown.search.clear();

    shown.panel.update({stands(2, SiteState::Ok)}); // the last two are known no more
    CHECK(shown.empty.text() == QStringLiteral("No site is in this state."));
    CHECK(silent.isVisible()); // which narrows the list
    shown.panel.update(someInTrouble());
    QTest::keyClick(&silent, Qt::Key_Space);
    CHECK(all.isChecked());
    CHECK(shown.table.model()->rowCount() == 120);
    CHECK_FALSE(shown.count.isVisible());
}

TEST_CASE("14.B1: a site that is selected for the person is shown where the list was narrowed to others")
{
    ShownPanel shown;
    shown.panel.update(someInTrouble());
    QTest::mouseClick(&child<QPushButton>(shown.panel, QStringLiteral("sites-refused")), Qt::LeftButton);
    CHECK(shown.table.model()->rowCount() == 2);
    shown.panel.select(SyncId {50});
    CHECK(numbers(shown.panel.selected()) == QList<int> {50});
    CHECK(child<QPushButton>(shown.panel, QStringLiteral("allSites")).isChecked());
}

TEST_CASE("14.B1: there are no figures at a satellite")
{
    ShownPanel shown({site(1, north, url)}, SiteRole::Satellite);
    CHECK_FALSE(child<QWidget>(shown.panel, QStringLiteral("siteFigures")).isVisible());
    CHECK(shown.table.model()->columnCount() == 3);
}

TEST_CASE(
    "14.B1: further columns are switched on by keys, stay on the next time, and are switched off by the header's menu")
{
    QSettings().remove(QStringLiteral("sites/columns"));
    {
        ShownPanel shown;
        shown.focusTable();
        shown.click(1);
        QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, {});
        QCoreApplication::sendEvent(&shown.table, &event);
        auto &menu = child<QMenu>(shown.panel, QStringLiteral("siteMenu"));
        QTest::keyClick(&menu, Qt::Key_O);
        auto *columns = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        REQUIRE(columns);
        CHECK(columns->actions().size() == 5);
        QTest::keyClick(columns, Qt::Key_Down);
        QTest::keyClick(columns, Qt::Key_Return); // "Version"
        CHECK(shown.table.model()->columnCount() == 8);
        CHECK(shown.table.model()->headerData(6, Qt::Horizontal).toString() == QStringLiteral("Version"));
        CHECK(shown.table.model()->headerData(7, Qt::Horizontal).toString() == QStringLiteral("URL"));
        CHECK(numbers(shown.panel.selected()) == QList<int> {3});
    }
    ShownPanel shown;
    CHECK(shown.table.model()->columnCount() == 8);
    emit shown.table.horizontalHeader()->customContextMenuRequested({});
    auto &menu = child<QMenu>(shown.panel, QStringLiteral("columnsMenu"));
    CHECK(menu.actions().at(1)->isChecked());
    menu.actions().at(1)->trigger();
    CHECK(shown.table.model()->columnCount() == 7);
}

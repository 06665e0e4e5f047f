// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One site of a primary that is not served: how the window shows it, and lets somebody choose what happens.
#include "core/domain/siteapp.h"
#include "core/store/awaitedsites.h"
#include "core/store/epoch.h"
#include "core/store/peerstates.h"
#include "core/store/sitepositions.h"
#include "tests/ui/openwindow.h"
#include "ui/backup/recoverydialog.h"
#include "ui/preferences/unlockdialog.h"
#include "ui/sites/peerdialog.h"
#include "ui/sites/peertablemodel.h"
#include "ui/widgets/inlinemessage.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QRadioButton>
#include <QTableView>

#include <algorithm>

using namespace mailboat;
using namespace mailboat::test;

namespace {

/// A primary with the sites 2 to 4, of which site 3 does not fit, and its window.
struct Refused {
    explicit Refused(ErrorCode why)
    {
        for (const int id : {2, 3, 4})
            site.addSatellite(id);
        addStore(site, "S3", 3);
        refuse(3, why);
        open = std::make_unique<OpenWindow>(site);
        open->waitUntil([this] { return !mark(3).isEmpty(); });
    }

    void refuse(int id, ErrorCode why)
    {
        const Error error {why, {{QStringLiteral("syncId"), id}}};
        REQUIRE(positions().setMisfit(SyncId {id}, SiteMisfit {error, {}, site.clock().utcNow()}));
    }
    SitePositions positions() { return SitePositions(site.datafile().connection()); }
    bool isRefused(int id) { return valueOrFalse(positions().misfit(SyncId {id})); }
    static bool valueOrFalse(const Result<std::optional<SiteMisfit>> &misfit) { return misfit && misfit->has_value(); }

    QModelIndex name(int id) { return table().model()->index(id - 2, 1); } // sorted by Sync ID, from 2 up
    /// What a screen reader says of the site's name beyond that; empty: nothing.
    QString mark(int id) { return name(id).data(Qt::AccessibleTextRole).toString(); }
    QTableView &table() { return open->the<QTableView>("sites"); }
    QMenu &menuOf(int id)
    {
        table().setFocus();
        table().setCurrentIndex(name(id));
        const QPoint middle = table().visualRect(name(id)).center();
        QContextMenuEvent event(QContextMenuEvent::Keyboard, middle, table().viewport()->mapToGlobal(middle));
        QApplication::sendEvent(table().viewport(), &event);
        return dynamic_cast<QMenu &>(*QApplication::activePopupWidget());
    }
    static bool offers(const QMenu &menu)
    {
        const QList<QAction *> actions = menu.actions();
        return std::ranges::any_of(actions, [](const QAction *action) {
            return action->objectName() == QStringLiteral("recoverSite") && action->isVisible();
        });
    }
    PeerDialog &openRow(int id)
    {
        table().setFocus();
        table().setCurrentIndex(name(id));
        QTest::keyClick(&table(), Qt::Key_Return);
        return open->over<PeerDialog>();
    }
    /// Once it says what there is to choose, or why there is nothing.
    RecoveryDialog &choosing()
    {
        auto &dialog = open->over<RecoveryDialog>();
        open->waitUntil([&dialog] { return child<QLabel>(dialog, QStringLiteral("progress")).isHidden(); });
        return dialog;
    }

    PrimarySite site;
    std::unique_ptr<OpenWindow> open;
};

QString labelIn(const QWidget &dialog, const char *label)
{
    return child<QLabel>(dialog, QString::fromLatin1(label)).text();
}

} // namespace

TEST_CASE("12.3: a site of a primary that is not served is marked in the list, in words for a screen reader, too")
{
    Refused refused(ErrorCode::SiteNewer);
    CHECK(refused.mark(3).endsWith(QStringLiteral("not served")));
    CHECK_FALSE(refused.name(3).data(Qt::DecorationRole).value<QIcon>().isNull());
    CHECK(refused.name(3).data(Qt::ToolTipRole).toString().contains(QStringLiteral("the site with Sync ID 3")));
    CHECK(refused.name(3).data(Qt::AccessibleDescriptionRole) == refused.name(3).data(Qt::ToolTipRole));
    CHECK(refused.mark(2).isEmpty());
    const auto &message = refused.open->the<InlineMessage>("misfits");
    CHECK(message.isVisible());
    CHECK(message.text().contains(QStringLiteral("by Sync ID: 3.")));

    refused.refuse(4, ErrorCode::TwoMachines);
    refused.open->waitUntil([&message] { return message.text().contains(QStringLiteral("by Sync ID: 3, 4.")); });
    CHECK_FALSE(refused.mark(4).isEmpty());
    QMenu &other = refused.menuOf(2);
    CHECK_FALSE(Refused::offers(other));
    other.close();
    REQUIRE(refused.positions().clearMisfits());
    refused.open->waitUntil([&message] { return !message.isVisible(); });
    CHECK(refused.mark(3).isEmpty());
}

TEST_CASE("12.3: over the list it is said apart of which sites somebody has to choose at the site itself")
{
    Refused refused(ErrorCode::SiteOlder);
    const auto &message = refused.open->the<InlineMessage>("misfits");
    const auto offered = QStringLiteral("Open the site, or its menu in the list.");
    CHECK(message.text().contains(QStringLiteral("at the site itself what happens, by Sync ID: 3.")));
    CHECK_FALSE(message.text().contains(offered));

    refused.refuse(2, ErrorCode::TwoMachines);
    refused.refuse(4, ErrorCode::SiteNewer);
    refused.open->waitUntil([&] { return message.text().contains(offered); });
    CHECK(message.text().contains(QStringLiteral("has chosen what happens, by Sync ID: 2, 4.")));
    CHECK(message.text().contains(QStringLiteral("at the site itself what happens, by Sync ID: 3.")));
}

TEST_CASE("12.3: what happens with one site of a primary is chosen from its menu in the list, by keys alone")
{
    Refused refused(ErrorCode::SiteNewer);
    refused.site.put("item_line", "l1", R"({"ID":"l1","store_ID":"S3"})");
    refused.refuse(4, ErrorCode::SiteNewer);
    const auto others = Epoch(refused.site.datafile().connection()).shownTo(SyncId {4});
    QTest::keyClick(&refused.menuOf(3), Qt::Key_W);

    RecoveryDialog &dialog = refused.choosing();
    CHECK(labelIn(dialog, "reason").contains(QStringLiteral("the site with Sync ID 3 knows")));
    CHECK(labelIn(dialog, "reason").contains(QStringLiteral("The site is not served until somebody has chosen.")));
    auto &collect = child<QRadioButton>(dialog, QStringLiteral("collect"));
    CHECK(collect.isChecked());
    CHECK(dialog.focusWidget() == &collect);
    CHECK(labelIn(dialog, "collectWords")
              .contains(QStringLiteral("The site with Sync ID 3 sends again all that it owns")));
    CHECK(labelIn(dialog, "collectWords").contains(QStringLiteral("1 records of it")));
    CHECK(collect.accessibleDescription() == labelIn(dialog, "collectWords"));
    CHECK_FALSE(child<QLabel>(dialog, QStringLiteral("machines")).isVisible());

    QTest::keyClick(&dialog, Qt::Key_Return); // locked: it asks for the code
    refused.open->enterCode(TestSite::code());
    refused.open->comeBack();
    CHECK_FALSE(refused.open->lock.isUnlocked()); // the code was for this choice
    CHECK_FALSE(refused.isRefused(3));
    CHECK(refused.isRefused(4));
    CHECK(Epoch(refused.site.datafile().connection()).shownTo(SyncId {4})->value == others->value);
    refused.open->waitUntil([&] { return refused.mark(3).isEmpty(); });
    CHECK_FALSE(refused.mark(4).isEmpty());
    const auto &done = refused.open->the<InlineMessage>("siteChosen");
    refused.open->window.page(QStringLiteral("Synchronise"))->load(); // as where settings have changed
    CHECK(done.isVisible());
    CHECK(done.text().startsWith(QStringLiteral("Done: the site with Sync ID 3 continues")));
    QTest::keyClick(&refused.menuOf(4), Qt::Key_W); // of which nothing has been done yet
    QTest::keyClick(&refused.choosing(), Qt::Key_Escape);
    CHECK_FALSE(done.isVisible());
}

TEST_CASE("12.3: of two machines that are one site the window says which is recorded, and the site goes on with one")
{
    Refused refused(ErrorCode::TwoMachines);
    const QString machine = QStringLiteral("MACHINE-ONE");
    const bool isRecorded = GENERATE(false, true);
    if (isRecorded)
        REQUIRE(refused.site.datafile().peerStates().bindHardwareId(SyncId {3}, machine));
    PeerDialog &row = refused.openRow(3);
    const auto &message = child<InlineMessage>(row, QStringLiteral("misfit"));
    CHECK(message.isVisible());
    CHECK(message.text().startsWith(QStringLiteral("Two machines synchronise as the site with Sync ID 3.")));
    auto &choose = child<QPushButton>(row, QStringLiteral("recoverSite"));
    CHECK(choose.focusPolicy() == Qt::StrongFocus);
    QTest::keyClick(&choose, Qt::Key_Space);

    RecoveryDialog &dialog = refused.choosing();
    const QString machines = labelIn(dialog, "machines");
    CHECK(machines.contains(machine) == isRecorded);
    CHECK(machines.contains(QStringLiteral("No machine is recorded")) != isRecorded);
    CHECK(machines.contains(QStringLiteral("Noticed: ")));
    CHECK(child<QRadioButton>(dialog, QStringLiteral("keep-this")).isChecked());
    CHECK(labelIn(dialog, "keep-thisWords").contains(QStringLiteral("the machine that has come further")));
    QTest::keyClick(&dialog, Qt::Key_Return);
    refused.open->enterCode(TestSite::code());
    refused.open->waitUntil([&] { return refused.open->visible<RecoveryDialog>() == nullptr; });
    CHECK_FALSE(refused.isRefused(3));
    refused.open->waitUntil([&refused] { return refused.mark(3).isEmpty(); });
    CHECK(message.isVisible());
    CHECK(message.text().startsWith(QStringLiteral("Done: the site with Sync ID 3 continues")));
    CHECK_FALSE(choose.isVisible());
    // The code was for this choice: both windows stay locked.
    CHECK_FALSE(refused.open->lock.isUnlocked());
    CHECK_FALSE(child<QPushButton>(row, QStringLiteral("ok")).isEnabled());

    refused.refuse(3, ErrorCode::TwoMachines); // the other one has called again
    refused.open->waitUntil([&choose] { return choose.isVisible(); });
    CHECK(message.text().startsWith(QStringLiteral("Two machines")));
}

TEST_CASE("12.3: for a site that is itself the older copy nothing is offered at its primary, and its row says whose "
          "move it is")
{
    Refused refused(ErrorCode::SiteOlder);
    QMenu &menu = refused.menuOf(3);
    CHECK_FALSE(Refused::offers(menu));
    menu.close();
    PeerDialog &row = refused.openRow(3);
    CHECK(child<InlineMessage>(row, QStringLiteral("misfit")).text().contains(QStringLiteral("has to choose")));
    CHECK_FALSE(child<QPushButton>(row, QStringLiteral("recoverSite")).isVisible());
    row.reject();
    refused.open->comeBack();
    PeerDialog &other = refused.openRow(2);
    CHECK_FALSE(child<InlineMessage>(other, QStringLiteral("misfit")).isVisible());
    CHECK_FALSE(child<QPushButton>(other, QStringLiteral("recoverSite")).isVisible());
}

TEST_CASE("12.3: where nothing can be chosen for a site the window says why")
{
    Refused refused(ErrorCode::PositionImpossible);
    SECTION("it cannot be asked")
    {
        REQUIRE(refused.site.datafile().peerStates().noteApp(SyncId {3}, SiteApp::mobile("8.7.4")));
    }
    SECTION("the primary stands still as a whole")
    {
        refused.site.standStill(ErrorCode::RestoredUnconfirmed);
    }
    QTest::keyClick(&refused.menuOf(3), Qt::Key_W);
    RecoveryDialog &dialog = refused.choosing();
    const QString why = child<InlineMessage>(dialog, QStringLiteral("message")).text();
    CHECK((
        why.contains(QStringLiteral("cannot be asked")) || why.contains(QStringLiteral("choose for all of it first"))));
    CHECK_FALSE(child<QPushButton>(dialog, QStringLiteral("ok")).isEnabled());
    QTest::keyClick(&dialog, Qt::Key_Escape);
    refused.open->comeBack();
    CHECK(refused.isRefused(3));
}

TEST_CASE("12.3: that a site has not sent again yet is said in its row under the Sync ID that it has in the draft, too")
{
    PrimarySite site;
    for (const int id : {2, 3})
        site.addSatellite(id);
    REQUIRE(AwaitedSites(site.datafile().connection()).await({SyncId {3}, site.clock().utcNow()}));
    OpenWindow open(site);
    const auto state = [&open](int row) {
        return open.the<QTableView>("sites").model()->index(row, PeerTableModel::StateColumn).data().toString();
    };
    const QString awaited = QStringLiteral("has not sent again yet");
    open.waitUntil([&] { return state(1).contains(awaited); });
    CHECK_FALSE(state(0).contains(awaited));

    open.unlock();
    auto &table = open.the<QTableView>("sites");
    table.setFocus();
    table.setCurrentIndex(table.model()->index(1, 1));
    QTest::keyClick(&table, Qt::Key_Return);
    auto &dialog = open.over<PeerDialog>();
    auto &id = child<QLineEdit>(dialog, QStringLiteral("syncId"));
    id.setFocus();
    id.selectAll();
    QTest::keyClicks(&id, QStringLiteral("9"));
    QTest::mouseClick(&child<QPushButton>(dialog, QStringLiteral("ok")), Qt::LeftButton);
    open.comeBack();
    CHECK(table.model()->index(1, 0).data().toString() == QStringLiteral("9"));
    CHECK(state(1).contains(awaited));
    CHECK_FALSE(state(0).contains(awaited));
}

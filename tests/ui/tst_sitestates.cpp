// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How the sites stand, from their calls to the window of a primary.
#include "tests/ui/openwindow.h"
#include "ui/sites/peerdialog.h"
#include "ui/sites/peertablemodel.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/inlinemessage.h"

#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>

using namespace mailboat;
using namespace mailboat::test;

namespace {

QString stateOf(OpenWindow &open, SyncId id)
{
    auto &table = open.the<QTableView>("sites");
    const auto &model = *static_cast<const PeerTableModel *>(table.model());
    const int row = model.rowOf(id);
    return row < 0 ? QString() : model.index(row, PeerTableModel::StateColumn).data().toString();
}

} // namespace

TEST_CASE("14.B1: a site that calls with a wrong password is found and cured within three clicks")
{
    PrimarySite primary;
    primary.addSatellite(12);
    primary.addPeer(SyncId {13}, QStringLiteral("site 13"), QStringLiteral("another one"));
    addStore(primary, "A", 12);
    addStore(primary, "B", 13);
    primary.start();
    SatelliteSite good(12, primary.url());
    REQUIRE(good.synchronise().ok);
    OpenWindow open(primary);
    open.waitUntil([&] { return stateOf(open, SyncId {12}) == QStringLiteral("ok"); });
    CHECK(stateOf(open, SyncId {13}) == QStringLiteral("never"));

    SatelliteSite wrong(13, primary.url()); // with the password that it had before
    CHECK_FALSE(wrong.synchronise().ok);
    open.waitUntil([&] { return stateOf(open, SyncId {13}) == QStringLiteral("refused: wrong password"); });
    open.waitUntil([&] { return open.the<IconLabel>("statusIcon").iconName() != QStringLiteral("ok"); });

    open.unlock();
    open.press("sites-refused"); // one
    auto &table = open.the<QTableView>("sites");
    REQUIRE(table.model()->rowCount() == 1);
    table.setFocus();
    QTest::keyClick(&table, Qt::Key_Home);
    QTest::keyClick(&table, Qt::Key_Return); // two
    auto &dialog = open.over<PeerDialog>();
    auto &state = child<InlineMessage>(dialog, QStringLiteral("siteState"));
    CHECK(state.tone() == Tone::Error);
    CHECK(state.text().contains(QStringLiteral("password")));
    auto &contacts = child<QPlainTextEdit>(dialog, QStringLiteral("lastContacts"));
    open.waitUntil([&] { return contacts.toPlainText().contains(QStringLiteral("Refused: ")); });
    QTest::mouseClick(&child<QPushButton>(dialog, QStringLiteral("cure")), Qt::LeftButton); // three
    CHECK(child<QLineEdit>(dialog, QStringLiteral("password")).hasFocus());
}

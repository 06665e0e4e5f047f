// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is said of what a button has done comes where it moves no button: the second click of two finds the next one where it was.
#include "core/store/quarantine.h"
#include "tests/ui/openwindow.h"
#include "ui/preferences/preferencepage.h"
#include "ui/widgets/inlinemessage.h"

#include <QPushButton>
#include <QTableView>

using namespace mailboat;
using namespace mailboat::test;

namespace {

/// Where the buttons that are shown stand in the window.
QMap<QString, QPoint> buttonPlaces(OpenWindow &open)
{
    QCoreApplication::processEvents();
    QMap<QString, QPoint> places;
    for (const auto *button : open.window.findChildren<QPushButton *>()) {
        const bool isInMessage = qobject_cast<InlineMessage *>(button->parentWidget()) != nullptr;
        if (button->isVisible() && button->window() == &open.window && !isInMessage)
            places.insert(button->objectName(), button->mapTo(&open.window, QPoint()));
    }
    return places;
}

void checkNothingMoves(OpenWindow &open, const char *message)
{
    auto &told = open.the<InlineMessage>(message);
    REQUIRE_FALSE(told.isVisible());
    const QMap<QString, QPoint> before = buttonPlaces(open);
    told.setMessage(Tone::Ok, QStringLiteral("3 rows were written."));
    CHECK(told.isVisible());
    INFO(message);
    const QMap<QString, QPoint> after = buttonPlaces(open);
    for (auto place = before.cbegin(); place != before.cend(); ++place) {
        INFO(place.key().toStdString());
        CHECK(after.value(place.key()) == place.value());
    }
    told.clear();
    CHECK(buttonPlaces(open) == before);
}

} // namespace

TEST_CASE("14.A3: what is said after a button was pressed moves no button, on the pages Synchronise and Log")
{
    PrimarySite site;
    for (const int id : {2, 3, 4, 5, 6, 7})
        site.addSatellite(id);
    REQUIRE(site.datafile().quarantine().add({0, {"transact", "T1", Action::Update, R"({"ID":"T1"})"}, SyncId {2},
        QStringLiteral("store_ID"), Error {ErrorCode::RecordNotOwned}, site.clock().utcNow()}));
    OpenWindow open(site);
    open.window.resize(1024, 640);
    open.unlock();
    checkNothingMoves(open, "listMessage");
    checkNothingMoves(open, "siteChosen");
    open.window.showCategory(QStringLiteral("Log"));
    open.window.page(QStringLiteral("Log"))->showPart(QStringLiteral("refused"));
    open.waitUntil([&] { return open.the<QTableView>("refused").model()->rowCount() > 0; });
    checkNothingMoves(open, "refusedResult");
    checkNothingMoves(open, "logFileResult");
}

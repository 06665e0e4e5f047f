// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/siteapp.h"
#include "core/store/peerstates.h"
#include "core/store/standstill.h"
#include "tests/ui/openwindow.h"
#include "ui/backup/recoverydialog.h"
#include "ui/preferences/unlockdialog.h"
#include "ui/widgets/inlinemessage.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>

using namespace mailboat;
using namespace mailboat::test;

namespace {

bool standsStill(TestSite &site)
{
    return Standstill(site.datafile().connection()).reason()->has_value();
}

/// The dialog, once it says what there is to choose.
RecoveryDialog &chosenFrom(OpenWindow &open)
{
    open.waitUntil([&open] { return open.the<QPushButton>("chooseRecovery").isVisible(); });
    open.press("chooseRecovery");
    auto &dialog = open.over<RecoveryDialog>();
    open.waitUntil([&dialog] { return child<QPushButton>(dialog, QStringLiteral("ok")).isEnabled(); });
    return dialog;
}

QString wordsIn(RecoveryDialog &dialog, const char *label)
{
    return child<QLabel>(dialog, QString::fromLatin1(label)).text();
}

} // namespace

TEST_CASE("12.3: the window of a restored satellite says why it stands still, and goes on as it is told")
{
    SatelliteSite site {12, QUrl(QStringLiteral("http://127.0.0.1:9"))};
    site.put("item_line", "l1", R"({"ID":"l1"})");
    OpenWindow open(site);
    CHECK_FALSE(open.the<QPushButton>("chooseRecovery").isVisible());
    site.standStill(ErrorCode::RestoredUnconfirmed);

    RecoveryDialog &dialog = chosenFrom(open);
    CHECK(wordsIn(dialog, "reason").contains(QStringLiteral("restored from a backup")));
    auto &fetch = child<QRadioButton>(dialog, QStringLiteral("fetch"));
    CHECK(fetch.isChecked());
    CHECK(dialog.focusWidget() == &fetch);
    CHECK(wordsIn(dialog, "fetchWords").contains(QStringLiteral("Records that wait: 1.")));
    CHECK(fetch.accessibleDescription() == wordsIn(dialog, "fetchWords"));
    CHECK_FALSE(dialog.findChild<QWidget *>(QStringLiteral("silentSites"))->isVisible());

    QTest::keyClick(&dialog, Qt::Key_Return); // locked: it asks for the code
    open.over<UnlockDialog>();
    CHECK(standsStill(site));
    open.enterCode(TestSite::code());
    open.comeBack();
    CHECK_FALSE(standsStill(site));
    open.waitUntil([&open] { return !open.the<QPushButton>("chooseRecovery").isVisible(); });
    CHECK_FALSE(open.lock.isUnlocked()); // the code was for this choice
    const auto &done = open.the<InlineMessage>("chosen");
    open.window.page(QStringLiteral("Synchronise"))->load(); // as the choice itself may have it
    CHECK(done.isVisible());
    CHECK(done.text().startsWith(QStringLiteral("Done: ")));
    open.window.hide();
    CHECK(done.isHidden());
}

TEST_CASE("12.3: the window of a restored primary names the sites that cannot be asked")
{
    PrimarySite site;
    site.addSatellite(2);
    site.addSatellite(3);
    REQUIRE(site.datafile().peerStates().noteApp(SyncId {3}, SiteApp::mobile("8.7.4")));
    site.standStill(ErrorCode::RestoredUnconfirmed);
    OpenWindow open(site);
    open.unlock();

    RecoveryDialog &dialog = chosenFrom(open);
    CHECK(child<QRadioButton>(dialog, QStringLiteral("collect")).isChecked());
    CHECK(wordsIn(dialog, "collectWords").contains(QStringLiteral("Sites that are asked: 1.")));
    const auto &silent = child<QPlainTextEdit>(dialog, QStringLiteral("silentSites"));
    CHECK(silent.isVisible());
    CHECK(silent.toPlainText().contains(QStringLiteral("Sync ID 3 runs ")));

    QTest::mouseClick(&child<QPushButton>(dialog, QStringLiteral("ok")), Qt::LeftButton); // unlocked: at once
    open.comeBack();
    CHECK_FALSE(standsStill(site));
    CHECK(open.lock.isUnlocked()); // as it was
}

TEST_CASE("12.3: who gives up chooses nothing, and a datafile on another machine can be kept")
{
    SatelliteSite site {12, QUrl(QStringLiteral("http://127.0.0.1:9"))};
    site.standStill(ErrorCode::OtherMachine);
    OpenWindow open(site);
    QTest::keyClick(&chosenFrom(open), Qt::Key_Escape);
    open.comeBack();
    CHECK(standsStill(site));

    RecoveryDialog &dialog = chosenFrom(open);
    CHECK(child<QRadioButton>(dialog, QStringLiteral("keep-this")).isChecked());
    QTest::keyClick(&dialog, Qt::Key_Return);
    open.over<UnlockDialog>().reject(); // no code
    open.waitUntil([&open] { return !open.visible<UnlockDialog>(); });
    CHECK(dialog.isVisible());
    CHECK(standsStill(site));
    QTest::keyClick(&dialog, Qt::Key_Return);
    open.enterCode(TestSite::code());
    open.comeBack();
    CHECK_FALSE(standsStill(site));
}

TEST_CASE("12.3: where somebody else has chosen meanwhile, the window says so")
{
    SatelliteSite site {12, QUrl(QStringLiteral("http://127.0.0.1:9"))};
    site.standStill(ErrorCode::RestoredUnconfirmed);
    OpenWindow open(site);
    open.waitUntil([&open] { return open.the<QPushButton>("chooseRecovery").isVisible(); });
    site.recover(Recovery::Choice::Fetch);
    open.press("chooseRecovery");
    auto &dialog = open.over<RecoveryDialog>();
    const auto &message = child<InlineMessage>(dialog, QStringLiteral("message"));
    open.waitUntil([&message] { return !message.text().isEmpty(); });
    CHECK_FALSE(child<QPushButton>(dialog, QStringLiteral("ok")).isEnabled());
    QTest::keyClick(&dialog, Qt::Key_Escape);
    open.comeBack();
}

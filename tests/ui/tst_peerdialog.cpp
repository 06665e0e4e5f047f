// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/peers.h"
#include "tests/ui/widgets.h"
#include "ui/sites/peerdialog.h"
#include "ui/widgets/fieldmessage.h"
#include "ui/widgets/inlinemessage.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QClipboard>
#include <QCompleter>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalBlocker>

using namespace mailboat;
using namespace mailboat::test;

namespace {

const QString machine = QStringLiteral("machine-of-north");
const QString ownMachine = QStringLiteral("this-machine");

Settings settings(int syncId, const QList<Peer> &peers)
{
    return {{{QStringLiteral("sync-id"), QString::number(syncId)}}, peers, 1};
}

/// Sites 2 "North", which has signed in and has stores, and 3 "south" at a primary.
Settings primary()
{
    Peer first = site(2, north);
    first.hardwareId = machine;
    first.stores = {QStringLiteral("STORE-A"), QStringLiteral("STORE-B")};
    return settings(1, {first, site(3, south)});
}

Settings satellite()
{
    return settings(7, {site(1, north, QStringLiteral("https://sync.example"))});
}

struct How {
    bool isLocked = false;
    bool isSaved = true;
};

/// The dialog on the screen over a draft.
struct ShownDialog {
    ShownDialog(Settings before, std::optional<int> edited, How how = {})
        : draft(std::move(before))
        , dialog(draft, edited ? std::optional(SyncId {*edited}) : std::nullopt, how.isLocked, how.isSaved, ownMachine)
    {
        showActive(dialog);
    }

    static void type(QLineEdit &field, const QString &text)
    {
        field.setFocus();
        QTest::keyClick(&field, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(&field, Qt::Key_Delete);
        QTest::keyClicks(&field, text);
    }
    static void paste(QLineEdit &field, const QString &text)
    {
        QGuiApplication::clipboard()->setText(text);
        field.setFocus();
        QTest::keyClick(&field, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(&field, Qt::Key_V, Qt::ControlModifier);
    }
    void pressOk() { QTest::mouseClick(&button(QStringLiteral("ok")), Qt::LeftButton); }
    /// By its key; a button is seen to go down for a moment.
    void makePassword()
    {
        QTest::keyClick(&dialog, Qt::Key_K, Qt::AltModifier);
        REQUIRE(QTest::qWaitFor([this] { return !password.text().isEmpty(); }));
    }
    QPushButton &button(const QString &name) { return child<QPushButton>(dialog, name); }
    QString message(const QString &field)
    {
        auto &words = child<FieldMessage>(dialog, field + QStringLiteral("Message"));
        return words.isVisible() ? words.text() : QString();
    }
    QString idMessage() { return message(QStringLiteral("syncId")); }
    QString nameMessage() { return message(QStringLiteral("userName")); }
    QString passwordMessage() { return message(QStringLiteral("password")); }
    QString urlMessage() { return message(QStringLiteral("url")); }

    Draft draft;
    PeerDialog dialog;
    QLineEdit &syncId = child<QLineEdit>(dialog, QStringLiteral("syncId"));
    QLineEdit &userName = child<QLineEdit>(dialog, QStringLiteral("userName"));
    QLineEdit &password = child<QLineEdit>(dialog, QStringLiteral("password"));
    QLineEdit &url = child<QLineEdit>(dialog, QStringLiteral("url"));
    QLineEdit &hardwareId = child<QLineEdit>(dialog, QStringLiteral("hardwareId"));
    QSignalSpy accepted {&dialog, &QDialog::accepted};
    QSignalSpy rejected {&dialog, &QDialog::rejected};
};

} // namespace

TEST_CASE("Add/edit has the fields and buttons of contract.md §5, named so for a screen reader")
{
    ShownDialog shown(primary(), 2);
    CHECK(shown.dialog.windowTitle() == QStringLiteral("Add/edit synchronize parameters"));
    CHECK(shown.syncId.accessibleName() == QStringLiteral("Sync ID"));
    CHECK(shown.userName.accessibleName() == QStringLiteral("User name"));
    CHECK(shown.password.accessibleName() == QStringLiteral("Password"));
    CHECK(shown.url.accessibleName() == QStringLiteral("URL"));
    CHECK(shown.hardwareId.accessibleName() == QStringLiteral("Hardware ID"));
    CHECK(shown.button(QStringLiteral("generate")).accessibleName() == QStringLiteral("Generate sync records"));
    CHECK(shown.button(QStringLiteral("retrieve")).accessibleName() == QStringLiteral("Retrieve sync records"));
    CHECK(shown.button(QStringLiteral("cancel")).text() == QStringLiteral("Cancel"));
    CHECK(shown.button(QStringLiteral("ok")).text() == QStringLiteral("OK"));
}

TEST_CASE("A new site goes into the draft with OK, and nowhere else (contract.md §3 staged)")
{
    ShownDialog shown(primary(), {}, {false, false});
    ShownDialog::type(shown.syncId, QStringLiteral("5"));
    ShownDialog::type(shown.userName, QStringLiteral("  West "));
    ShownDialog::type(shown.password, QStringLiteral("pass word"));
    CHECK(shown.draft.peers.all().size() == 2);
    QTest::keyClick(&shown.password, Qt::Key_Return);
    CHECK(shown.accepted.size() == 1);
    REQUIRE(shown.draft.peers.find(SyncId {5}));
    CHECK(shown.draft.peers.find(SyncId {5})->userName == QStringLiteral("West"));
    CHECK(shown.draft.peers.edits().newPassword(SyncId {5}) == QStringLiteral("pass word"));
    CHECK(shown.dialog.syncId() == SyncId {5});
    CHECK(shown.password.text().isEmpty());
}

TEST_CASE("Cancel and Esc leave the draft as it was")
{
    ShownDialog shown(primary(), 3);
    ShownDialog::type(shown.userName, QStringLiteral("other"));
    ShownDialog::type(shown.password, QStringLiteral("other"));
    SECTION("Cancel")
    {
        QTest::mouseClick(&shown.button(QStringLiteral("cancel")), Qt::LeftButton);
    }
    SECTION("Esc")
    {
        QTest::keyClick(&shown.password, Qt::Key_Escape);
    }
    CHECK(shown.rejected.size() == 1);
    CHECK_FALSE(shown.draft.isModified());
}

TEST_CASE("An edited site keeps its password while the field stays blank (issue 3)")
{
    ShownDialog shown(primary(), 3);
    CHECK(shown.password.echoMode() == QLineEdit::Password);
    CHECK(shown.password.text().isEmpty());
    CHECK(shown.password.placeholderText() == QStringLiteral("unchanged"));
    ShownDialog::type(shown.userName, QStringLiteral("South"));
    SECTION("blank")
    {
        shown.pressOk();
        CHECK_FALSE(shown.draft.peers.edits().newPassword(SyncId {3}));
    }
    SECTION("typed")
    {
        ShownDialog::type(shown.password, QStringLiteral("new"));
        shown.pressOk();
        CHECK(shown.draft.peers.edits().newPassword(SyncId {3}) == QStringLiteral("new"));
    }
    SECTION("pasted with the end of its line")
    {
        ShownDialog::paste(shown.password, QStringLiteral("new\r\n"));
        shown.pressOk();
        CHECK(shown.draft.peers.edits().newPassword(SyncId {3}) == QStringLiteral("new"));
    }
    CHECK(shown.accepted.size() == 1);
    CHECK(shown.draft.peers.find(SyncId {3})->userName == QStringLiteral("South"));
}

TEST_CASE("B4: the primary's row asks again for a password that cannot be read here")
{
    Peer copied = site(1, north, QStringLiteral("https://sync.example"));
    copied.hasPassword = false;
    copied.needsPassword = true;
    ShownDialog shown(settings(7, {copied}), 1);
    CHECK(shown.password.placeholderText().isEmpty());
    CHECK(shown.passwordMessage().contains(QStringLiteral("cannot be read on this machine")));
    shown.pressOk();
    CHECK(shown.accepted.isEmpty());
    CHECK_FALSE(shown.passwordMessage().isEmpty());
    ShownDialog::type(shown.password, QStringLiteral("new"));
    CHECK(shown.passwordMessage().isEmpty());
    shown.pressOk();
    CHECK(shown.accepted.size() == 1);
    CHECK(shown.draft.peers.edits().newPassword(primarySyncId) == QStringLiteral("new"));
}

TEST_CASE("A password is never shown, nor can it be copied out of its field")
{
    ShownDialog shown(primary(), {}, {false, false});
    QGuiApplication::clipboard()->setText(QStringLiteral("before"));
    ShownDialog::type(shown.password, QStringLiteral("s3cret"));
    QTest::keyClick(&shown.password, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(&shown.password, Qt::Key_C, Qt::ControlModifier);
    CHECK(QGuiApplication::clipboard()->text() == QStringLiteral("before"));
    CHECK_FALSE(shown.password.displayText().contains(QStringLiteral("s3cret")));
}

TEST_CASE("OK with fields that are missing says so at each of them, and the first gets the keyboard")
{
    ShownDialog shown(primary(), {}, {false, false});
    {
        const QSignalBlocker unseen(&shown.syncId);
        shown.syncId.clear(); // what was proposed
    }
    CHECK(shown.idMessage().isEmpty());
    CHECK(shown.nameMessage().isEmpty());
    shown.pressOk();
    CHECK(shown.accepted.isEmpty());
    CHECK_FALSE(shown.idMessage().isEmpty());
    CHECK_FALSE(shown.nameMessage().isEmpty());
    CHECK_FALSE(shown.passwordMessage().isEmpty());
    CHECK(shown.urlMessage().isEmpty());
    CHECK(shown.syncId.hasFocus());
    CHECK(shown.syncId.accessibleDescription().contains(shown.idMessage()));

    ShownDialog::type(shown.syncId, QStringLiteral("9"));
    CHECK(shown.idMessage().isEmpty());
    CHECK(shown.syncId.accessibleDescription().isEmpty());
    shown.pressOk();
    CHECK(shown.userName.hasFocus());
    CHECK(shown.draft.peers.all().size() == 2);
}

TEST_CASE("A Sync ID is judged while it is typed (contract.md §3)")
{
    ShownDialog shown(primary(), {}, {false, false});
    ShownDialog::type(shown.syncId, QStringLiteral("1"));
    CHECK(shown.idMessage().contains(QStringLiteral("reserved for the primary")));
    ShownDialog::type(shown.syncId, QStringLiteral("2"));
    CHECK(shown.idMessage().contains(north)); // named with its owner
    ShownDialog::type(shown.syncId, QStringLiteral("25"));
    CHECK(shown.idMessage().isEmpty());
    for (const QString &wrong :
        {QStringLiteral("0"), QStringLiteral("-3"), QStringLiteral("abc"), QStringLiteral("3.5"),
            QStringLiteral("2147483648"), QString(10'000, QLatin1Char('9')), QStringLiteral("5\u202E5")}) {
        ShownDialog::paste(shown.syncId, wrong);
        CHECK_FALSE(shown.idMessage().isEmpty());
        CHECK(shown.idMessage().size() < 500);
    }
    ShownDialog::paste(shown.syncId, QStringLiteral(" 2147483647\n"));
    CHECK(shown.idMessage().isEmpty());
}

TEST_CASE("A user name is judged while it is typed (contract.md §3)")
{
    ShownDialog shown(primary(), {}, {false, false});
    ShownDialog::type(shown.userName, QStringLiteral("SOUTH"));
    CHECK(shown.nameMessage().contains(QStringLiteral("Sync ID 3"))); // named with its owner
    ShownDialog::type(shown.userName, QStringLiteral("SOUTH2"));
    CHECK(shown.nameMessage().isEmpty());
    for (const QString &wrong : {QStringLiteral("a:b"), QStringLiteral("a\nb"), QStringLiteral("a\u202Eb"),
             QStringLiteral("a\u200Fb"), QString(10'000, QLatin1Char('x'))}) {
        ShownDialog::paste(shown.userName, wrong);
        CHECK_FALSE(shown.nameMessage().isEmpty());
        shown.pressOk();
        CHECK(shown.accepted.isEmpty());
    }
}

TEST_CASE("An edited site may keep its own Sync ID and user name")
{
    ShownDialog shown(primary(), 3);
    ShownDialog::type(shown.syncId, QStringLiteral("3"));
    ShownDialog::type(shown.userName, QStringLiteral("South"));
    CHECK(shown.idMessage().isEmpty());
    CHECK(shown.nameMessage().isEmpty());
    ShownDialog::type(shown.syncId, QStringLiteral("33"));
    shown.pressOk();
    CHECK(shown.draft.peers.find(SyncId {33}));
    CHECK_FALSE(shown.draft.peers.find(SyncId {3}));
}

TEST_CASE("A site with active stores keeps its Sync ID, and says so at the field")
{
    ShownDialog shown(primary(), 2);
    CHECK(child<QPlainTextEdit>(shown.dialog, QStringLiteral("activeStores")).toPlainText()
        == QStringLiteral("STORE-A\nSTORE-B"));
    CHECK(child<QPlainTextEdit>(shown.dialog, QStringLiteral("activeStores")).isReadOnly());
    ShownDialog::type(shown.syncId, QStringLiteral("22"));
    CHECK(shown.idMessage().contains(QStringLiteral("STORE-A")));
    shown.pressOk();
    CHECK(shown.accepted.isEmpty());
}

TEST_CASE("A URL is completed when its field is left, and shown so (contract.md §3)")
{
    const auto [typed, shownAs] = GENERATE(table<QString, QString>({
        {QStringLiteral("sync.example.org"), QStringLiteral("https://sync.example.org")},
        {QStringLiteral(" 10.0.0.1 "), QStringLiteral("http://10.0.0.1")},
        {QStringLiteral("sync.example.org:2048/"), QStringLiteral("http://sync.example.org:2048")},
        {QStringLiteral("HTTPS://Sync.Example.org/"), QStringLiteral("https://sync.example.org")},
    }));
    ShownDialog shown(satellite(), 1);
    ShownDialog::type(shown.url, typed);
    QTest::keyClick(&shown.url, Qt::Key_Tab);
    CHECK(shown.url.text() == shownAs);
    shown.pressOk();
    CHECK(shown.draft.peers.find(primarySyncId)->url == shownAs);
}

TEST_CASE("D6: an http URL of another machine is warned of at its field, and can be saved")
{
    ShownDialog shown(satellite(), 1);
    for (const QString &plain : {QStringLiteral("10.0.0.1:2048"), QStringLiteral("http://sync.example.org")}) {
        ShownDialog::type(shown.url, plain);
        CHECK(shown.urlMessage().contains(QStringLiteral("plain http")));
        CHECK_FALSE(child<FieldMessage>(shown.dialog, QStringLiteral("urlMessage")).isError());
    }
    for (const QString &fine : {QStringLiteral("sync.example.org"), QStringLiteral("http://127.0.0.1:2048")}) {
        ShownDialog::type(shown.url, fine);
        CHECK(shown.urlMessage().isEmpty());
    }
    ShownDialog::type(shown.url, QStringLiteral("10.0.0.1:2048"));
    shown.pressOk();
    CHECK(shown.draft.peers.find(primarySyncId)->url == QStringLiteral("http://10.0.0.1:2048"));
}

TEST_CASE("A URL that cannot be is refused at its field while it is typed, and stays as typed (contract.md §3)")
{
    ShownDialog shown(satellite(), 1);
    for (const QString &wrong : {QStringLiteral("https://a.example/path"), QStringLiteral("https://u:p@a.example"),
             QStringLiteral("https://a.example?x"), QStringLiteral("https://a.example#x"),
             QStringLiteral("ftp://a.example"), QStringLiteral("https://a b"), QStringLiteral("http://a.example:70000"),
             QString(10'000, QLatin1Char('x')), QStringLiteral("https://a.\u202Eexample")}) {
        ShownDialog::type(shown.url, QString());
        ShownDialog::paste(shown.url, wrong);
        CHECK_FALSE(shown.urlMessage().isEmpty());
        CHECK_FALSE(shown.urlMessage().contains(QStringLiteral("u:p")));
        QTest::keyClick(&shown.url, Qt::Key_Tab);
        CHECK(shown.url.text() == wrong);
    }
    shown.pressOk();
    CHECK(shown.accepted.isEmpty());
    CHECK(shown.url.hasFocus());
}

TEST_CASE("A satellite's primary needs a URL, and no other site fits its list (contract.md §3)")
{
    {
        ShownDialog other(settings(7, {site(4, north)}), 4); // of before this site became a satellite
        ShownDialog::type(other.syncId, QStringLiteral("5"));
        CHECK_FALSE(other.idMessage().isEmpty());
        ShownDialog::type(other.syncId, QStringLiteral("7"));
        CHECK(other.idMessage().contains(QStringLiteral("this site")));
        ShownDialog::type(other.syncId, QStringLiteral("1"));
        CHECK(other.idMessage().isEmpty());
    }
    ShownDialog shown(settings(7, {}), {}, {false, false});
    ShownDialog::type(shown.userName, north);
    ShownDialog::type(shown.password, north);
    shown.pressOk();
    CHECK(shown.urlMessage().contains(QStringLiteral("has no URL")));
    ShownDialog::type(shown.url, QStringLiteral("sync.example"));
    CHECK(shown.urlMessage().isEmpty());
    QTest::keyClick(&shown.url, Qt::Key_Return);
    CHECK(shown.accepted.size() == 1);
    CHECK(shown.draft.peers.find(primarySyncId)->url == QStringLiteral("https://sync.example"));
}

TEST_CASE("At a primary a satellite's URL is accepted with a warning (contract.md §3)")
{
    ShownDialog shown(primary(), 3);
    ShownDialog::type(shown.url, QStringLiteral("south.example"));
    CHECK(shown.urlMessage().contains(QStringLiteral("synchronisation is off")));
    CHECK_FALSE(child<FieldMessage>(shown.dialog, QStringLiteral("urlMessage")).isError());
    shown.pressOk();
    CHECK(shown.accepted.size() == 1);

    ShownDialog again(settings(1, shown.draft.peers.all()), 3);
    CHECK(again.urlMessage().contains(QStringLiteral("synchronisation is off")));
    ShownDialog::type(again.url, QString());
    CHECK(again.urlMessage().isEmpty());
}

TEST_CASE("Clear beside the hardware ID is staged, and can be undone until OK (contract.md §3)")
{
    ShownDialog shown(primary(), 2);
    QPushButton &clear = shown.button(QStringLiteral("clearHardwareId"));
    CHECK(clear.text().remove(u'&') == QStringLiteral("Clear"));
    CHECK(shown.hardwareId.text() == machine);
    CHECK(shown.hardwareId.isReadOnly());
    QTest::mouseClick(&clear, Qt::LeftButton);
    CHECK(shown.hardwareId.text().isEmpty());
    CHECK(shown.draft.peers.find(SyncId {2})->hardwareId == machine);
    SECTION("OK")
    {
        shown.pressOk();
        CHECK(shown.draft.peers.find(SyncId {2})->hardwareId.isEmpty());
        CHECK(shown.draft.modifiedFields() == 1);
    }
    SECTION("undone")
    {
        QTest::mouseClick(&clear, Qt::LeftButton);
        CHECK(shown.hardwareId.text() == machine);
        shown.pressOk();
        CHECK_FALSE(shown.draft.isModified());
    }
    SECTION("Cancel")
    {
        QTest::keyClick(&shown.dialog, Qt::Key_Escape);
        CHECK_FALSE(shown.draft.isModified());
    }
}

TEST_CASE("11.7: what last called as a site is shown and cannot be typed over; a new row and a satellite's have none")
{
    Settings settings = primary();
    settings.peers.first().app = SiteApp::mobile("8.7.4");
    ShownDialog shown(settings, 2);
    auto &program = child<QLineEdit>(shown.dialog, QStringLiteral("program"));
    CHECK(program.accessibleName() == QStringLiteral("Program"));
    CHECK(program.text() == QStringLiteral("mSupply Mobile 8.7.4"));
    CHECK(program.isReadOnly());
    ShownDialog never(settings, 3);
    CHECK(child<QLineEdit>(never.dialog, QStringLiteral("program")).text().isEmpty());
    ShownDialog fresh(settings, std::nullopt);
    CHECK_FALSE(fresh.dialog.findChild<QLineEdit *>(QStringLiteral("program")));
    ShownDialog elsewhere(satellite(), 1);
    CHECK_FALSE(elsewhere.dialog.findChild<QLineEdit *>(QStringLiteral("program")));
}

TEST_CASE("Where no machine is recorded there is nothing to clear, and the button says so")
{
    ShownDialog shown(primary(), 3);
    QPushButton &clear = shown.button(QStringLiteral("clearHardwareId"));
    CHECK_FALSE(clear.isEnabled());
    CHECK(clear.toolTip().contains(QStringLiteral("No machine")));
    CHECK(clear.accessibleDescription() == clear.toolTip());
}

TEST_CASE("14.B3: a field that is only read looks it, in light colours and in dark ones")
{
    ShownDialog shown(satellite(), 1);
    const auto looksRead = [&shown](const char *name) {
        auto &field = child<QLineEdit>(shown.dialog, QString::fromLatin1(name));
        const QColor back = field.grab().toImage().pixelColor(field.width() - 4, field.height() / 2);
        return back == shown.dialog.palette().color(QPalette::Window) && !field.hasFrame();
    };
    for (const bool isDark : {false, true}) {
        if (isDark)
            shown.dialog.setPalette(darkPalette());
        CHECK(looksRead("hardwareId"));
        CHECK(looksRead("syncId")); // the primary's is always 1
        CHECK_FALSE(looksRead("userName"));
    }
    ShownDialog locked(satellite(), 1, {true, true});
    CHECK_FALSE(child<QLineEdit>(locked.dialog, QStringLiteral("userName")).hasFrame());
}

TEST_CASE("At a satellite the primary's row shows this machine's own hardware ID, read-only (contract.md §5)")
{
    ShownDialog shown(satellite(), 1);
    CHECK(shown.hardwareId.text() == ownMachine);
    CHECK(shown.hardwareId.isReadOnly());
    CHECK_FALSE(shown.button(QStringLiteral("clearHardwareId")).isVisible());
}

TEST_CASE("Locked: a row can be read and copied, not changed, and the window says why (contract.md §5)")
{
    ShownDialog shown(primary(), 2, {true, true});
    for (QLineEdit *field : {&shown.syncId, &shown.userName, &shown.password, &shown.url}) {
        CHECK(field->isReadOnly());
        CHECK(field->toolTip().contains(QStringLiteral("Click to un-lock")));
        CHECK(field->accessibleDescription() == field->toolTip());
        field->setFocus();
        QTest::keyClicks(field, QStringLiteral("99"));
    }
    CHECK(shown.syncId.text() == QStringLiteral("2"));
    CHECK(shown.userName.text() == north);
    CHECK(shown.password.text().isEmpty());
    for (const QString &name : {QStringLiteral("generate"), QStringLiteral("retrieve"),
             QStringLiteral("clearHardwareId"), QStringLiteral("ok")}) {
        CHECK_FALSE(shown.button(name).isEnabled());
        CHECK(shown.button(name).toolTip().contains(QStringLiteral("Click to un-lock")));
    }
    CHECK(child<InlineMessage>(shown.dialog, QStringLiteral("result"))
              .text()
              .contains(QStringLiteral("Click to un-lock")));
    shown.userName.setFocus();
    QTest::keyClick(&shown.userName, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(&shown.userName, Qt::Key_C, Qt::ControlModifier);
    CHECK(QGuiApplication::clipboard()->text() == north);
    QTest::keyClick(&shown.userName, Qt::Key_Return);
    CHECK(shown.accepted.isEmpty());
    CHECK(shown.rejected.size() == 1);
    CHECK_FALSE(shown.draft.isModified());
}

TEST_CASE("Generate and Retrieve are off for a site that is not saved yet, and say why (contract.md §3)")
{
    ShownDialog shown(primary(), 3, {false, false});
    for (const QString &name : {QStringLiteral("generate"), QStringLiteral("retrieve")}) {
        CHECK_FALSE(shown.button(name).isEnabled());
        CHECK(shown.button(name).toolTip().contains(QStringLiteral("Save the site first")));
        CHECK(shown.button(name).accessibleDescription() == shown.button(name).toolTip());
    }
}

TEST_CASE("Generate and Retrieve are asked of the owner, and the window shows how they go")
{
    ShownDialog shown(primary(), 3);
    QSignalSpy generates(&shown.dialog, &PeerDialog::generateRequested);
    QSignalSpy retrieves(&shown.dialog, &PeerDialog::retrieveRequested);
    QSignalSpy cancels(&shown.dialog, &PeerDialog::actionCancelled);
    QTest::keyClick(&shown.dialog, Qt::Key_G, Qt::AltModifier);
    CHECK((!generates.isEmpty() || generates.wait())); // a button is seen to go down for a moment
    QTest::mouseClick(&shown.button(QStringLiteral("retrieve")), Qt::LeftButton);
    CHECK(retrieves.size() == 1);

    shown.dialog.showProgress(QStringLiteral("Queueing 12 of 500 records"));
    CHECK(child<QLabel>(shown.dialog, QStringLiteral("progressWords")).isVisible());
    for (const QString &name : {QStringLiteral("generate"), QStringLiteral("retrieve"), QStringLiteral("ok")})
        CHECK_FALSE(shown.button(name).isEnabled());
    QTest::mouseClick(&shown.button(QStringLiteral("stopAction")), Qt::LeftButton);
    CHECK(cancels.size() == 1);
    CHECK(shown.dialog.isVisible());

    shown.dialog.showResult(QStringLiteral("500 records were queued."), true);
    CHECK_FALSE(child<QLabel>(shown.dialog, QStringLiteral("progressWords")).isVisible());
    auto &result = child<InlineMessage>(shown.dialog, QStringLiteral("result"));
    CHECK(result.isVisible());
    CHECK(result.tone() == Tone::Ok);
    CHECK(shown.button(QStringLiteral("generate")).isEnabled());
    CHECK(shown.button(QStringLiteral("ok")).isEnabled());
    shown.dialog.showResult(QStringLiteral("It failed."), false);
    CHECK(result.tone() == Tone::Error);
}

TEST_CASE("Closing the window while an action runs ends the action")
{
    ShownDialog shown(primary(), 3);
    QSignalSpy cancels(&shown.dialog, &PeerDialog::actionCancelled);
    shown.dialog.showProgress(QStringLiteral("Queueing"));
    QTest::keyClick(&shown.dialog, Qt::Key_Escape);
    CHECK(cancels.size() == 1);
    CHECK(shown.rejected.size() == 1);
}

TEST_CASE("A stored name that cannot be shown as it is is neither hidden nor changed by being opened")
{
    const QString hostile = QStringLiteral("good\u202Elive");
    ShownDialog shown(settings(1, {site(3, hostile)}), 3);
    CHECK(shown.userName.text() == QStringLiteral("good\uFFFDlive"));
    shown.pressOk();
    CHECK_FALSE(shown.nameMessage().isEmpty()); // refused as it stands
    CHECK(shown.draft.peers.find(SyncId {3})->userName == hostile);
    ShownDialog::type(shown.userName, QStringLiteral("good"));
    shown.pressOk();
    CHECK(shown.draft.peers.find(SyncId {3})->userName == QStringLiteral("good"));
}

TEST_CASE("IDs, names and URLs stay left to right in a right-to-left window")
{
    ShownDialog shown(primary(), 3);
    shown.dialog.setLayoutDirection(Qt::RightToLeft);
    for (const QLineEdit *field : {&shown.syncId, &shown.userName, &shown.url, &shown.hardwareId}) {
        CHECK(field->layoutDirection() == Qt::LeftToRight);
        CHECK(field->alignment().testFlag(Qt::AlignAbsolute));
    }
}

TEST_CASE("A row that another edit has taken out of the draft meanwhile is refused in the window")
{
    ShownDialog shown(primary(), 3);
    REQUIRE(shown.draft.peers.remove({SyncId {3}}));
    ShownDialog::type(shown.password, QStringLiteral("new"));
    shown.pressOk();
    CHECK(shown.accepted.isEmpty());
    CHECK(child<InlineMessage>(shown.dialog, QStringLiteral("result")).isVisible());
}

TEST_CASE("Tab goes through the fields in the order in which they stand")
{
    ShownDialog shown(primary(), 2);
    shown.syncId.setFocus();
    const QStringList order {QStringLiteral("syncId"), QStringLiteral("userName"), QStringLiteral("password"),
        QStringLiteral("makePassword"), QStringLiteral("url"), QStringLiteral("hardwareId"),
        QStringLiteral("clearHardwareId"), QStringLiteral("mayOmitHardwareId"), QStringLiteral("omsCentral"),
        QStringLiteral("timeZone"), QStringLiteral("program"), QStringLiteral("activeStores"),
        QStringLiteral("lastContacts"), QStringLiteral("generate"), QStringLiteral("retrieve")};
    QStringList seen;
    for (qsizetype i = 0; i < order.size(); ++i) {
        REQUIRE(shown.dialog.focusWidget());
        seen.append(shown.dialog.focusWidget()->objectName());
        QTest::keyClick(shown.dialog.focusWidget(), Qt::Key_Tab);
    }
    CHECK(seen == order);
}

TEST_CASE("What to do about a field is said for the end of the line that one sits at")
{
    SECTION("at the primary")
    {
        ShownDialog shown(primary(), {});
        {
            const QSignalBlocker unseen(&shown.syncId);
            shown.syncId.clear(); // what was proposed
        }
        shown.pressOk();
        CHECK(shown.idMessage() == QStringLiteral("Enter the satellite's Sync ID, a whole number from 2 up."));
        CHECK(shown.nameMessage().endsWith(
            QStringLiteral("Choose a user name for the satellite; the same one has to be entered there.")));
        ShownDialog::type(shown.syncId, QStringLiteral("0"));
        CHECK(shown.idMessage().endsWith(QStringLiteral("a whole number from 2 up.")));
        ShownDialog::type(shown.url, QStringLiteral("127.0.0.1:2048"));
        CHECK(shown.urlMessage().contains(QStringLiteral("the address of this machine itself")));
        CHECK(shown.urlMessage().contains(QStringLiteral("Leave the URL empty")));
    }
    SECTION("at a satellite")
    {
        ShownDialog shown(settings(7, {site(4, QString())}), 4);
        ShownDialog::type(shown.syncId, QString());
        shown.pressOk();
        CHECK(shown.idMessage() == QStringLiteral("Enter 1: a satellite lists the primary alone."));
        CHECK(shown.nameMessage().endsWith(advise({ErrorCode::UserNameInvalid})));
    }
    SECTION("at a site that is neither yet")
    {
        ShownDialog shown(settings(0, {}), {});
        shown.pressOk();
        CHECK(shown.idMessage().startsWith(QStringLiteral("Enter 1 for the primary")));
    }
}

TEST_CASE("11.7: a site's time zone is typed by its name, and the primary's stands there while it has none")
{
    Settings settings = primary();
    settings.preferences.insert(QStringLiteral("time-zone"), QStringLiteral("America/Lima"));
    ShownDialog shown(settings, 3);
    auto &zone = child<QLineEdit>(shown.dialog, QStringLiteral("timeZone"));
    CHECK(zone.accessibleName() == QStringLiteral("Time zone"));
    CHECK(zone.text().isEmpty());
    CHECK(zone.placeholderText() == QStringLiteral("America/Lima, as at the primary"));
    ShownDialog::type(zone, QStringLiteral("Middle-earth/Shire"));
    CHECK(shown.message(QStringLiteral("timeZone")).isEmpty()); // not while somebody types
    shown.pressOk();
    CHECK(shown.accepted.isEmpty());
    CHECK(shown.message(QStringLiteral("timeZone")).contains(QStringLiteral("Middle-earth/Shire")));
    CHECK(zone.hasFocus());
    ShownDialog::type(zone, QStringLiteral("Pacific/Auckland"));
    CHECK(shown.message(QStringLiteral("timeZone")).isEmpty());
    CHECK(shown.dialog.typedFields() == 1);
    shown.pressOk();
    CHECK(shown.accepted.size() == 1);
    CHECK(shown.draft.peers.find(SyncId {3})->timeZone == QStringLiteral("Pacific/Auckland"));
    CHECK(shown.draft.modifiedFields() == 1);
}

TEST_CASE("11.7: a time zone that this machine does not know stays, as long as nobody types another")
{
    Settings settings = primary();
    settings.peers.first().timeZone = QStringLiteral("Elsewhere/Known");
    ShownDialog shown(settings, 2);
    ShownDialog::type(shown.userName, QStringLiteral("other"));
    shown.pressOk();
    CHECK(shown.accepted.size() == 1);
    CHECK(shown.draft.peers.find(SyncId {2})->timeZone == QStringLiteral("Elsewhere/Known"));
}

TEST_CASE("11.7: part of a time zone's name offers those that have it")
{
    ShownDialog shown(primary(), 3);
    auto &zone = child<QLineEdit>(shown.dialog, QStringLiteral("timeZone"));
    ShownDialog::type(zone, QStringLiteral("auckl"));
    REQUIRE(zone.completer());
    CHECK(zone.completer()->currentCompletion() == QStringLiteral("Pacific/Auckland"));
    QAbstractItemView &offered = *zone.completer()->popup();
    REQUIRE(offered.isVisible());
    QTest::keyClick(&offered, Qt::Key_Down);
    QTest::keyClick(&offered, Qt::Key_Return);
    CHECK(zone.text() == QStringLiteral("Pacific/Auckland"));
    CHECK(shown.accepted.isEmpty());
}

TEST_CASE("11.2: a new site may be marked as Open mSupply central, and as one that has no hardware ID")
{
    ShownDialog shown(primary(), {}, {false, false});
    auto &central = child<QCheckBox>(shown.dialog, QStringLiteral("omsCentral"));
    auto &mayOmit = child<QCheckBox>(shown.dialog, QStringLiteral("mayOmitHardwareId"));
    CHECK(central.accessibleName() == QStringLiteral("Open mSupply central"));
    CHECK(mayOmit.accessibleName() == QStringLiteral("May omit hardware ID"));
    CHECK_FALSE(central.isChecked());
    CHECK_FALSE(mayOmit.isChecked());
    ShownDialog::type(shown.syncId, QStringLiteral("5"));
    ShownDialog::type(shown.userName, QStringLiteral("central"));
    ShownDialog::type(shown.password, QStringLiteral("pass word"));
    central.setFocus();
    QTest::keyClick(&central, Qt::Key_Space);
    CHECK(shown.dialog.typedFields() == 4);
    shown.pressOk();
    REQUIRE(shown.draft.peers.find(SyncId {5}));
    CHECK(shown.draft.peers.find(SyncId {5})->isOmsCentral);
    CHECK_FALSE(shown.draft.peers.find(SyncId {5})->mayOmitHardwareId);
}

TEST_CASE("11.7: locked, time zone and marks are there to be read; at a satellite there are none")
{
    Settings settings = primary();
    settings.peers.first().isOmsCentral = true;
    settings.peers.first().timeZone = QStringLiteral("Africa/Dakar");
    ShownDialog shown(settings, 2, {true, true});
    CHECK(child<QLineEdit>(shown.dialog, QStringLiteral("timeZone")).isReadOnly());
    CHECK(child<QLineEdit>(shown.dialog, QStringLiteral("timeZone")).text() == QStringLiteral("Africa/Dakar"));
    auto &central = child<QCheckBox>(shown.dialog, QStringLiteral("omsCentral"));
    CHECK(central.isChecked());
    CHECK_FALSE(central.isEnabled());
    CHECK_FALSE(central.toolTip().isEmpty());
    ShownDialog elsewhere(satellite(), 1);
    CHECK_FALSE(elsewhere.dialog.findChild<QLineEdit *>(QStringLiteral("timeZone")));
    CHECK_FALSE(elsewhere.dialog.findChild<QCheckBox *>(QStringLiteral("omsCentral")));
    CHECK_FALSE(elsewhere.dialog.findChild<QCheckBox *>(QStringLiteral("mayOmitHardwareId")));
    ShownDialog::type(elsewhere.userName, QStringLiteral("other"));
    elsewhere.pressOk();
    CHECK(elsewhere.accepted.size() == 1);
}

TEST_CASE(
    "14.A7: at a satellite the Sync ID of the primary stands there and cannot be another, and the name comes first")
{
    ShownDialog shown(settings(7, {}), {});
    CHECK(shown.syncId.text() == QStringLiteral("1"));
    CHECK(shown.syncId.isReadOnly());
    CHECK(shown.syncId.toolTip() == QStringLiteral("The primary's Sync ID is always 1."));
    CHECK(shown.syncId.accessibleDescription() == shown.syncId.toolTip());
    CHECK(shown.userName.hasFocus());
    CHECK(shown.dialog.typedFields() == 0);
    shown.syncId.setFocus();
    QTest::keyClicks(&shown.syncId, QStringLiteral("2")); // by who knows it otherwise
    ShownDialog::type(shown.userName, north);
    ShownDialog::type(shown.password, QStringLiteral("secret"));
    ShownDialog::type(shown.url, QStringLiteral("https://sync.example"));
    shown.pressOk();
    REQUIRE(shown.accepted.size() == 1);
    CHECK(shown.draft.peers.find(primarySyncId));
    CHECK(ShownDialog(satellite(), 1).syncId.isReadOnly());
    CHECK_FALSE(ShownDialog(settings(7, {site(4, north)}), 4).syncId.isReadOnly()); // to be put right
    CHECK_FALSE(ShownDialog(primary(), {}).syncId.isReadOnly());
}

TEST_CASE("14.B7: a password is made, shown and copied, says how it reaches the satellite, and goes into the draft")
{
    ShownDialog shown(primary(), {}, {false, false});
    QPushButton &copy = shown.button(QStringLiteral("copyPassword"));
    CHECK_FALSE(copy.isVisible());
    ShownDialog::type(shown.syncId, QStringLiteral("5"));
    ShownDialog::type(shown.userName, QStringLiteral("West"));
    shown.makePassword();
    const QString made = shown.password.text();
    CHECK(made.size() == 19);
    CHECK(shown.password.echoMode() == QLineEdit::Normal);
    CHECK(shown.passwordMessage().contains(QStringLiteral("whoever sets up the satellite")));
    CHECK(copy.hasFocus());
    QTest::keyClick(&copy, Qt::Key_Space);
    CHECK(QGuiApplication::clipboard()->text() == made);
    CHECK(shown.passwordMessage().contains(QStringLiteral("clipboard")));
    shown.pressOk();
    CHECK(shown.accepted.size() == 1);
    CHECK(shown.draft.peers.edits().newPassword(SyncId {5}) == made);
    CHECK(shown.password.text().isEmpty());
}

TEST_CASE("14.B7: a made password is hidden when the padlock closes, and stays")
{
    ShownDialog shown(primary(), 2);
    shown.makePassword();
    const QString made = shown.password.text();
    shown.dialog.followPadlock(true);
    CHECK(shown.password.text() == made);
    CHECK(shown.password.echoMode() == QLineEdit::Password);
    CHECK_FALSE(shown.button(QStringLiteral("copyPassword")).isVisible());
    for (const auto &name : {QStringLiteral("makePassword"), QStringLiteral("clearHardwareId")}) {
        CHECK_FALSE(shown.button(name).isEnabled());
        CHECK(shown.button(name).accessibleDescription().contains(QStringLiteral("Locked")));
    }
    shown.dialog.followPadlock(false);
    CHECK(shown.button(QStringLiteral("makePassword")).isEnabled());
    CHECK(shown.button(QStringLiteral("clearHardwareId")).isEnabled());
    CHECK(shown.password.echoMode() == QLineEdit::Password);
}

TEST_CASE("14.B7: what is typed in place of a made password is hidden again")
{
    ShownDialog shown(primary(), 2);
    shown.makePassword();
    ShownDialog::type(shown.password, QStringLiteral("my own"));
    CHECK(shown.password.echoMode() == QLineEdit::Password);
    CHECK_FALSE(shown.button(QStringLiteral("copyPassword")).isVisible());
    CHECK(shown.passwordMessage().isEmpty());
}

TEST_CASE("14.B7: no password is made while the padlock is closed, and none at a satellite, whose primary gives it")
{
    ShownDialog locked(primary(), 2, {true, true});
    CHECK_FALSE(locked.button(QStringLiteral("makePassword")).isEnabled());
    ShownDialog atSatellite(satellite(), 1);
    CHECK(atSatellite.dialog.findChild<QPushButton *>(QStringLiteral("makePassword")) == nullptr);
}

namespace {

SiteRow refusedFor(ErrorCode why, const QDateTime &now)
{
    SiteRow row {.syncId = SyncId {2}, .state = SiteState::Refused, .reason = siteReasonOf(why)};
    row.lastContact = now.addDays(-2);
    row.refusal = row.lastRefusal = SiteRefusal {now.addSecs(-300), why, QStringLiteral("10.0.0.7")};
    return row;
}

} // namespace

TEST_CASE("14.B1: the window of a refused site says why, and its button cures it: another machine")
{
    ShownDialog shown(primary(), 2);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    shown.dialog.showState(refusedFor(ErrorCode::SiteIncorrectHardwareId, now), now);
    auto &state = child<InlineMessage>(shown.dialog, QStringLiteral("siteState"));
    CHECK(state.tone() == Tone::Error);
    CHECK(state.text().contains(QStringLiteral("refused: another machine")));
    CHECK(state.text().contains(QStringLiteral("10.0.0.7")));
    QPushButton &cure = shown.button(QStringLiteral("cure"));
    CHECK(cure.accessibleName() == QStringLiteral("Let the new machine in"));
    CHECK_FALSE(cure.accessibleDescription().isEmpty());
    cure.setFocus();
    QTest::keyClick(&cure, Qt::Key_Space);
    CHECK(shown.hardwareId.text().isEmpty());
    CHECK_FALSE(cure.isVisible());
    CHECK(shown.button(QStringLiteral("clearHardwareId")).hasFocus()); // which takes it back
    shown.pressOk();
    CHECK(shown.draft.peers.find(SyncId {2})->hardwareId.isEmpty());
}

TEST_CASE("14.B1: the window of a refused site says why, and its button cures it: the password")
{
    const ErrorCode why = GENERATE(ErrorCode::SiteIncorrectPassword, ErrorCode::SiteAuthTimeout);
    ShownDialog shown(primary(), 2);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    shown.dialog.showState(refusedFor(why, now), now);
    QPushButton &cure = shown.button(QStringLiteral("cure"));
    CHECK(cure.accessibleName() == QStringLiteral("Set the password"));
    cure.setFocus();
    QTest::keyClick(&cure, Qt::Key_Space);
    CHECK(shown.password.hasFocus());
}

TEST_CASE("14.B1: the state of a site in words is there while the padlock is closed, its cure is off and says why")
{
    ShownDialog shown(primary(), 2, {true, true});
    const QDateTime now = QDateTime::currentDateTimeUtc();
    shown.dialog.showState(refusedFor(ErrorCode::SiteIncorrectPassword, now), now);
    CHECK_FALSE(shown.button(QStringLiteral("cure")).isEnabled());
    CHECK(shown.button(QStringLiteral("cure")).accessibleDescription().contains(QStringLiteral("un-lock")));
    shown.dialog.showState({.syncId = SyncId {2}, .state = SiteState::Ok, .lastContact = now}, now);
    CHECK_FALSE(shown.button(QStringLiteral("cure")).isVisible());
    CHECK(child<InlineMessage>(shown.dialog, QStringLiteral("siteState")).tone() == Tone::Ok);
}

TEST_CASE("14.B1: the window of a site has its own log, newest first, refusals with their reason")
{
    ShownDialog shown(primary(), 2);
    auto &contacts = child<QPlainTextEdit>(shown.dialog, QStringLiteral("lastContacts"));
    shown.dialog.showContacts(failure(ErrorCode::DatafileDamaged));
    CHECK(contacts.placeholderText() == QStringLiteral("The list could not be read."));
    shown.dialog.showContacts(QList<SyncLog::Entry> {});
    CHECK(contacts.placeholderText() == QStringLiteral("No contact is in the log."));
    const QDateTime now = QDateTime::currentDateTimeUtc();
    SyncLog::Entry came {1, now.addSecs(-60), QStringLiteral("contact"), {}, QStringLiteral("site-contact"),
        {{QStringLiteral("result"), QStringLiteral("ok")}, {QStringLiteral("address"), QStringLiteral("10.0.0.5")}}};
    SyncLog::Entry other {2, now, QStringLiteral("contact"), {}, QStringLiteral("site-other-machine"), {}};
    shown.dialog.showContacts(QList<SyncLog::Entry> {other, came});
    const QStringList lines = contacts.toPlainText().split(u'\n');
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].contains(QStringLiteral("Refused: ")));
    CHECK(lines[1].endsWith(QStringLiteral("A site called (10.0.0.5)")));
}

TEST_CASE("14.B7: a new site at a primary is proposed the next free Sync ID, which is typed over at once")
{
    ShownDialog shown(primary(), {}, {false, false}); // which has 2 and 3
    CHECK(shown.syncId.text() == QStringLiteral("4"));
    CHECK(shown.syncId.hasFocus());
    CHECK(shown.dialog.typedFields() == 0);
    QTest::keyClicks(&shown.syncId, QStringLiteral("17"));
    CHECK(shown.syncId.text() == QStringLiteral("17"));
    CHECK(shown.dialog.typedFields() == 1);
}

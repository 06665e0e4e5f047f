// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/settingstable.h"
#include "tests/ui/openwindow.h"
#include "ui/preferences/autostart.h"
#include "ui/preferences/desktopgroup.h"
#include "ui/preferences/newcodedialog.h"
#include "ui/widgets/fieldmessage.h"
#include "ui/widgets/inlinemessage.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateEdit>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QTableWidget>

using namespace mailboat;
using namespace mailboat::test;

namespace {

const auto general = QStringLiteral("General");

/// A satellite's window on the page General, locked; its desktop has been told nothing.
struct General {
    General()
    {
        QSettings().clear();
        REQUIRE(entry().set(false));
        open.emplace(site);
        open->window.showCategory(general);
        open->waitUntil([this] { return codes().rowCount() > 0; });
        open->waitUntil(
            [this] { return !open->the<QCheckBox>("startAtLogIn").toolTip().contains(QStringLiteral("being read")); });
    }
    Autostart entry() const { return {QCoreApplication::applicationFilePath(), site.address().path()}; }
    QTableWidget &codes() { return open->the<QTableWidget>("codes"); }
    QString cell(int row, int column) { return codes().item(row, column)->text(); }
    void toggle(const char *name)
    {
        auto &box = open->the<QCheckBox>(name);
        box.setFocus();
        QTest::keyClick(&box, Qt::Key_Space);
    }
    QString proxy() { return open->saved().preferences.value(QStringLiteral("proxy")); }
    void choose(int row)
    {
        auto &box = open->the<QComboBox>("proxy");
        box.setFocus();
        QTest::keyClick(&box, Qt::Key_Home);
        for (int i = 0; i < row; ++i)
            QTest::keyClick(&box, Qt::Key_Down);
    }
    NewCodeDialog &addCode(const QString &label)
    {
        open->press("addCode");
        auto &dialog = open->over<NewCodeDialog>();
        QTest::keyClicks(&child<QLineEdit>(dialog, QStringLiteral("codeLabel")), label);
        return dialog;
    }
    void waitUntilShown(const NewCodeDialog &dialog)
    {
        open->waitUntil([&dialog] { return dialog.isCodeShown(); });
    }

    TestSite site {SyncId {12}};
    std::optional<OpenWindow> open {};
};

} // namespace

TEST_CASE("14.B4: start at log-in, the tray and notifications are staged: Cancel leaves them, OK keeps them")
{
    General page;
    OpenWindow &open = *page.open;
    CHECK_FALSE(open.the<QCheckBox>("startAtLogIn").isChecked());
    CHECK_FALSE(open.the<QCheckBox>("keepRunning").isChecked());
    CHECK(open.the<QCheckBox>("notifications").isChecked());
    open.unlock();
    for (const char *name : {"startAtLogIn", "keepRunning", "notifications"})
        page.toggle(name);
    CHECK(open.window.hasToAskToDiscard());
    open.press("preferencesCancel");
    open.waitUntil([&] { return !open.window.isVisible(); });
    CHECK(open.prompt.questions.size() == 1);
    CHECK_FALSE(page.entry().isOn());
    CHECK(!DesktopGroup::keepsRunning());

    showActive(open.window);
    open.waitUntil([&] { return open.the<QCheckBox>("notifications").isChecked(); });
    CHECK_FALSE(open.the<QCheckBox>("startAtLogIn").isChecked());
    CHECK_FALSE(open.the<QCheckBox>("keepRunning").isChecked());
    open.unlock();
    for (const char *name : {"startAtLogIn", "keepRunning", "notifications"})
        page.toggle(name);
    open.ok();
    CHECK(page.entry().isOn());
    CHECK(DesktopGroup::keepsRunning() == true);
    CHECK(open.saved().preferences.value(QStringLiteral("notifications")) == QStringLiteral("false"));

    showActive(open.window);
    open.unlock();
    page.toggle("startAtLogIn"); // and nothing in the datafile
    open.ok();
    CHECK_FALSE(page.entry().isOn());
}

TEST_CASE("14.B10: what is the person's own on this desktop needs no code, on the page as in the tray")
{
    General page;
    OpenWindow &open = *page.open;
    CHECK_FALSE(open.lock.isUnlocked());
    CHECK_FALSE(open.the<QCheckBox>("notifications").isEnabled()); // which is the site's
    page.toggle("keepRunning");
    page.toggle("startAtLogIn");
    open.ok();
    CHECK(DesktopGroup::keepsRunning() == true);
    CHECK(page.entry().isOn());
    REQUIRE(page.entry().set(false));
}

TEST_CASE("14.B4: where the entry for log-in cannot be written the window stays and says so")
{
    General page;
    OpenWindow &open = *page.open;
    open.unlock();
    page.toggle("startAtLogIn");
    const QString config = qEnvironmentVariable("XDG_CONFIG_HOME");
    qputenv("XDG_CONFIG_HOME", "/proc/no/such/folder");
    open.press("preferencesOk");
    auto &message = open.the<InlineMessage>("message");
    open.waitUntil([&] { return message.isVisible() && message.tone() == Tone::Error; });
    config.isEmpty() ? qunsetenv("XDG_CONFIG_HOME") : qputenv("XDG_CONFIG_HOME", config.toUtf8());
    CHECK(open.window.isVisible());
    CHECK(message.text().contains(QStringLiteral("autostart")));
    open.ok();
    CHECK(page.entry().isOn());
    REQUIRE(page.entry().set(false));
}

TEST_CASE("14.B4: what the datafile has of an OK is said to be saved where the entry for log-in is not")
{
    General page;
    OpenWindow &open = *page.open;
    open.unlock();
    page.toggle("notifications");
    page.toggle("startAtLogIn");
    const QString config = qEnvironmentVariable("XDG_CONFIG_HOME");
    qputenv("XDG_CONFIG_HOME", "/proc/no/such/folder");
    QSignalSpy changed(&open.connection, &SiteConnection::settingsChanged);
    open.press("preferencesOk");
    auto &message = open.the<InlineMessage>("message");
    open.waitUntil([&] { return !changed.isEmpty() && message.isVisible() && message.tone() != Tone::Info; });
    config.isEmpty() ? qunsetenv("XDG_CONFIG_HOME") : qputenv("XDG_CONFIG_HOME", config.toUtf8());
    CHECK(message.tone() == Tone::Error);
    CHECK(message.text().startsWith(QStringLiteral("The settings of the site are saved. ")));
    CHECK(message.text().contains(QStringLiteral("autostart")));
    CHECK(open.saved().preferences.value(QStringLiteral("notifications")) == QStringLiteral("false"));
}

TEST_CASE("14.B4: what is ticked while the entry for log-in is still looked for is kept at OK")
{
    General page;
    OpenWindow &open = *page.open;
    open.unlock();
    open.the<DesktopGroup>("onThisDesktop").load(); // answered by the event loop alone, which nothing here runs
    page.toggle("startAtLogIn");
    open.press("preferencesOk");
    CHECK(open.window.isVisible());
    open.waitUntil([&] { return !open.window.isVisible(); });
    CHECK(page.entry().isOn());
    REQUIRE(page.entry().set(false));
}

TEST_CASE("14.B4: what the tray's menu has chosen meanwhile is no edit of the window, and OK leaves it")
{
    General page;
    OpenWindow &open = *page.open;
    DesktopGroup::setKeepsRunning(true);
    CHECK_FALSE(open.the<DesktopGroup>("onThisDesktop").edits() > 0);
    open.the<DesktopGroup>("onThisDesktop").followKeepsRunning();
    CHECK(open.the<QCheckBox>("keepRunning").isChecked());
    open.ok(); // no code is asked for
    CHECK(DesktopGroup::keepsRunning() == true);
}

TEST_CASE("14.B2: the proxy is chosen, its password is seen by nobody, and what is none is said at its field")
{
    General page;
    OpenWindow &open = *page.open;
    CHECK(open.the<QComboBox>("proxy").currentIndex() == 0);
    open.unlock();
    CHECK_FALSE(open.the<QLineEdit>("proxyAddress").isEnabled());
    page.choose(2);
    CHECK(open.the<QLineEdit>("proxyAddress").isEnabled());
    open.press("preferencesOk");
    CHECK(open.window.isVisible());
    CHECK(open.the<FieldMessage>("proxyAddressMessage").isError());
    CHECK(open.the<QLineEdit>("proxyAddress").hasFocus());
    open.type("proxyAddress", QStringLiteral("proxy.example"));
    CHECK(open.the<FieldMessage>("proxyAddressMessage").isError()); // no port
    open.type("proxyAddress", QStringLiteral("http://proxy.example:8080"));
    CHECK_FALSE(open.the<FieldMessage>("proxyAddressMessage").isVisible());
    open.type("proxyUser", QStringLiteral("ana"));
    open.type("proxyPassword", QStringLiteral("p@ss:word"));
    CHECK(open.the<QLineEdit>("proxyPassword").echoMode() == QLineEdit::Password);
    CHECK(page.proxy().isEmpty());
    open.ok();
    CHECK(page.proxy() == QStringLiteral("http://ana:p%40ss%3Aword@proxy.example:8080"));

    showActive(open.window);
    open.waitUntil([&] { return open.the<QLineEdit>("proxyUser").text() == QStringLiteral("ana"); });
    CHECK(open.the<QLineEdit>("proxyAddress").text() == QStringLiteral("http://proxy.example:8080"));
    open.unlock();
    page.choose(1);
    open.ok();
    CHECK(page.proxy() == QStringLiteral("none"));
}

TEST_CASE("14.B2: a proxy that is pasted with user name and password is taken apart")
{
    General page;
    OpenWindow &open = *page.open;
    open.unlock();
    page.choose(2);
    open.type("proxyAddress", QStringLiteral("socks5://ana:secret@10.0.0.1:1080"));
    QTest::keyClick(&open.the<QLineEdit>("proxyAddress"), Qt::Key_Tab);
    CHECK(open.the<QLineEdit>("proxyAddress").text() == QStringLiteral("socks5://10.0.0.1:1080"));
    CHECK(open.the<QLineEdit>("proxyUser").text() == QStringLiteral("ana"));
    CHECK(open.the<QLineEdit>("proxyPassword").text() == QStringLiteral("secret"));
    open.ok();
    CHECK(page.proxy() == QStringLiteral("socks5://ana:secret@10.0.0.1:1080"));
}

namespace {

/// By keys, as somebody who has written the code down.
void keepCode(NewCodeDialog &dialog)
{
    QTest::keyClick(&child<QCheckBox>(dialog, QStringLiteral("codeKept")), Qt::Key_Space);
    QTest::keyClick(&dialog, Qt::Key_Return);
}

} // namespace

TEST_CASE("14.B8: the codes are listed, made at once and shown once, and revoked after a question, but for the last")
{
    General page;
    OpenWindow &open = *page.open;
    REQUIRE(page.codes().rowCount() == 1);
    CHECK(page.cell(0, 2) == QStringLiteral("does not expire"));
    CHECK_FALSE(open.the<QPushButton>("addCode").isEnabled());
    CHECK_FALSE(open.the<QPushButton>("revokeCode").isEnabled());
    open.unlock();
    page.codes().selectRow(0);
    CHECK_FALSE(open.the<QPushButton>("revokeCode").isEnabled());
    CHECK(open.the<QPushButton>("revokeCode").accessibleDescription().contains(QStringLiteral("last one")));

    NewCodeDialog &dialog = page.addCode(QStringLiteral("Asha"));
    QTest::keyClick(&child<QLineEdit>(dialog, QStringLiteral("codeLabel")), Qt::Key_Return);
    page.waitUntilShown(dialog);
    const QString code = child<QLineEdit>(dialog, QStringLiteral("firstCode")).text();
    open.prompt.answer = Choice::No;
    QTest::keyClick(&dialog, Qt::Key_Escape);
    open.waitUntil([&open] { return open.prompt.questions.size() == 1; }); // it is shown only this once
    CHECK(dialog.isVisible());
    CHECK(open.window.shownOnce() == &dialog); // nor does the program end over it
    open.prompt.questions.clear();
    keepCode(dialog);
    open.comeBack();
    open.waitUntil([&] { return page.codes().rowCount() == 2; });
    CHECK(open.window.shownOnce() == nullptr);
    CHECK(page.cell(1, 0) == QStringLiteral("Asha"));
    CHECK_FALSE(open.window.draft()->isModified()); // nothing of it waits for OK
    CHECK(Authoriser(page.site.datafile().settings(), page.site.clock()).authorise(code));

    page.codes().selectRow(0);
    page.codes().setFocus();
    QTest::keyClick(&page.codes(), Qt::Key_Return);
    CHECK(open.window.isVisible()); // it is no OK
    open.prompt.answer = Choice::No;
    open.press("revokeCode");
    open.waitUntil([&] { return open.prompt.questions.size() == 1; });
    CHECK(open.prompt.questions.first().isDangerous);
    CHECK(page.site.datafile().settings().codes()->size() == 2);
    open.prompt.answer = Choice::Yes;
    open.press("revokeCode");
    open.waitUntil([&] { return page.codes().rowCount() == 1; });
    CHECK(page.cell(0, 0) == QStringLiteral("Asha"));
    CHECK(page.codes().selectedItems().isEmpty());
    CHECK(open.the<InlineMessage>("codesMessage").tone() == Tone::Ok);
    CHECK_FALSE(open.lock.isUnlocked()); // it was opened with that code
}

TEST_CASE("14.B8: a code may expire, needs a label of its own, and what another program adds is listed")
{
    General page;
    OpenWindow &open = *page.open;
    open.unlock();
    NewCodeDialog &dialog = page.addCode(QStringLiteral("first")); // the label of the code that there is
    auto &make = child<QPushButton>(dialog, QStringLiteral("makeCode"));
    QTest::mouseClick(&make, Qt::LeftButton);
    auto &message = child<FieldMessage>(dialog, QStringLiteral("codeLabelMessage"));
    open.waitUntil([&] { return message.isError(); });
    CHECK(child<QLineEdit>(dialog, QStringLiteral("codeLabel")).hasFocus());
    QTest::keyClicks(&child<QLineEdit>(dialog, QStringLiteral("codeLabel")), QStringLiteral(" aid"));
    CHECK_FALSE(message.isVisible());
    auto &expires = child<QCheckBox>(dialog, QStringLiteral("codeExpires"));
    expires.setFocus();
    QTest::keyClick(&expires, Qt::Key_Space);
    auto &day = child<QDateEdit>(dialog, QStringLiteral("codeLastDay"));
    CHECK(day.isEnabled());
    const QDate last = day.date();
    QTest::mouseClick(&make, Qt::LeftButton);
    page.waitUntilShown(dialog);
    keepCode(dialog);
    open.comeBack();
    const auto codes = page.site.datafile().settings().codes();
    REQUIRE(codes->size() == 2);
    CHECK(codes->last().label == QStringLiteral("first aid"));
    CHECK(codes->last().expires->toLocalTime().date() == last);

    Authoriser other(page.site.datafile().settings(), page.site.clock());
    REQUIRE(other.add(*other.authorise(TestSite::code()), QStringLiteral("elsewhere"), {}));
    open.waitUntil([&] { return page.codes().rowCount() == 3; });
}

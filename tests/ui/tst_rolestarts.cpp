// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/clock.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/sites/testsite.h"
#include "tests/ui/fakeprompt.h"
#include "tests/ui/widgets.h"
#include "ui/setup/primarystart.h"
#include "ui/setup/satellitestart.h"
#include "ui/widgets/fieldmessage.h"
#include "ui/widgets/inlinemessage.h"

#include <QComboBox>
#include <QDialog>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QVBoxLayout>

using namespace mailboat;
using namespace mailboat::test;

namespace {

constexpr int startPatienceOfRole = 20000; // ms

/// A role's page in a window of its own, begun, as the first start shows it.
template<class Page>
struct ShownRole {
    ShownRole()
    {
        (new QVBoxLayout(&window))->addWidget(page);
        showActive(window);
        page->begin();
    }
    template<class Widget>
    Widget &the(const char *name) const
    {
        return child<Widget>(window, QString::fromLatin1(name));
    }
    void type(const char *field, const QString &text) const
    {
        auto &edit = the<QLineEdit>(field);
        edit.setFocus();
        edit.selectAll();
        QTest::keyClick(&edit, Qt::Key_Delete);
        QTest::keyClicks(&edit, text);
    }
    void returnKey() const { QTest::keyClick(window.focusWidget(), Qt::Key_Return); }
    QString said(const char *field) const
    {
        return child<FieldMessage>(window, QString::fromLatin1(field) + QStringLiteral("Message")).text();
    }
    void waitUntil(const std::function<bool()> &condition) const
    {
        if (!QTest::qWaitFor(condition, startPatienceOfRole))
            throw std::runtime_error("what was waited for did not happen");
    }
    SettingsChange finished()
    {
        waitUntil([this] { return !ended.isEmpty(); });
        REQUIRE(ended.size() == 1);
        return ended.first().first().template value<SettingsChange>();
    }

    SystemClock clock {};
    FakePrompt prompt {};
    QDialog window {};
    Page *page = new Page(prompt, clock, &window);
    QSignalSpy ended {page, &RoleStart::finished};
};

struct Satellite : ShownRole<SatelliteStart> {
    void fill(const QUrl &url, const QString &password = QStringLiteral("secret-2")) const
    {
        type("startSyncId", QStringLiteral("2"));
        type("startUrl", url.toString());
        type("startUserName", QStringLiteral("site 2"));
        type("startPassword", password);
    }
    InlineMessage &verdict() const { return the<InlineMessage>("startVerdict"); }
    void checked() const
    {
        waitUntil([this] { return !verdict().text().isEmpty(); });
    }
};

} // namespace

TEST_CASE(
    "14.B9: what the rules refuse of a satellite is said under its field, and the first wrong one gets the keyboard")
{
    const Satellite page;
    CHECK(page.the<QLineEdit>("startSyncId").hasFocus());
    page.returnKey(); // which checks
    CHECK(page.said("startSyncId").contains(QStringLiteral("from 2 up")));
    CHECK(page.said("startUrl").contains(QStringLiteral("https://sync.example.org")));
    CHECK_FALSE(page.said("startUserName").isEmpty());
    CHECK(page.said("startPassword").contains(QStringLiteral("Enter a password")));
    CHECK(page.the<QLineEdit>("startSyncId").hasFocus());
    CHECK(page.window.findChild<QTableWidget *>() == nullptr);
    for (const char *wrong : {"0", "1", "-3", "2147483648", "two"}) {
        page.type("startSyncId", QString::fromLatin1(wrong));
        QTest::keyClick(page.window.focusWidget(), Qt::Key_Tab);
        CHECK_FALSE(page.said("startSyncId").isEmpty());
    }
    page.type("startSyncId", QStringLiteral(" 2 "));
    CHECK(page.said("startSyncId").isEmpty());
    page.type("startUrl", QStringLiteral("sync.example.org/path"));
    QTest::keyClick(page.window.focusWidget(), Qt::Key_Tab);
    CHECK_FALSE(page.said("startUrl").isEmpty());
    page.type("startUrl", QStringLiteral("sync.example.org"));
    QTest::keyClick(&page.the<QLineEdit>("startUrl"), Qt::Key_Tab);
    CHECK(page.the<QLineEdit>("startUrl").text() == QStringLiteral("https://sync.example.org"));
    CHECK(page.said("startUrl").isEmpty());
    page.type("startUrl", QStringLiteral("192.0.2.7"));
    page.returnKey();
    CHECK(page.said("startUrl").contains(QStringLiteral("plain http"))); // a warning, no refusal
    CHECK(page.the<QLineEdit>("startUserName").hasFocus());
    CHECK(page.ended.isEmpty());
}

TEST_CASE("14.B9: a satellite whose check was successful is finished by Return, without a question")
{
    PrimarySite primary;
    primary.addSatellite(2);
    addStore(primary, "A", 2);
    primary.start();
    Satellite page;
    page.fill(primary.url());
    page.returnKey();
    page.checked();
    CHECK(page.verdict().tone() == Tone::Ok);
    auto &steps = page.the<QTableWidget>("steps");
    CHECK(steps.isVisible());
    CHECK(steps.rowCount() == 9);
    page.returnKey();
    const SettingsChange change = page.finished();
    CHECK(page.prompt.questions.isEmpty());
    CHECK(change.preferences.value(QStringLiteral("sync-id")) == QStringLiteral("2"));
    REQUIRE(change.peers.size() == 1);
    CHECK(change.peers.first().after->syncId == primarySyncId);
    CHECK(change.peers.first().after->url == primary.url().toString());
    CHECK(change.peers.first().newPassword == QStringLiteral("secret-2"));
}

TEST_CASE("14.B9: what is edited after a successful check has not been checked")
{
    PrimarySite primary;
    primary.addSatellite(2);
    addStore(primary, "A", 2);
    primary.start();
    Satellite page;
    page.fill(primary.url());
    page.returnKey();
    page.checked();
    page.type("startPassword", QStringLiteral("other"));
    CHECK(page.verdict().text().isEmpty());
    page.prompt.answer = Choice::No;
    QTest::mouseClick(&page.the<QPushButton>("finish"), Qt::LeftButton);
    page.waitUntil([&page] { return page.prompt.questions.size() == 1; });
    CHECK(page.ended.isEmpty());
    page.returnKey(); // checks again
    page.checked();
    CHECK(page.verdict().tone() == Tone::Error);
    CHECK_FALSE(page.verdict().text().isEmpty());
    page.type("startPassword", QStringLiteral("secret-2"));
    CHECK_FALSE(page.verdict().text().isEmpty()); // the advice stays for who follows it
    CHECK(page.the<QTableWidget>("steps").isVisible());
    page.type("startUserName", QString());
    page.returnKey();
    CHECK_FALSE(page.the<QTableWidget>("steps").isVisible()); // a small screen has no room for both
    CHECK_FALSE(page.said("startUserName").isEmpty());
    page.type("startUserName", QStringLiteral("site 2"));
    page.prompt.answer = Choice::Yes;
    QTest::mouseClick(&page.the<QPushButton>("finish"), Qt::LeftButton);
    CHECK(page.finished().peers.first().newPassword == QStringLiteral("secret-2"));
    CHECK(page.prompt.questions.size() == 2);
}

TEST_CASE("14.B9: a check that runs is stopped by its button, and by leaving the page")
{
    ScriptedServer silent;
    Satellite page;
    page.fill(silent.url());
    auto &button = page.the<QPushButton>("startCheck");
    page.returnKey();
    CHECK(button.accessibleName() == QStringLiteral("Stop the check"));
    QTest::mouseClick(&button, Qt::LeftButton);
    page.checked();
    CHECK(button.accessibleName() == QStringLiteral("Check connection"));
    page.returnKey();
    CHECK(page.page->stop());
    page.waitUntil([&button] { return button.accessibleName() == QStringLiteral("Check connection"); });
    CHECK_FALSE(page.page->stop());
}

TEST_CASE("14.B9: a primary is finished as it stands, and not where its sites could not reach it as it says")
{
    ShownRole<PrimaryStart> page;
    auto &choice = page.the<QComboBox>("listenChoice");
    CHECK(choice.hasFocus());
    SECTION("on this machine")
    {
        QTest::keyClick(&page.the<QLineEdit>("externalUrl"), Qt::Key_Return);
        const SettingsChange change = page.finished();
        CHECK(change.preferences.size() == 1);
        CHECK(change.preferences.value(QStringLiteral("sync-id")) == QStringLiteral("1"));
        CHECK(change.peers.isEmpty());
    }
    SECTION("on every address it needs a certificate")
    {
        QTest::keyClick(&choice, Qt::Key_Down);
        CHECK(page.the<QLineEdit>("listen").text() == QStringLiteral("0.0.0.0:2048"));
        QTest::mouseClick(&page.the<QPushButton>("finish"), Qt::LeftButton);
        CHECK(page.the<FieldMessage>("listenMessage").isError());
        CHECK(page.said("listen").contains(QStringLiteral("Choose a certificate and its key here")));
        CHECK(page.ended.isEmpty());
        CHECK(page.the<QLineEdit>("listen").hasFocus());
    }
    SECTION("or the https address of a proxy")
    {
        QTest::keyClick(&choice, Qt::Key_Down);
        page.type("externalUrl", QStringLiteral("https://sync.example.org"));
        QTest::mouseClick(&page.the<QPushButton>("finish"), Qt::LeftButton);
        CHECK(page.finished().preferences.value(QStringLiteral("external-url"))
            == QStringLiteral("https://sync.example.org"));
        CHECK(page.prompt.questions.isEmpty());
    }
    SECTION("or the word that the line is one's own, after a question")
    {
        QTest::keyClick(&choice, Qt::Key_Down);
        QTest::mouseClick(&page.the<QAbstractButton>("plainHttp"), Qt::LeftButton);
        QTest::mouseClick(&page.the<QPushButton>("finish"), Qt::LeftButton);
        page.finished();
        REQUIRE(page.prompt.questions.size() == 1);
        CHECK(page.prompt.questions.first().isDangerous);
    }
    SECTION("a certificate that is none is said, however soon one finishes")
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("letter.pem"));
        QFile file(path);
        REQUIRE(file.open(QIODevice::WriteOnly));
        REQUIRE(file.write("no certificate") > 0);
        file.close();
        QTest::keyClick(&choice, Qt::Key_Down);
        page.type("certificate", path);
        QTest::mouseClick(&page.the<QPushButton>("finish"), Qt::LeftButton);
        page.waitUntil([&page] { return page.the<FieldMessage>("certificateMessage").isError(); });
        page.waitUntil([&page] { return page.the<QLineEdit>("certificate").hasFocus(); });
        CHECK(page.ended.isEmpty());
    }
}

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Two people at their windows, from the trouble to its cure. Where MAILBOAT_PICTURES names a folder their pictures are saved there.
#include "app/desktop/sitewindow.h"
#include "core/records/sitestates.h"
#include "core/server/syncserver.h"
#include "core/store/syncstate.h"
#include "tests/support/fakeclock.h"
#include "tests/ui/language.h"
#include "tests/ui/openwindow.h"
#include "tests/ui/picture.h"
#include "tests/ui/troubledhub.h"
#include "ui/check/connectioncheckview.h"
#include "ui/sites/peerdialog.h"
#include "ui/sites/peertablemodel.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/inlinemessage.h"

#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>

using namespace mailboat;
using namespace mailboat::test;

namespace {

constexpr QSize playedSize {1024, 580};
constexpr int mostClicks = 3;

/// Who has the window of a primary before them, and counts what they click: a figure, a row, the button that cures. The code and OK
/// are not counted: they are the same whatever is done.
class Administrator
{
public:
    explicit Administrator(OpenWindow &open)
        : m_open(open)
    {
    }
    /// One of the figures over the list, then that site's row.
    PeerDialog &find(const char *figure, SyncId site)
    {
        m_clicks = 0;
        if (!m_open.the<QPushButton>(figure).isChecked()) { // else these are shown already
            m_open.press(figure);
            ++m_clicks;
        }
        auto &table = m_open.the<QTableView>("sites");
        const auto &model = *static_cast<const PeerTableModel *>(table.model());
        const int row = model.rowOf(site);
        REQUIRE(row >= 0);
        REQUIRE(
            table.viewport()->rect().contains(table.visualRect(model.index(row, 0)))); // nobody has to scroll for it
        savePicture(m_open.window, QStringLiteral("play-") + QString::fromLatin1(figure));
        m_open.comeBack();
        const QPoint middle = table.visualRect(model.index(row, 1)).center();
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, middle);
        QTest::mouseDClick(table.viewport(), Qt::LeftButton, {}, middle);
        ++m_clicks; // a double click
        auto &dialog = m_open.over<PeerDialog>();
        REQUIRE(dialog.syncId() == site);
        return dialog;
    }
    void cure(PeerDialog &dialog)
    {
        auto &button = child<QPushButton>(dialog, QStringLiteral("cure"));
        REQUIRE(button.isVisible());
        QTest::mouseClick(&button, Qt::LeftButton);
        m_open.waitUntil([&dialog] {
            dialog.activateWindow(); // there is no window manager that would
            return dialog.isActiveWindow();
        });
        ++m_clicks;
    }
    int clicks() const { return m_clicks; }
    void ok(PeerDialog &dialog) { leave(dialog, "ok"); }
    void close(PeerDialog &dialog) { leave(dialog, "cancel"); } ///< there is nothing to do here

private:
    void leave(PeerDialog &dialog, const char *button)
    {
        QTest::mouseClick(&child<QPushButton>(dialog, QString::fromLatin1(button)), Qt::LeftButton);
        m_open.comeBack();
    }

    OpenWindow &m_open;
    int m_clicks = 0;
};

QString toldOf(const PeerDialog &dialog)
{
    return child<InlineMessage>(dialog, QStringLiteral("siteState")).text();
}

SiteState writtenState(TroubledHub &hub, SyncId site)
{
    const Result<QList<SiteRow>> rows = SiteStates(hub.primary().datafile()).read();
    REQUIRE(rows);
    for (const SiteRow &row : *rows) {
        if (row.syncId == site)
            return row.state;
    }
    return SiteState::Never;
}

} // namespace

TEST_CASE(
    "14: the administrator of 300 sites finds five in five kinds of trouble, and what cures each, in three clicks",
    "[play]")
{
    const Language language(QStringLiteral("en"));
    TroubledHub hub;
    OpenWindow open(hub.primary());
    open.window.resize(playedSize);
    open.waitUntil([&] { return open.the<QPushButton>("sites-refused").isVisible(); });
    CHECK(open.the<QPushButton>("allSites").text() == QStringLiteral("300 sites:"));
    CHECK(open.the<QPushButton>("sites-ok").text() == QStringLiteral("295 ok"));
    CHECK(open.the<IconLabel>("statusIcon").iconName() == QStringLiteral("warning"));
    savePicture(open.window, QStringLiteral("play-administrator"));
    auto &table = open.the<QTableView>("sites");
    const auto stateWidth = [&table] { return table.columnWidth(PeerTableModel::StateColumn); };
    const int narrow = stateWidth();
    open.window.resize(1366, playedSize.height());
    open.waitUntil([&] { return stateWidth() > narrow; }); // whole reasons, where names have all that they need
    open.window.resize(playedSize);
    open.waitUntil([&] { return stateWidth() == narrow; });
    open.unlock();
    Administrator someone(open);

    PeerDialog &machine = someone.find("sites-refused", TroubledHub::machine);
    CHECK(toldOf(machine).contains(QStringLiteral("another machine")));
    savePicture(open.window, QStringLiteral("play-wrong-machine"), &machine);
    someone.cure(machine);
    CHECK(someone.clicks() <= mostClicks);
    someone.ok(machine);

    PeerDialog &password = someone.find("sites-refused", TroubledHub::password);
    CHECK(toldOf(password).contains(QStringLiteral("too many wrong passwords")));
    someone.cure(password);
    CHECK(someone.clicks() <= mostClicks);
    CHECK(child<QLineEdit>(password, QStringLiteral("password")).hasFocus());
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("secret-41"));
    someone.ok(password);

    PeerDialog &silent = someone.find("sites-silent", TroubledHub::silent);
    CHECK(toldOf(silent).contains(QStringLiteral("It has not called since")));
    CHECK(toldOf(silent).contains(QStringLiteral("See at the site")));
    CHECK(someone.clicks() <= mostClicks);
    someone.close(silent);

    PeerDialog &behind = someone.find("sites-behind", TroubledHub::behind);
    CHECK(toldOf(behind).contains(QStringLiteral("Last success: 3 days ago.")));
    CHECK(toldOf(behind).contains(QStringLiteral("At the site"))); // whose move it is
    CHECK(someone.clicks() <= mostClicks);
    savePicture(open.window, QStringLiteral("play-behind"), &behind);
    someone.close(behind);

    PeerDialog &never = someone.find("sites-never", TroubledHub::never);
    CHECK(toldOf(never).contains(QStringLiteral("https://sync.example.org"))); // what has to be entered there
    someone.cure(never);
    CHECK(someone.clicks() <= mostClicks);
    CHECK(child<QLineEdit>(never, QStringLiteral("password")).hasFocus());
    savePicture(open.window, QStringLiteral("play-never"), &never);
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("secret-250"));
    someone.ok(never);

    open.ok();
    CHECK(hub.synchronise(TroubledHub::machine).ok);
    CHECK(hub.synchronise(TroubledHub::password).ok);
    open.waitUntil([&] {
        return writtenState(hub, TroubledHub::machine) == SiteState::Ok
            && writtenState(hub, TroubledHub::password) == SiteState::Ok;
    });
}

namespace {

/// A clinic whose primary has not been reached since three days ago, and where three records have been entered since.
struct CutOff {
    CutOff()
    {
        primary.addSatellite(12);
        addStore(primary, "A", 12);
        primary.start();
        place = primary.url().authority();
        site = std::make_unique<SatelliteSite>(12, primary.url());
        REQUIRE(site->synchronise().ok);
        primary.stop();
        site->setPreference(QStringLiteral("sync-interval"), QStringLiteral("60"));
        const QDateTime now = site->clock().utcNow();
        const Error away {ErrorCode::ConnectionRefused,
            {{QStringLiteral("host"), primaryHost()}, {QStringLiteral("port"), place.section(u':', 1).toInt()}}};
        SyncState &state = site->datafile().state();
        REQUIRE(state.setCycleEnd(now.addDays(-3).addSecs(-3600), {}));
        for (const int hours : {72, 71, 48, 24, 1})
            REQUIRE(state.setCycleEnd(now.addSecs(-3600LL * hours), away));
        site->close();
        const FakeClock then(now.addDays(-2));
        {
            const auto before = Datafile::open(site->address(), then);
            REQUIRE(before);
            for (const QByteArray id : {"L1", "L2", "L3"})
                REQUIRE((*before)->records().put(
                    Record {"Location", id, Action::Update, R"({"ID":")" + id + R"(","store_ID":"A"})"}));
        }
        site->reopen();
    }
    QString primaryHost() const { return place.section(u':', 0, 0); }
    /// The line is there again.
    void mend()
    {
        server = std::make_unique<SyncServer>(primary.address(), SyncServer::Options {place}, primary.clock());
        REQUIRE(server->start());
    }

    PrimarySite primary;
    QString place {}; ///< address and port of the primary
    std::unique_ptr<SatelliteSite> site;
    std::unique_ptr<SyncServer> server {};
};

/// Whoever stands before the window of a satellite, with a mouse.
class Clerk
{
public:
    explicit Clerk(CutOff &clinic)
        : m_window(clinic.site->address(), clinic.site->clock(), m_prompt)
        , m_ended(&m_window, &SiteWindow::ended)
    {
        showActive(window());
        wait([this] { return window().draft() != nullptr; });
        window().resize(playedSize);
    }
    PreferencesDialog &window() { return m_window.preferences(); }
    SiteConnection &site() { return m_window.site(); }
    QString sentences() { return child<QLabel>(window(), QStringLiteral("statusSentences")).text(); }
    QString headline() { return child<QLabel>(window(), QStringLiteral("statusHeadline")).text(); }
    void press(const char *button) { press(window(), button); }
    static void press(QWidget &in, const char *button)
    {
        QTest::mouseClick(&child<QPushButton>(in, QString::fromLatin1(button)), Qt::LeftButton);
    }
    bool mayPress(const char *button) { return child<QPushButton>(window(), QString::fromLatin1(button)).isEnabled(); }
    static void wait(const std::function<bool()> &condition)
    {
        constexpr int patience = 20000; // ms
        REQUIRE(QTest::qWaitFor(condition, patience));
    }
    /// What is asked where the window is closed.
    QMessageBox &closes()
    {
        window().close();
        QMessageBox *asked = nullptr;
        wait([&] {
            for (QMessageBox *each : window().findChildren<QMessageBox *>()) {
                if (each->isVisible())
                    asked = each;
            }
            return asked != nullptr;
        });
        return *asked;
    }
    bool hasEnded() const { return !m_ended.isEmpty(); }

private:
    MessagePrompt m_prompt;
    SiteWindow m_window;
    QSignalSpy m_ended;
};

} // namespace

TEST_CASE(
    "14: a clerk whose line is down for days sees what waits and whose move it is, stays, and sees it sent", "[play]")
{
    const Language language(QStringLiteral("en"));
    CutOff clinic;
    Clerk clerk(clinic);
    Clerk::wait([&] {
        return clerk.mayPress("syncNow") && clerk.headline().contains(QStringLiteral("3 days"))
            && clerk.sentences().contains(QStringLiteral("Next synchronisation"));
    });
    CHECK(clerk.sentences().contains(QStringLiteral("3 records wait to be sent, the oldest for 2 days.")));
    CHECK(clerk.sentences().contains(QStringLiteral("Last success: 3 days ago.")));
    auto &message = child<InlineMessage>(clerk.window(), QStringLiteral("statusMessage"));
    CHECK(message.isVisible());
    CHECK_FALSE(message.text().isEmpty());
    savePicture(clerk.window(), QStringLiteral("play-clerk"));

    QSignalSpy checked(&clerk.site(), &SiteConnection::checked);
    clerk.press("checkConnection");
    Clerk::wait([&] { return !checked.isEmpty(); });
    auto &check = *clerk.window().findChild<ConnectionCheckView *>();
    CHECK(child<InlineMessage>(check, QStringLiteral("verdict")).tone() == Tone::Error);
    CHECK(child<InlineMessage>(check, QStringLiteral("verdict")).text().contains(clinic.primaryHost()));
    savePicture(clerk.window(), QStringLiteral("play-clerk-check"), &check);
    Clerk::press(check, "close");

    QMessageBox &question = clerk.closes();
    CHECK(question.text().contains(QStringLiteral("3 records wait to be sent")));
    CHECK(
        child<QPushButton>(question, QStringLiteral("yes")).text().remove(u'&') == QStringLiteral("Send now and quit"));
    CHECK(child<QPushButton>(question, QStringLiteral("no")).text().remove(u'&') == QStringLiteral("Stay"));
    savePicture(clerk.window(), QStringLiteral("play-clerk-quit"), &question);
    Clerk::press(question, "no");
    Clerk::wait([&] { return QApplication::activeModalWidget() == nullptr; });
    CHECK(clerk.window().isVisible());

    clinic.mend();
    Clerk::wait([&] { return clerk.mayPress("syncNow") || clerk.sentences().contains(QStringLiteral("All sent")); });
    if (clerk.mayPress("syncNow")) // else it runs by itself
        clerk.press("syncNow");
    Clerk::wait([&] { return clerk.sentences().contains(QStringLiteral("All sent at")); });
    CHECK(clerk.headline() == QStringLiteral("Synchronisation works."));
    savePicture(clerk.window(), QStringLiteral("play-clerk-sent"));
    CHECK(clinic.primary.dataOf("Location", "L3").has_value());

    QMessageBox &last = clerk.closes();
    CHECK(last.text().contains(QStringLiteral("All sent at")));
    Clerk::press(last, "yes");
    Clerk::wait([&] { return clerk.hasEnded(); });
}

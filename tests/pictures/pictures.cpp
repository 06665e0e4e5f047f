// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pictures of the window as people meet it, for the README and to look at; dev/pictures runs this. Each case draws one, into the
// folder that MAILBOAT_PICTURES names, with the ending that MAILBOAT_PICTURE_ENDING gives ("-dark", "-fr"), in the language of
// MAILBOAT_PICTURE_LANGUAGE, in dark colours where MAILBOAT_PICTURE_DARK is set, in a window of MAILBOAT_PICTURE_SIZE. Those of the
// two plays are drawn by tests/ui/tst_plays.cpp, as it plays them.
#include "core/engine/enginethread.h"
#include "core/store/backup.h"
#include "core/store/backupstate.h"
#include "core/store/peerstates.h"
#include "core/store/quarantine.h"
#include "core/store/settingstable.h"
#include "core/store/sitepositions.h"
#include "core/store/syncstate.h"
#include "tests/support/testcertificate.h"
#include "tests/ui/language.h"
#include "tests/ui/openwindow.h"
#include "tests/ui/picture.h"
#include "ui/backup/recoverydialog.h"
#include "ui/check/connectioncheckview.h"
#include "ui/log/refusedlist.h"
#include "ui/preferences/conflictdialog.h"
#include "ui/preferences/newcodedialog.h"
#include "ui/preferences/unlockdialog.h"
#include "ui/setup/firststartdialog.h"
#include "ui/sites/importdialog.h"
#include "ui/sites/peerdialog.h"
#include "ui/status/statusline.h"
#include "ui/widgets/fieldmessage.h"
#include "ui/widgets/inlinemessage.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QTableView>
#include <QTableWidget>
#include <QTcpServer>
#include <QTemporaryDir>

using namespace mailboat;
using namespace mailboat::test;

namespace {

/// A screen of 1024 by 600 less its panel, or what MAILBOAT_PICTURE_SIZE says ("1366x728").
QSize windowSize()
{
    const QStringList sides = qEnvironmentVariable("MAILBOAT_PICTURE_SIZE", QStringLiteral("1024x580")).split(u'x');
    return {sides.first().toInt(), sides.last().toInt()};
}

QString folder()
{
    return qEnvironmentVariable("MAILBOAT_PICTURES", QStringLiteral("."));
}

/// The window, and over it the one that is open.
void draw(OpenWindow &open, const QString &name, QWidget *over = nullptr)
{
    savePicture(open.window, name, over);
}

void prepare()
{
    static const Language language(qEnvironmentVariable("MAILBOAT_PICTURE_LANGUAGE", QStringLiteral("en")));
    if (qEnvironmentVariableIsSet("MAILBOAT_PICTURE_DARK"))
        QApplication::setPalette(darkPalette());
}

void addRecords(PrimarySite &primary, int count)
{
    addStore(primary, "A", 12);
    for (int i = 0; i < count; ++i) {
        const QByteArray id = "item-" + QByteArray::number(i);
        primary.put("item", id, R"({"ID":")" + id + R"(","item_name":"Amoxicillin 250 mg"})");
    }
}

/// A satellite, the clinic of the README, and its primary.
struct Clinic {
    explicit Clinic(bool isSynchronised = true)
    {
        prepare();
        primary.addPeer(SyncId {12}, QStringLiteral("site 12"), QStringLiteral("secret-12"));
        addRecords(primary, 40);
        primary.start();
        site = std::make_unique<SatelliteSite>(12, primary.url());
        if (isSynchronised)
            REQUIRE(site->synchronise().ok);
        engine = std::make_unique<EngineThread>(site->address(), clock);
        if (isSynchronised)
            startEngine();
        open = std::make_unique<OpenWindow>(*site);
        open->window.resize(windowSize());
        if (isSynchronised) // the engine's first cycle is over, too
            open->waitUntil([this] { return open->the<QPushButton>("syncNow").isEnabled(); });
    }
    void startEngine()
    {
        QSignalSpy running(engine.get(), &EngineThread::runningChanged);
        engine->start();
        REQUIRE(running.wait());
    }

    SystemClock clock; // the tests' own would have it synchronise without a pause
    PrimarySite primary;
    std::unique_ptr<SatelliteSite> site;
    std::unique_ptr<EngineThread> engine;
    std::unique_ptr<OpenWindow> open;
};

/// A primary with 300 satellites.
struct Hub {
    explicit Hub(const std::function<void(PrimarySite &)> &edit = {})
    {
        prepare();
        const Settings settings = *site.datafile().settings().read();
        SettingsChange change;
        const QStringList kinds {QStringLiteral("clinic"), QStringLiteral("hospital"), QStringLiteral("warehouse")};
        for (int i = 0; i < 300; ++i) {
            Peer peer;
            peer.syncId = SyncId {i + 2};
            peer.userName = QStringLiteral("%1-%2").arg(kinds.at(i % 3)).arg(i / 3 + 1, 3, 10, QLatin1Char('0'));
            // A password is a slow hash: the one site that gets a URL has one.
            change.peers.append({{}, peer, i == 2 ? std::optional(QStringLiteral("secret")) : std::nullopt, false});
        }
        REQUIRE(site.datafile().settings().commit(change, {}, settings.revision));
        site.setPreference(QStringLiteral("listen"), QStringLiteral("127.0.0.1:0"));
        site.setPreference(QStringLiteral("external-url"), QStringLiteral("https://sync.example.org"));
        if (edit)
            edit(site);
        engine = std::make_unique<EngineThread>(site.address(), clock);
        QSignalSpy running(engine.get(), &EngineThread::runningChanged);
        engine->start();
        REQUIRE(running.wait());
        open = std::make_unique<OpenWindow>(site);
        open->window.resize(windowSize());
    }

    SystemClock clock;
    PrimarySite site;
    std::unique_ptr<EngineThread> engine;
    std::unique_ptr<OpenWindow> open;
};

} // namespace

TEST_CASE("locked")
{
    Clinic clinic;
    draw(*clinic.open, QStringLiteral("locked"));
}

TEST_CASE("unlocked")
{
    Clinic clinic;
    clinic.open->unlock();
    draw(*clinic.open, QStringLiteral("unlocked"));
}

TEST_CASE("sites that are not saved, and two that are deleted")
{
    Hub hub;
    hub.open->unlock();
    REQUIRE(hub.open->the<QTableView>("sites").model()->rowCount() == 300);
    auto &table = hub.open->the<QTableView>("sites");
    const auto choose = [&table](int row) {
        table.setFocus();
        table.setCurrentIndex(table.model()->index(row, 0)); // selectRow() does nothing from right to left
    };
    choose(2);
    QTest::keyClick(&table, Qt::Key_Return);
    auto &dialog = hub.open->over<PeerDialog>();
    auto &name = child<QLineEdit>(dialog, QStringLiteral("userName"));
    name.selectAll();
    QTest::keyClicks(&name, QStringLiteral("warehouse-east"));
    QTest::mouseClick(&child<QPushButton>(dialog, QStringLiteral("ok")), Qt::LeftButton);
    hub.open->comeBack();
    choose(4);
    QTest::keyClick(&table, Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(&table, Qt::Key_Delete);
    hub.open->waitUntil([&] { return table.model()->rowCount() == 298; });
    draw(*hub.open, QStringLiteral("not-saved"));
}

TEST_CASE("changed here and elsewhere")
{
    Clinic clinic;
    clinic.open->unlock();
    clinic.open->type("syncInterval", QStringLiteral("15"));
    clinic.open->type("requestSize", QStringLiteral("44"));
    clinic.site->setPreference(QStringLiteral("sync-interval"), QStringLiteral("30"));
    clinic.site->setPreference(QStringLiteral("request-size"), QStringLiteral("200"));
    clinic.open->press("preferencesOk");
    draw(*clinic.open, QStringLiteral("conflict"), &clinic.open->over<ConflictDialog>());
}

TEST_CASE("wrong code")
{
    Clinic clinic;
    clinic.open->press("padlockButton");
    clinic.open->enterCode(QStringLiteral("not this one"));
    auto &dialog = clinic.open->over<UnlockDialog>();
    clinic.open->waitUntil([&] { return !child<InlineMessage>(dialog, QStringLiteral("message")).text().isEmpty(); });
    draw(*clinic.open, QStringLiteral("wrong-code"), &dialog);
}

TEST_CASE("a field with an error")
{
    Clinic clinic;
    clinic.open->unlock();
    clinic.open->type("syncInterval", QStringLiteral("20000"));
    draw(*clinic.open, QStringLiteral("field-error"));
}

TEST_CASE("300 sites, searched")
{
    Hub hub;
    hub.open->unlock();
    QTest::keyClicks(&hub.open->the<QLineEdit>("searchSites"), QStringLiteral("ware"));
    hub.open->the<QTableView>("sites").selectRow(3);
    draw(*hub.open, QStringLiteral("searched"));
}

TEST_CASE("a URL on a primary's list")
{
    Hub hub;
    hub.site.editPeerUrl(SyncId {4}, QStringLiteral("https://warehouse.example.org"));
    hub.open->waitUntil([&] { return hub.open->the<QPushButton>("clearUrls").isVisible(); });
    hub.open->unlock();
    draw(*hub.open, QStringLiteral("url-on-primary"));
}

TEST_CASE("Add or edit, with an error")
{
    Hub hub;
    hub.open->unlock();
    hub.open->press("addSite");
    auto &dialog = hub.open->over<PeerDialog>();
    QTest::keyClicks(&child<QLineEdit>(dialog, QStringLiteral("syncId")), QStringLiteral("17"));
    QTest::keyClicks(&child<QLineEdit>(dialog, QStringLiteral("userName")), QStringLiteral("hill post"));
    draw(*hub.open, QStringLiteral("edit-error"), &dialog);
}

TEST_CASE("Add or edit, with nothing entered")
{
    Hub hub;
    hub.open->unlock();
    hub.open->press("addSite");
    auto &dialog = hub.open->over<PeerDialog>();
    QTest::mouseClick(&child<QPushButton>(dialog, QStringLiteral("ok")), Qt::LeftButton);
    draw(*hub.open, QStringLiteral("edit-empty"), &dialog);
}

TEST_CASE("a satellite's row at a primary")
{
    Hub hub([](PrimarySite &site) {
        addStore(site, "HILL", 3);
        REQUIRE(site.datafile().peerStates().noteApp(SyncId {3}, SiteApp::mobile("8.7.4")));
        REQUIRE(site.datafile().peerStates().bindHardwareId(SyncId {3}, QStringLiteral("4C4C4544-0051-3510-8052")));
    });
    hub.open->unlock();
    auto &table = hub.open->the<QTableView>("sites");
    table.setFocus();
    table.setCurrentIndex(table.model()->index(1, 0));
    QTest::keyClick(&table, Qt::Key_Return);
    auto &dialog = hub.open->over<PeerDialog>();
    const auto &stores = child<QPlainTextEdit>(dialog, QStringLiteral("activeStores"));
    hub.open->waitUntil([&] { return stores.toPlainText() == QStringLiteral("Store HILL (HILL)"); });
    draw(*hub.open, QStringLiteral("edit-site"), &dialog);
}

TEST_CASE("a primary with records in quarantine")
{
    Hub hub;
    Quarantine::Entry entry;
    entry.record = {"item", "i-1", Action::Update, "{}"};
    entry.source = SyncId {2};
    entry.reason = {ErrorCode::RecordNotOwned};
    entry.since = hub.clock.utcNow();
    REQUIRE(hub.site.datafile().quarantine().add(entry));
    entry.record.id = "i-2";
    REQUIRE(hub.site.datafile().quarantine().add(entry));
    const auto &sentences = hub.open->the<QLabel>("statusSentences");
    hub.open->waitUntil([&] {
        return hub.open->the<QPushButton>("refusedRecords").isVisible()
            && sentences.height() >= sentences.heightForWidth(sentences.width()); // the page has made room
    });
    draw(*hub.open, QStringLiteral("quarantine"));
}

TEST_CASE("a primary whose port is taken")
{
    prepare();
    PrimarySite site;
    OpenWindow open(site);
    open.window.resize(windowSize());
    const QString address = QStringLiteral("127.0.0.1:2048");
    open.the<StatusLine>("statusLine")
        .setEngineFailure(Error {ErrorCode::PortInUse, {{QStringLiteral("address"), address}}});
    draw(open, QStringLiteral("port-taken"));
}

TEST_CASE("a question")
{
    Hub hub;
    MessagePrompt prompt;
    Question question;
    question.title = PreferencesDialog::tr("Discard changes");
    question.text = PreferencesDialog::tr("Discard %n change(s) that are not saved?", nullptr, 3);
    question.yes = PreferencesDialog::tr("&Discard");
    question.no = PreferencesDialog::tr("&Keep editing");
    question.isDangerous = true;
    prompt.ask(&hub.open->window, question, [](Choice) {});
    draw(*hub.open, QStringLiteral("question"), &hub.open->over<QMessageBox>());
}

TEST_CASE("the check runs")
{
    prepare();
    QTcpServer silent;
    REQUIRE(silent.listen(QHostAddress::LocalHost));
    SatelliteSite site(12, QUrl(QStringLiteral("http://127.0.0.1:%1").arg(silent.serverPort())));
    OpenWindow open(site);
    open.window.resize(windowSize());
    open.press("checkConnection");
    auto &view = open.over<ConnectionCheckView>();
    open.waitUntil([&] { return silent.hasPendingConnections(); });
    draw(open, QStringLiteral("check-running"), &view);
    QTest::keyClick(&view, Qt::Key_Escape);
}

TEST_CASE("the check failed")
{
    Clinic clinic;
    clinic.primary.stop();
    QSignalSpy checked(&clinic.open->connection, &SiteConnection::checked);
    clinic.open->press("checkConnection");
    clinic.open->waitUntil([&] { return !checked.isEmpty(); });
    draw(*clinic.open, QStringLiteral("check-failed"), &clinic.open->over<ConnectionCheckView>());
}

TEST_CASE("the check passed")
{
    Clinic clinic;
    QSignalSpy checked(&clinic.open->connection, &SiteConnection::checked);
    clinic.open->press("checkConnection");
    clinic.open->waitUntil([&] { return !checked.isEmpty(); });
    draw(*clinic.open, QStringLiteral("check-passed"), &clinic.open->over<ConnectionCheckView>());
}

TEST_CASE("a primary's check names few sites and lists all")
{
    Hub hub;
    QSignalSpy checked(&hub.open->connection, &SiteConnection::checked);
    hub.open->press("checkConnection");
    hub.open->waitUntil([&] { return !checked.isEmpty(); });
    auto &view = hub.open->over<ConnectionCheckView>();
    QTest::mouseClick(&child<QPushButton>(view, QStringLiteral("showAllSites")), Qt::LeftButton);
    draw(*hub.open, QStringLiteral("check-sites"), &view);
}

TEST_CASE("a synchronisation runs")
{
    Clinic clinic(false);
    Progress progress;
    progress.step = Step::PullCentral;
    progress.done = 1240;
    progress.total = 5000;
    progress.rate = 130;
    progress.remaining = std::chrono::seconds(29);
    progress.requestSize = 320;
    Status status;
    status.syncId = SyncId {12};
    status.role = SiteRole::Satellite;
    status.engineRunning = true;
    status.progress = progress;
    emit clinic.open->connection.statusChanged(status);
    draw(*clinic.open, QStringLiteral("sync-running"));
}

TEST_CASE("a first load runs, and waits")
{
    Clinic clinic(false);
    Progress load;
    load.step = Step::PullQueued;
    load.isFirstLoad = true;
    load.done = 12400;
    load.total = 50000;
    load.bytes = 8'000'000;
    load.bytesTotal = 31'400'000;
    load.bytesPerSecond = 9000;
    load.remaining = std::chrono::minutes(43);
    Status status;
    status.syncId = SyncId {12};
    status.role = SiteRole::Satellite;
    status.engineRunning = true;
    status.interval = std::chrono::minutes(5);
    status.progress = load;
    emit clinic.open->connection.statusChanged(status);
    draw(*clinic.open, QStringLiteral("first-load"));
    status.progress.reset();
    status.firstLoad = load;
    status.lastSync = clinic.clock.utcNow().addSecs(-60);
    status.lastError = Error {ErrorCode::Cancelled};
    emit clinic.open->connection.statusChanged(status);
    draw(*clinic.open, QStringLiteral("first-load-waits"));
}

TEST_CASE("synchronisation has failed for days")
{
    Clinic clinic;
    const QDateTime now = clinic.clock.utcNow();
    Status status;
    status.syncId = SyncId {12};
    status.role = SiteRole::Satellite;
    status.engineRunning = true;
    status.initialised = true;
    status.lastSync = now.addSecs(-40);
    status.lastSuccess = now.addDays(-3);
    status.failingSince = now.addDays(-3);
    status.failuresInARow = 71;
    status.nextSync = now.addSecs(55 * 60);
    status.waitingToPush = 214;
    status.oldestWaiting = now.addDays(-2);
    status.lastError = Error {ErrorCode::ConnectionRefused,
        {{QStringLiteral("host"), QStringLiteral("sync.example.org")}, {QStringLiteral("port"), 443}}};
    emit clinic.open->connection.statusChanged(status);
    draw(*clinic.open, QStringLiteral("sync-failed"));
}

TEST_CASE("what has failed for days is tried again")
{
    Clinic clinic;
    const QDateTime now = clinic.clock.utcNow();
    Status status;
    status.syncId = SyncId {12};
    status.role = SiteRole::Satellite;
    status.engineRunning = true;
    status.initialised = true;
    status.lastSync = now.addSecs(-40);
    status.lastSuccess = now.addDays(-40);
    status.failingSince = now.addDays(-40);
    status.failuresInARow = 900;
    status.waitingToPush = 214;
    status.oldestWaiting = now.addDays(-40);
    status.lastError = Error {ErrorCode::ConnectionRefused,
        {{QStringLiteral("host"), QStringLiteral("sync.example.org")}, {QStringLiteral("port"), 443}}};
    status.progress = Progress {Step::Site};
    emit clinic.open->connection.statusChanged(status);
    draw(*clinic.open, QStringLiteral("sync-tried-again"));
}

TEST_CASE("past synchronisations")
{
    Clinic clinic;
    clinic.open->press("history");
    const auto &cycles = clinic.open->the<QTableView>("cycles");
    clinic.open->waitUntil([&cycles] { return cycles.isVisible() && cycles.model()->rowCount() > 0; });
    draw(*clinic.open, QStringLiteral("log-cycles"));
}

TEST_CASE("the log of a primary")
{
    Hub hub([](PrimarySite &site) {
        for (int i = 0; i < 12; ++i)
            REQUIRE(site.datafile().log().addContact(QStringLiteral("site-refused"),
                {{QStringLiteral("syncId"), 2 + i}, {QStringLiteral("userName"), QStringLiteral("clinic-001")},
                    {QStringLiteral("address"), QStringLiteral("10.0.0.%1").arg(i)},
                    {QStringLiteral("app"), QStringLiteral("Mailboat")},
                    {QStringLiteral("appVersion"), QStringLiteral("0.1.0")},
                    {QStringLiteral("result"), codeOf(ErrorCode::SiteIncorrectPassword)}}));
        for (int i = 0; i < 30; ++i) {
            const QByteArray data = R"({"ID":"x","store_ID":"A"})";
            REQUIRE(site.datafile().quarantine().add(
                {0, {"transact", "8F2C41D0" + QByteArray::number(i), Action::Update, data}, SyncId {2 + i % 5},
                    QStringLiteral("store_ID"), Error {ErrorCode::RecordNotOwned}, site.clock().utcNow()}));
        }
    });
    OpenWindow &open = *hub.open;
    open.window.showCategory(QStringLiteral("Log"));
    open.unlock();
    const auto shows = [&open](const QString &part, const char *table) {
        open.window.page(QStringLiteral("Log"))->showPart(part);
        const auto &list = open.the<QTableView>(table);
        open.waitUntil([&list] { return list.isVisible() && list.model()->rowCount() > 0; });
    };
    shows(QStringLiteral("contacts"), "contacts");
    draw(open, QStringLiteral("log-contacts"));
    shows(QStringLiteral("changes"), "changes");
    open.the<QComboBox>("logPeriod").setCurrentIndex(4);
    draw(open, QStringLiteral("log-changes"));
    open.the<QComboBox>("logPeriod").setCurrentIndex(0);
    shows(QStringLiteral("refused"), "refused");
    draw(open, QStringLiteral("log-refused"));
    open.press("retryAllRefused");
    open.waitUntil([&open] { return open.the<InlineMessage>("refusedResult").isVisible(); });
    draw(open, QStringLiteral("log-retried"));
    open.window.showCategory(QStringLiteral("Synchronise"));
    draw(open, QStringLiteral("refused-number"));
}

TEST_CASE("a log that is empty, locked")
{
    Clinic clinic;
    clinic.open->window.showCategory(QStringLiteral("Log"));
    clinic.open->window.page(QStringLiteral("Log"))->showPart(QStringLiteral("refused"));
    const auto &empty = clinic.open->the<QLabel>("refusedEmpty");
    const QString none = RefusedList::tr("No record was refused: everything could be taken and sent.");
    clinic.open->waitUntil([&] { return empty.isVisible() && empty.text() == none; });
    draw(*clinic.open, QStringLiteral("log-empty"));
}

TEST_CASE("general, locked")
{
    Clinic clinic;
    clinic.open->window.showCategory(QStringLiteral("General"));
    clinic.open->waitUntil([&] { return clinic.open->the<QTableWidget>("codes").rowCount() > 0; });
    draw(*clinic.open, QStringLiteral("general-locked"));
}

TEST_CASE("general, with a proxy that is none, and a code is made")
{
    Clinic clinic;
    OpenWindow &open = *clinic.open;
    open.window.showCategory(QStringLiteral("General"));
    open.unlock();
    auto &proxy = open.the<QComboBox>("proxy");
    proxy.setFocus();
    QTest::keyClick(&proxy, Qt::Key_End);
    open.type("proxyAddress", QStringLiteral("proxy.example"));
    auto &codes = open.the<QTableWidget>("codes");
    open.waitUntil([&] { return codes.rowCount() > 0; });
    codes.selectRow(0);
    draw(open, QStringLiteral("general-unlocked"));
    open.press("addCode");
    auto &dialog = open.over<NewCodeDialog>();
    QTest::keyClicks(&child<QLineEdit>(dialog, QStringLiteral("codeLabel")), QStringLiteral("first"));
    QTest::mouseClick(&child<QPushButton>(dialog, QStringLiteral("makeCode")), Qt::LeftButton);
    open.waitUntil([&] { return child<FieldMessage>(dialog, QStringLiteral("codeLabelMessage")).isError(); });
    draw(open, QStringLiteral("code-asked"), &dialog);
    QTest::keyClicks(&child<QLineEdit>(dialog, QStringLiteral("codeLabel")), QStringLiteral("Asha"));
    QTest::mouseClick(&child<QPushButton>(dialog, QStringLiteral("makeCode")), Qt::LeftButton);
    open.waitUntil([&] { return dialog.isCodeShown(); });
    draw(open, QStringLiteral("code-shown"), &dialog);
}

TEST_CASE("backups, locked")
{
    Clinic clinic;
    clinic.open->window.showCategory(QStringLiteral("Backup"));
    draw(*clinic.open, QStringLiteral("backup-locked"));
}

TEST_CASE("a backup has been made")
{
    QTemporaryDir place;
    Hub hub([&place](PrimarySite &site) {
        site.setPreference(QStringLiteral("backup-folder"), place.path());
        site.setPreference(QStringLiteral("backup-daily"), QStringLiteral("true"));
    });
    hub.open->window.showCategory(QStringLiteral("Backup"));
    hub.open->unlock();
    hub.open->press("backUpNow");
    hub.open->waitUntil([&] { return !hub.open->the<InlineMessage>("backupResult").text().isEmpty(); });
    draw(*hub.open, QStringLiteral("backup-made"));
}

TEST_CASE("backups fail")
{
    prepare();
    PrimarySite site;
    site.setPreference(QStringLiteral("backup-folder"), QStringLiteral("/media/backup/mailboat"));
    site.setPreference(QStringLiteral("backup-daily"), QStringLiteral("true"));
    BackupState state(site.datafile().connection());
    REQUIRE(state.made(site.clock().utcNow().addDays(-3),
        QStringLiteral("/media/backup/mailboat/site-site-1-daily-20261127T020000Z.mailboat"), 48'123'456));
    REQUIRE(state.failed({ErrorCode::BackupUnwritten,
        {{QStringLiteral("path"), QStringLiteral("/media/backup/mailboat/site-site-1-daily-20261130T020000Z.mailboat")},
            {QStringLiteral("why"), describe({ErrorCode::DiskFull})}}}));
    OpenWindow open(site);
    open.window.resize(windowSize());
    open.window.showCategory(QStringLiteral("Backup"));
    open.press("backUpNow");
    open.waitUntil([&] { return !open.the<InlineMessage>("backupResult").text().isEmpty(); });
    draw(open, QStringLiteral("backup-failed"));
}

TEST_CASE("a backup is being made")
{
    Clinic clinic;
    clinic.open->window.showCategory(QStringLiteral("Backup"));
    clinic.open->the<QWidget>("backupCourse").show();
    clinic.open->the<QProgressBar>("backupProgress").setValue(620);
    draw(*clinic.open, QStringLiteral("backup-running"));
}

TEST_CASE("the server's page")
{
    QTemporaryDir place;
    const TestCertificate made = TestCertificate::selfSigned({.alternativeName = "DNS:sync.example.org"});
    const TrustedCertificate trusted(made);
    const auto write = [&place](const char *name, const QByteArray &content) {
        QFile file(place.filePath(QString::fromLatin1(name)));
        REQUIRE(file.open(QIODevice::WriteOnly));
        REQUIRE(file.write(content) == content.size());
        return file.fileName();
    };
    Hub hub([&](PrimarySite &site) {
        site.setPreference(QStringLiteral("listen"), QStringLiteral("0.0.0.0:0"));
        site.setPreference(QStringLiteral("external-url"), QStringLiteral("https://sync.example.org"));
        site.setPreference(QStringLiteral("tls-certificate"), write("site.crt", made.certificate));
        site.setPreference(QStringLiteral("tls-key"), write("site.key", made.key));
    });
    OpenWindow &open = *hub.open;
    open.window.showCategory(QStringLiteral("Server"));
    open.waitUntil([&] { return !open.the<FieldMessage>("certificateMessage").text().isEmpty(); });
    draw(open, QStringLiteral("server-locked"));
    open.unlock();
    draw(open, QStringLiteral("server"));
    open.type("externalUrl", QStringLiteral("https://other.example.org"));
    open.type("privateKey", QStringLiteral("/etc/mailboat/site.key"));
    open.waitUntil([&] { return open.the<FieldMessage>("privateKeyMessage").isError(); });
    draw(open, QStringLiteral("server-wrong"));
    open.press("advanced");
    open.type("maxBodySize", QStringLiteral("5000"));
    draw(open, QStringLiteral("server-advanced"));
    hub.engine->stop();
    const auto &reach = open.the<InlineMessage>("reach");
    open.waitUntil([&] { return reach.tone() == Tone::Error; });
    draw(open, QStringLiteral("server-stopped"));
}

TEST_CASE("the server's page at a satellite, and the other categories folded away")
{
    Clinic clinic;
    clinic.open->window.showCategory(QStringLiteral("Server"));
    clinic.open->the<QCheckBox>("otherCategories").click();
    draw(*clinic.open, QStringLiteral("server-satellite"));
    clinic.open->the<QCheckBox>("otherCategories").click();
}

TEST_CASE("a restored primary")
{
    Hub hub([](PrimarySite &site) {
        for (const int mobile : {4, 7, 9})
            REQUIRE(site.datafile().peerStates().noteApp(SyncId {mobile}, SiteApp::mobile("8.7.4")));
        site.standStill(ErrorCode::RestoredUnconfirmed);
    });
    hub.open->waitUntil([&] { return hub.open->the<QPushButton>("chooseRecovery").isVisible(); });
    draw(*hub.open, QStringLiteral("restored"));
    hub.open->press("chooseRecovery");
    auto &dialog = hub.open->over<RecoveryDialog>();
    hub.open->waitUntil([&] { return child<QPushButton>(dialog, QStringLiteral("ok")).isEnabled(); });
    draw(*hub.open, QStringLiteral("choices-primary"), &dialog);
}

TEST_CASE("a site that two machines are, at its primary")
{
    Hub hub([](PrimarySite &site) {
        REQUIRE(site.datafile().peerStates().bindHardwareId(SyncId {4}, QStringLiteral("9C2E71F0-1D55-4E0A")));
        SitePositions positions(site.datafile().connection());
        for (const auto &[id, why] : {std::pair(4, ErrorCode::TwoMachines), std::pair(7, ErrorCode::SiteNewer)}) {
            const Error error {why, {{QStringLiteral("syncId"), id}}};
            REQUIRE(positions.setMisfit(SyncId {id}, SiteMisfit {error, {}, site.clock().utcNow()}));
        }
    });
    hub.open->waitUntil([&] { return hub.open->the<InlineMessage>("misfits").isVisible(); });
    draw(*hub.open, QStringLiteral("not-served"));
    const auto show = [&hub](int row, const QString &name) {
        auto &table = hub.open->the<QTableView>("sites");
        table.setFocus();
        table.setCurrentIndex(table.model()->index(row, 0));
        QTest::keyClick(&table, Qt::Key_Return);
        auto &site = hub.open->over<PeerDialog>();
        draw(*hub.open, name, &site);
        QTest::mouseClick(&child<QPushButton>(site, QStringLiteral("recoverSite")), Qt::LeftButton);
        auto &dialog = hub.open->over<RecoveryDialog>();
        hub.open->waitUntil([&] { return child<QPushButton>(dialog, QStringLiteral("ok")).isEnabled(); });
        draw(*hub.open, name + QStringLiteral("-choices"), &dialog);
        dialog.reject();
        site.reject();
        hub.open->comeBack();
    };
    show(2, QStringLiteral("two-machines"));
    show(5, QStringLiteral("newer-site"));
}

TEST_CASE("there is no datafile yet, and a backup is opened")
{
    prepare();
    PrimarySite site;
    QTemporaryDir disk;
    const QString backup = disk.filePath(QStringLiteral("site-1-20261129T020000Z.mailboat"));
    REQUIRE(Backup(site.datafile().connection()).make(backup, [](qint64, qint64) {}));
    SystemClock clock;
    MessagePrompt prompt;
    FirstStartDialog dialog(QStringLiteral("/home/ana/.local/share/mailboat/site.mailboat"),
        Error {ErrorCode::DatafileMissing}, prompt, clock);
    showActive(dialog);
    const auto save = [](QWidget &window, const QString &name) {
        const QString ending = qEnvironmentVariable("MAILBOAT_PICTURE_ENDING");
        REQUIRE(window.grab().save(folder() + u'/' + name + ending + QStringLiteral(".png")));
    };
    save(dialog, QStringLiteral("first-start"));
    BackupAtStart start(prompt, clock, &dialog);
    start.open(backup, {QStringLiteral("/home/ana/.local/share/mailboat/site.mailboat")});
    REQUIRE(QTest::qWaitFor([&dialog] { return dialog.findChild<QMessageBox *>() != nullptr; }));
    save(*dialog.findChild<QMessageBox *>(), QStringLiteral("this-is-a-backup"));
    delete dialog.findChild<QMessageBox *>();
    showActive(dialog);
    const auto press = [&dialog](const char *button) {
        QTest::mouseClick(&child<QPushButton>(dialog, QString::fromLatin1(button)), Qt::LeftButton);
        QCoreApplication::processEvents();
    };
    press("primary");
    save(dialog, QStringLiteral("first-primary"));
    auto &choice = child<QComboBox>(dialog, QStringLiteral("listenChoice"));
    QTest::keyClick(&choice, Qt::Key_Down);
    QCoreApplication::processEvents();
    save(dialog, QStringLiteral("first-primary-plain"));
    QTest::keyClick(&dialog, Qt::Key_Escape);
    press("satellite");
    save(dialog, QStringLiteral("first-satellite"));
    QTest::keyClick(&dialog, Qt::Key_Return);
    QCoreApplication::processEvents();
    save(dialog, QStringLiteral("first-satellite-missing"));
    const auto type = [&dialog](const char *field, const QString &text) {
        QTest::keyClicks(&child<QLineEdit>(dialog, QString::fromLatin1(field)), text);
    };
    PrimarySite reached;
    reached.addSatellite(2);
    addStore(reached, "A", 2);
    reached.start();
    type("startSyncId", QStringLiteral("2"));
    type("startUrl", reached.url().toString());
    type("startUserName", QStringLiteral("site 2"));
    type("startPassword", QStringLiteral("mistyped"));
    const auto check = [&] {
        press("startCheck");
        auto &verdict = child<InlineMessage>(dialog, QStringLiteral("startVerdict"));
        REQUIRE(QTest::qWaitFor([&verdict] { return !verdict.text().isEmpty(); }));
        QCoreApplication::processEvents();
    };
    check();
    save(dialog, QStringLiteral("first-satellite-failed"));
    child<QLineEdit>(dialog, QStringLiteral("startPassword")).setText(QStringLiteral("secret-2"));
    check();
    save(dialog, QStringLiteral("first-satellite-checked"));
    QTest::keyClick(&dialog, Qt::Key_Escape);
    dialog.showCode(QStringLiteral("K7QM-2XWP-9TRD"), QStringLiteral("/home/ana/.local/share/mailboat/site.mailboat"));
    QCoreApplication::processEvents();
    save(dialog, QStringLiteral("first-code"));
    QTest::keyClick(&dialog, Qt::Key_Escape);
    REQUIRE(QTest::qWaitFor([&dialog] { return dialog.findChild<QMessageBox *>() != nullptr; }));
    save(*dialog.findChild<QMessageBox *>(), QStringLiteral("first-code-asks"));
}

TEST_CASE("what a satellite can choose where two machines are one site")
{
    prepare();
    SatelliteSite site(12, QUrl(QStringLiteral("http://127.0.0.1:9")));
    REQUIRE(site.datafile().state().setBlocked(Error {ErrorCode::TwoMachines, {{QStringLiteral("syncId"), 12}}}));
    OpenWindow open(site);
    open.window.resize(windowSize());
    open.waitUntil([&] { return open.the<QPushButton>("chooseRecovery").isVisible(); });
    open.press("chooseRecovery");
    auto &dialog = open.over<RecoveryDialog>();
    open.waitUntil([&] { return child<QPushButton>(dialog, QStringLiteral("ok")).isEnabled(); });
    draw(open, QStringLiteral("choices-satellite"), &dialog);
}

TEST_CASE("nothing is set up")
{
    prepare();
    TestSite site {SyncId {}};
    OpenWindow open(site);
    open.window.resize(windowSize());
    open.unlock();
    draw(open, QStringLiteral("not-set-up"));
}

namespace {

/// As of a primary whose sites are not all well: five kinds of trouble.
QList<SiteRow> troubled(const QDateTime &now)
{
    QList<SiteRow> rows;
    for (int i = 0; i < 300; ++i) {
        SiteRow row {.syncId = SyncId {i + 2}, .state = SiteState::Ok, .status = PeerStatus::Ready};
        row.lastContact = now.addSecs(-60 * (i % 9 + 1));
        row.lastSuccess = row.lastContact;
        row.app = {QStringLiteral("Mailboat"), QStringLiteral("1.0.0")};
        row.address = QStringLiteral("10.0.%1.%2").arg(i / 200).arg(i % 200 + 2);
        row.bytesThisMonth = 1'000'000 + 37'411LL * i;
        row.stores = {QStringLiteral("Store %1").arg(i + 1)};
        if (i % 6 == 5) {
            row.state = SiteState::Never;
            row.lastContact = row.lastSuccess = {};
        }
        rows.append(row);
    }
    const auto refuse = [&](int i, ErrorCode why) {
        rows[i].state = SiteState::Refused;
        rows[i].reason = siteReasonOf(why);
        rows[i].refusal = rows[i].lastRefusal = SiteRefusal {now.addSecs(-300), why, QStringLiteral("10.0.3.7")};
        rows[i].lastContact = rows[i].lastSuccess = now.addDays(-1);
        rows[i].waiting = 412;
    };
    refuse(3, ErrorCode::SiteIncorrectHardwareId);
    refuse(10, ErrorCode::SiteAuthTimeout);
    for (const int i : {1, 7, 20}) {
        rows[i].state = SiteState::Silent;
        rows[i].lastContact = rows[i].lastSuccess = now.addDays(-3 - i);
        rows[i].waiting = 1'204 + i;
        rows[i].oldestWaiting = now.addDays(-3 - i);
    }
    rows[2].state = SiteState::Behind;
    rows[2].lastSuccess = now.addDays(-2);
    rows[2].waiting = 90;
    rows[4].state = SiteState::Initialising;
    rows[4].load = SiteLoad {4'510, 10'000};
    return rows;
}

} // namespace

TEST_CASE("sites in trouble")
{
    Hub hub;
    hub.open->unlock();
    emit hub.open->connection.sitesChanged(troubled(hub.clock.utcNow()));
    hub.open->the<QTableView>("sites").sortByColumn(2, Qt::AscendingOrder);
    draw(*hub.open, QStringLiteral("trouble"));
    QTest::mouseClick(&hub.open->the<QPushButton>("sites-silent"), Qt::LeftButton);
    draw(*hub.open, QStringLiteral("trouble-silent"));
}

TEST_CASE("sites in trouble, locked")
{
    Hub hub;
    emit hub.open->connection.sitesChanged(troubled(hub.clock.utcNow()));
    draw(*hub.open, QStringLiteral("trouble-locked"));
}

TEST_CASE("the window of a refused site")
{
    Hub hub;
    hub.open->unlock();
    emit hub.open->connection.sitesChanged(troubled(hub.clock.utcNow()));
    auto &table = hub.open->the<QTableView>("sites");
    table.sortByColumn(2, Qt::AscendingOrder);
    table.selectRow(0);
    table.setFocus();
    QTest::keyClick(&table, Qt::Key_Return);
    auto &dialog = hub.open->over<PeerDialog>();
    QTest::mouseClick(&child<QPushButton>(dialog, QStringLiteral("makePassword")), Qt::LeftButton);
    draw(*hub.open, QStringLiteral("refused-site"), &dialog);
}

TEST_CASE("an import with errors")
{
    Hub hub;
    const QTemporaryDir files;
    QFile file(files.filePath(QStringLiteral("sites.csv")));
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write("syncId,userName,password,url\n400,clinic-400,s3cret,\nx,clinic-401,s3cret,\n402,clinic-001,s3cret,\n"
               "403,clinic-403,s3cret,https://clinic.example.org\n2,clinic-001,,\n3,hospital-one,,\n");
    file.close();
    Draft draft(hub.open->saved());
    ImportDialog dialog(draft, file.fileName(), &hub.open->window);
    dialog.open();
    hub.open->waitUntil([&] { return !child<QProgressBar>(dialog, QStringLiteral("importProgress")).isVisible(); });
    draw(*hub.open, QStringLiteral("import"), &dialog);
}

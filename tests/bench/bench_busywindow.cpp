// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How long the window's thread is busy at a stretch while a primary with 40,000 sites is in use and its datafile is written to
// without a pause. The floor is the same measured while nothing is done.
#include "core/records/datafile.h"
#include "core/security/adminlock.h"
#include "core/store/peerstates.h"
#include "core/store/settingstable.h"
#include "tests/support/catch.h"
#include "tests/support/sites/testsite.h"
#include "tests/ui/fakeprompt.h"
#include "tests/ui/widgets.h"
#include "ui/preferences/preferencesdialog.h"
#include "ui/sites/peerdialog.h"

#include <QAbstractEventDispatcher>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QThread>
#include <QTimer>

#include <atomic>
#include <cstdio>

using namespace mailboat;
using namespace mailboat::test;

namespace {

constexpr int siteCount = 40'000;
constexpr int patience = 120'000; // ms

/// The longest time between two moments at which the event loop waited for something to do.
class Busy final
{
public:
    Busy()
    {
        auto *dispatcher = QAbstractEventDispatcher::instance();
        QObject::connect(dispatcher, &QAbstractEventDispatcher::awake, &m_context, [this] { m_timer.start(); });
        QObject::connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, &m_context, [this] { stop(); });
    }
    /// A stretch that began outside of the event loop.
    void start() { m_timer.start(); }
    void stop()
    {
        if (m_timer.isValid())
            m_worst = std::max(m_worst, static_cast<double>(m_timer.nsecsElapsed()) / 1e6);
        m_timer.invalidate();
    }
    double take() { return std::exchange(m_worst, 0); }

private:
    QObject m_context;
    QElapsedTimer m_timer;
    double m_worst = 0;
};

/// Writes last contacts as fast as the datafile takes them, as a primary does whose sites synchronise.
class Traffic final
{
public:
    explicit Traffic(const QString &path)
        : m_thread(QThread::create([this, path] { write(path); }))
    {
        m_thread->start();
    }
    ~Traffic()
    {
        m_ends = true;
        m_thread->wait();
    }

private:
    void write(const QString &path)
    {
        const SystemClock clock;
        const auto datafile = Datafile::open(DatafileAddress::ofFile(path), clock);
        for (int round = 0; datafile && !m_ends; ++round) {
            QHash<SyncId, PeerStates::Contact> contacts;
            for (int i = 0; i < 100; ++i)
                contacts.insert(SyncId {2 + (round * 100 + i) % siteCount}, {clock.utcNow(), 0});
            if (!(*datafile)->peerStates().recordContacts(contacts))
                return;
        }
    }

    std::atomic<bool> m_ends = false;
    std::unique_ptr<QThread> m_thread;
};

void fill(PrimarySite &site)
{
    Settings settings = *site.datafile().settings().read();
    SettingsChange change;
    for (int i = 0; i < siteCount; ++i) {
        Peer peer;
        peer.syncId = SyncId {i + 2};
        peer.userName = QStringLiteral("clinic-%1").arg((i * 7919LL) % siteCount);
        change.peers.append({{}, peer, {}, false});
    }
    REQUIRE(site.datafile().settings().commit(change, {}, settings.revision));
}

} // namespace

TEST_CASE("The window's thread with 40,000 sites while the datafile is written to", "[window]")
{
    PrimarySite site;
    fill(site);
    SystemClock clock;
    FakePrompt prompt;
    AdminLock lock(clock);
    Busy busy;
    double floor = 0;
    const auto report = [&](const char *what) {
        const double worst = busy.take();
        std::printf("busy at a stretch, %-42s %7.2f ms, %6.1f times the floor\n", what, worst, worst / floor);
    };
    const auto settle = [] { // long enough for what is told once a second
        QEventLoop loop;
        QTimer::singleShot(1500, &loop, &QEventLoop::quit);
        loop.exec();
    };

    QWidget idle;
    idle.show();
    settle();
    floor = std::max(busy.take(), 0.01);

    const Traffic traffic(site.path());
    SiteConnection connection(site.address(), clock);
    busy.start();
    PreferencesDialog window(connection, lock, prompt, clock);
    QSignalSpy loaded(&window, &PreferencesDialog::loaded);
    connection.open();
    window.show();
    REQUIRE(loaded.wait(patience));
    settle();
    report("opening:");

    auto &table = child<QTableView>(window, QStringLiteral("sites"));
    auto &search = child<QLineEdit>(window, QStringLiteral("searchSites"));
    REQUIRE(table.model()->rowCount() == siteCount);
    const auto step = [&](const char *what, const std::function<void()> &work) {
        busy.start();
        work();
        QCoreApplication::processEvents();
        busy.stop();
        settle();
        report(what);
    };
    QSignalSpy news(&connection, &SiteConnection::sitesChanged);
    settle();
    settle();
    report("live columns alone:");
    std::printf("what 40,000 sites do was told %d times meanwhile\n", int(news.size()));
    for (int column = 0; column < table.model()->columnCount(); ++column) {
        const QPoint header(table.horizontalHeader()->sectionViewportPosition(column) + 10, 5);
        step("a click on a header:",
            [&] { QTest::mouseClick(table.horizontalHeader()->viewport(), Qt::LeftButton, {}, header); });
    }
    for (const char key : {'c', 'l', '1'})
        step("a key in the search field:", [&] { QTest::keyClick(&search, key); });
    step("the search cleared:", [&] { search.clear(); });

    Authoriser authoriser(site.datafile().settings(), site.clock());
    const Result<Authorisation> authorised
        = authoriser.authorise(TestSite::code()); // a program asks its SiteConnection
    REQUIRE(authorised);
    step("unlocked:", [&] { lock.unlock(*authorised); });
    step("a site opened:", [&] {
        table.selectRow(100);
        emit table.activated(table.currentIndex());
    });
    step("a row deleted:", [&] {
        table.selectRow(5);
        QTest::mouseClick(&child<QPushButton>(window, QStringLiteral("deleteSite")), Qt::LeftButton);
    });
    step("the interval changed:", [&] {
        auto &interval = child<QLineEdit>(window, QStringLiteral("syncInterval"));
        interval.selectAll();
        QTest::keyClick(&interval, Qt::Key_7);
    });
    busy.start();
    QTest::mouseClick(&child<QPushButton>(window, QStringLiteral("preferencesOk")), Qt::LeftButton);
    REQUIRE(QTest::qWaitFor([&] { return !window.isVisible(); }, patience));
    settle();
    report("OK:");
}

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/sync/satellite.h"
#include "tests/core/sync/scriptedprimary.h"
#include "tests/support/catch.h"

#include <QThread>

#include <sqlite3.h>

using namespace mailboat;
using namespace mailboat::test;

namespace {

/// Keeps a datafile from being written to.
class WriteLock final
{
public:
    explicit WriteLock(const QString &path)
    {
        REQUIRE(sqlite3_open(path.toUtf8().constData(), &m_connection) == SQLITE_OK);
    }
    ~WriteLock() { sqlite3_close(m_connection); }
    Q_DISABLE_COPY_MOVE(WriteLock)
    bool take() { return run("BEGIN IMMEDIATE"); }
    bool give() { return run("ROLLBACK"); }

private:
    bool run(const char *sql) { return sqlite3_exec(m_connection, sql, nullptr, nullptr, nullptr) == SQLITE_OK; }

    sqlite3 *m_connection = nullptr;
};

} // namespace

TEST_CASE("the next central batch is asked for while the last one is stored")
{
    QThread thread; // of the primary: it has to hear while the satellite's thread waits for its datafile
    QObject context;
    context.moveToThread(&thread);
    thread.start();
    std::unique_ptr<ScriptedPrimary> primary;
    const auto inThread = [&](const std::function<void()> &work) {
        QMetaObject::invokeMethod(&context, work, Qt::BlockingQueuedConnection);
    };
    inThread([&] {
        primary = std::make_unique<ScriptedPrimary>();
        for (int n = 1; n <= 40; ++n)
            primary->log.append({n, upsert("unit", "u" + QByteArray::number(n), "{}")});
    });
    Satellite satellite(primary->server.url());
    satellite.setPreference(QStringLiteral("request-size"), QStringLiteral("20"));
    WriteLock lock(satellite.path());
    int taken = 0;
    int given = 0;
    inThread([&] {
        primary->fault = [&](const ScriptedRequest &request) -> std::optional<ScriptedAnswer> {
            // The first batch cannot be stored before the second is asked for.
            if (request.query.startsWith("cursor=0&"))
                taken += lock.take() ? 1 : 0;
            if (request.query.startsWith("cursor=20&"))
                given += lock.give() ? 1 : 0;
            return std::nullopt;
        };
    });
    const CycleReport report = satellite.synchronise();
    inThread([&] { primary.reset(); });
    thread.quit();
    thread.wait();
    CHECK(report.ok);
    CHECK(report.pulledCentral == 40);
    CHECK(taken == 1);
    CHECK(given == 1);
}

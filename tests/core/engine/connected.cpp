// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/engine/connected.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QEventLoop>
#include <QTimer>

namespace mailboat::test {

using namespace std::chrono_literals;

void until(const std::function<bool()> &isSo)
{
    constexpr auto patience = 10s;
    const QDeadlineTimer deadline(patience);
    QTimer wake; // the loop would wait on, were there no more events
    wake.start(1s);
    while (!isSo()) {
        REQUIRE_FALSE(deadline.hasExpired());
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
}

Connected::Connected(const DatafileAddress &address, Clock &clock, Datafile::Options options)
    : connection(std::make_unique<SiteConnection>(address, clock, options))
{
    connection->open();
    until([this] { return !settings.isEmpty() || !failed.isEmpty(); }); // the last of what is told at first
}

Result<std::shared_ptr<Draft>> Connected::draft()
{
    return answerOf<std::shared_ptr<Draft>>(
        [this](QObject *context, auto answer) { connection->readDraft(context, std::move(answer)); });
}

Result<std::shared_ptr<Draft>> Connected::commit(const StagedChange &change, bool overwrite)
{
    return answerOf<std::shared_ptr<Draft>>(
        [&](QObject *context, auto answer) { connection->commit(change, overwrite, context, std::move(answer)); });
}

Authorisation Connected::unlocked()
{
    const auto authorised = answerOf<Authorisation>([this](QObject *context, auto answer) {
        connection->authorise(QStringLiteral("test code"), context, std::move(answer));
    });
    REQUIRE(authorised);
    return *authorised;
}

Result<qint64> Connected::generate(int peer)
{
    const Authorisation by = unlocked();
    return answerOf<qint64>(
        [&](QObject *context, auto answer) { connection->generate(by, SyncId {peer}, context, std::move(answer)); });
}

Result<qint64> Connected::retrieve(int peer)
{
    const Authorisation by = unlocked();
    return answerOf<qint64>(
        [&](QObject *context, auto answer) { connection->retrieve(by, SyncId {peer}, context, std::move(answer)); });
}

Result<qint64> Connected::countForGenerate(int peer)
{
    return answerOf<qint64>([&](QObject *context, auto answer) {
        connection->countForGenerate(SyncId {peer}, context, std::move(answer));
    });
}

Result<qint64> Connected::countForRetrieve(int peer)
{
    return answerOf<qint64>([&](QObject *context, auto answer) {
        connection->countForRetrieve(SyncId {peer}, context, std::move(answer));
    });
}

CheckReport Connected::check(const Settings &shown, const std::optional<QString> &newPassword)
{
    checked.clear();
    steps.clear();
    connection->check(shown, newPassword);
    until([this] { return !checked.isEmpty(); });
    return lastOf<CheckReport>(checked);
}

SyncedPair::SyncedPair()
{
    primary.addSatellite(2);
    addStore(primary, "A", 2);
    primary.put("unit", "u", R"({"ID":"u"})");
    primary.put("item_store_join", "j", R"({"ID":"j","store_ID":"A"})");
    primary.start();
    satellite = std::make_unique<SatelliteSite>(2, primary.url());
    REQUIRE(satellite->synchronise().ok);
    satellite->put("Location", "l", R"({"ID":"l","store_ID":"A"})");
    REQUIRE(satellite->synchronise().ok);
}

SilentPrimary::SilentPrimary()
{
    server.handle([](const ScriptedRequest &) { return ScriptedAnswer {.end = ScriptedAnswer::End::Silent}; });
    satellite.setPreference(QStringLiteral("sync-interval"), QStringLiteral("0"));
}

void SilentPrimary::awaitRequest(qsizetype number)
{
    until([&] { return server.requests().size() >= number; });
}

} // namespace mailboat::test

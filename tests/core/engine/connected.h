// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/siteconnection.h"
#include "tests/support/catch.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/sites/testsite.h"

#include <QSignalSpy>

namespace mailboat::test {

/// Runs the event loop until `isSo`; an event that does not come within ten seconds has been lost, and the test fails.
void until(const std::function<bool()> &isSo);

/// A connection to a site's datafile, opened, with what it has said.
struct Connected {
    Connected(const DatafileAddress &address, Clock &clock, Datafile::Options options = {});
    explicit Connected(TestSite &site)
        : Connected(site.address(), site.clock())
    {
    }

    /// What one of the connection's questions is answered: `ask` puts it, with the context and the answer given.
    template<class T>
    Result<T> answerOf(const std::function<void(QObject *, SiteConnection::Answer<T>)> &ask)
    {
        QObject context;
        std::optional<Result<T>> answered;
        ask(&context, [&answered](const Result<T> &answer) { answered = answer; });
        until([&answered] { return answered.has_value(); });
        return *answered;
    }
    Result<std::shared_ptr<Draft>> draft();
    Result<std::shared_ptr<Draft>> commit(const StagedChange &change, bool overwrite = false);
    Authorisation unlocked(); ///< with the code of TestSite
    Result<qint64> generate(int peer);
    Result<qint64> retrieve(int peer);
    Result<qint64> countForGenerate(int peer);
    Result<qint64> countForRetrieve(int peer);
    CheckReport check(const Settings &shown, const std::optional<QString> &newPassword = {});

    std::unique_ptr<SiteConnection> connection; ///< first: the spies go before it does
    QSignalSpy opened {connection.get(), &SiteConnection::opened};
    QSignalSpy failed {connection.get(), &SiteConnection::failed};
    QSignalSpy recovered {connection.get(), &SiteConnection::recovered};
    QSignalSpy status {connection.get(), &SiteConnection::statusChanged};
    QSignalSpy settings {connection.get(), &SiteConnection::settingsChanged};
    QSignalSpy sites {connection.get(), &SiteConnection::sitesChanged};
    QSignalSpy steps {connection.get(), &SiteConnection::checkStepFinished};
    QSignalSpy checked {connection.get(), &SiteConnection::checked};
    QSignalSpy synced {connection.get(), &SiteConnection::synced};
};

/// A primary that answers, and its satellite 2, which has synchronised twice and owns one record.
struct SyncedPair {
    SyncedPair();

    PrimarySite primary;
    std::unique_ptr<SatelliteSite> satellite;
};

/// A satellite whose primary takes requests and never says a word; it syncs only when asked to.
struct SilentPrimary {
    SilentPrimary();
    void awaitRequest(qsizetype number = 1); ///< so many have come

    ScriptedServer server;
    SatelliteSite satellite {2, server.url()};
};

/// The argument of the last signal.
template<class T>
T lastOf(const QSignalSpy &spy)
{
    REQUIRE_FALSE(spy.isEmpty());
    return spy.last().first().value<T>();
}

/// The code of a refusal; nothing where it went well.
template<class T>
std::optional<ErrorCode> refusal(const Result<T> &result)
{
    return result ? std::nullopt : std::optional(result.error().code);
}

} // namespace mailboat::test

namespace Catch {

template<>
struct StringMaker<std::optional<mailboat::ErrorCode>> {
    static std::string convert(const std::optional<mailboat::ErrorCode> &code)
    {
        return code ? mailboat::codeOf(*code).toStdString() : "none";
    }
};

} // namespace Catch

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/sitecheck.h"

#include "core/engine/status.h"
#include "core/prefs/syncpreferences.h"
#include "core/records/datafile.h"
#include "core/security/hardwareid.h"
#include "core/security/passwordhash.h"
#include "core/server/selfcheck.h"
#include "core/sql/filecheck.h"
#include "core/store/enginerequests.h"
#include "core/store/loadfigures.h"
#include "core/store/peerstates.h"
#include "core/store/settingstable.h"
#include "core/store/sitepositions.h"
#include "core/store/standstill.h"
#include "core/store/syncstate.h"
#include "core/sync/primaryendpoint.h"

#include <algorithm>

namespace mailboat {

namespace {

Result<RunningListener> runningListener(Datafile &datafile, const QDateTime &now)
{
    constexpr int lately = 30; // days
    const Result<QString> url = datafile.requests().listening();
    const Result<std::optional<Error>> notTaken = datafile.requests().certificateTrouble();
    const Result<QStringList> names = datafile.peerStates().calledNames(now.addDays(-lately));
    if (!url)
        return failure(url.error());
    if (!notTaken)
        return failure(notTaken.error());
    if (!names)
        return failure(names.error());
    return RunningListener {*url, *notTaken, *names};
}

Result<KnownOfSites> knownOfSites(Connection &connection)
{
    const Result<Refusals> refusals = SiteRefusals(connection).all();
    const Result<Misfits> misfits = SitePositions(connection).misfits();
    const auto awaited = AwaitedSites(connection).all();
    const Result<std::optional<Error>> standstill = Standstill(connection).reasonHere();
    if (!refusals)
        return failure(refusals.error());
    if (!misfits)
        return failure(misfits.error());
    if (!awaited)
        return failure(awaited.error());
    if (!standstill)
        return failure(standstill.error());
    return KnownOfSites {standingRefusals(*refusals, *misfits, standstill->has_value()), *misfits, *awaited};
}

} // namespace

CheckReport failedAt(const QString &step, const Error &error)
{
    CheckReport report;
    report.findings += CheckFinding {step, CheckLevel::Failed, error, describe(error)};
    return report;
}

Result<CheckTarget> checkTarget(const Settings &settings)
{
    const auto primary = std::find_if(settings.peers.begin(), settings.peers.end(),
        [](const Peer &peer) { return peer.syncId == primarySyncId && !peer.url.isEmpty(); });
    if (primary == settings.peers.end())
        return failure(ErrorCode::NoPrimary);
    SyncPreferences preferences;
    preferences.load(settings.preferences);
    return hardwareId().map([&](const QString &machine) {
        CheckTarget target;
        target.address = primary->url;
        target.userName = primary->userName;
        target.hardwareId = machine;
        target.syncId = preferences.site();
        return target;
    });
}

SiteCheck::SiteCheck(Datafile &datafile, const Clock &clock, Settings settings)
    : m_datafile(datafile)
    , m_clock(clock)
    , m_settings(std::move(settings))
    , m_stop(std::make_shared<probe::Stop>())
{
}

SiteCheck::~SiteCheck()
{
    cancel();
}

void SiteCheck::cancel()
{
    m_stop->stop();
    if (m_check)
        m_check->cancel();
}

Result<ConnectionCheck::Expected> SiteCheck::expected() const
{
    const Result<CheckTarget> target = checkTarget(m_settings);
    if (!target)
        return failure(target.error());
    const Result<std::optional<KnownPrimary>> known = m_datafile.state().known();
    const Result<SatellitePositions> positions = m_datafile.state().positions();
    if (!known)
        return failure(known.error());
    const Result<bool> initialised = m_datafile.state().isInitialised();
    if (!positions)
        return failure(positions.error());
    const auto brought = LoadFigures(m_datafile.connection()).brought();
    if (!initialised)
        return failure(initialised.error());
    if (!brought)
        return failure(brought.error());
    ConnectionCheck::Expected expected = *target;
    expected.known = *known;
    expected.positions = *positions;
    expected.waitsForFirstLoad = !*initialised;
    expected.recordsLoaded = brought->records;
    expected.wireLoaded = brought->wire;
    if (m_password) {
        expected.wirePassword = wirePassword(*m_password);
        return expected;
    }
    const Result<std::optional<PeerStates::PrimaryAccess>> access = m_datafile.peerStates().primaryAccess();
    if (!access)
        return failure(access.error());
    if (!*access)
        return failure(ErrorCode::NoPrimary);
    return (*access)->wirePassword.map([&expected](const QByteArray &password) {
        expected.wirePassword = password;
        return expected;
    });
}

QCoro::Task<Result<CheckReport>> SiteCheck::run(CheckObserver observer)
{
    // Before it walks: it may be gone by the end of that.
    const DatafileAddress datafile = m_datafile.address();
    const Result<bool> isForTests = m_datafile.settings().isForTests();
    if (!isForTests)
        co_return failure(isForTests.error());
    const Result<std::optional<Error>> standstill = Standstill(m_datafile.connection()).reasonHere();
    if (!standstill)
        co_return failure(standstill.error());
    const Result<Status> status = readStatus(m_datafile);
    if (!status)
        co_return failure(status.error());
    const std::optional<Error> backup = status->backupFault;
    const QStringList warnings {
        *isForTests ? forTestsWords() : QString(), rightsWords(rightsOfOthers(datafile.path()), datafile.shown())};
    Result<CheckReport> report = co_await walk(observer);
    if (!report)
        co_return report;
    if (*standstill) {
        report->findings
            += CheckFinding {QStringLiteral("datafile"), CheckLevel::Failed, **standstill, describe(**standstill)};
        observer.finished(report->findings.constLast());
    }
    if (backup) {
        report->findings += CheckFinding {QStringLiteral("backup"), CheckLevel::Warning, *backup, describe(*backup)};
        observer.finished(report->findings.constLast());
    }
    for (const QString &warning : warnings) {
        if (warning.isEmpty())
            continue;
        report->findings += CheckFinding {QStringLiteral("datafile"), CheckLevel::Warning, {}, warning};
        observer.finished(report->findings.constLast());
    }
    co_return report;
}

QCoro::Task<Result<CheckReport>> SiteCheck::walk(CheckObserver observer)
{
    SyncPreferences preferences;
    preferences.load(m_settings.preferences);
    const SiteRole role = roleOf(preferences.site());
    if (role == SiteRole::Off)
        co_return failure(ErrorCode::NotSetUp);
    if (role == SiteRole::Primary) {
        const DatafileAddress address = m_datafile.address();
        const Result<RunningListener> running = runningListener(m_datafile, m_clock.utcNow());
        if (!running)
            co_return failure(running.error());
        const Result<KnownOfSites> sites = knownOfSites(m_datafile.connection());
        if (!sites)
            co_return failure(sites.error());
        co_return co_await selfCheck(
            address, m_settings, m_clock, m_only, std::move(observer), m_stop, *running, *sites);
    }
    // A satellite without a primary fails at the first step, as one with a wrong address does, one whose password cannot be read
    // where it would have to sign in.
    const Result<ConnectionCheck::Expected> wanted = expected();
    if (!wanted && wanted.error().code == ErrorCode::NoPrimary)
        co_return failedAt(QStringLiteral("address"), wanted.error());
    if (!wanted
        && (wanted.error().code == ErrorCode::PasswordNeeded || wanted.error().code == ErrorCode::KeyRingUnusable))
        co_return failedAt(QStringLiteral("sign-in"), wanted.error());
    if (!wanted)
        co_return failure(wanted.error());
    m_check = std::make_unique<ConnectionCheck>(httpOptions(preferences), m_clock, *wanted);
    co_return co_await m_check->run(std::move(observer));
}

} // namespace mailboat

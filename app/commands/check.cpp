// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/check.h"

#include "app/commands/declare.h"
#include "app/session.h"
#include "app/signals.h"
#include "app/terminal.h"
#include "core/net/connectioncheck.h"
#include "core/prefs/rules.h"
#include "core/server/selfcheck.h"
#include "core/store/settingstable.h"
#include "core/store/syncstate.h"
#include "core/sync/synccycle.h"

#include <QCoreApplication>
#include <QCoroTask>

#include <algorithm>

namespace mailboat {

namespace {

/// A satellite without a primary fails at the first step, as one with a wrong address does.
CheckReport withoutAddress(const Error &error)
{
    CheckReport report;
    report.findings += CheckFinding {QStringLiteral("address"), CheckLevel::Failed, error};
    return report;
}

QString tick(const CheckFinding &finding)
{
    const QString mark = finding.level == CheckLevel::Ok ? QStringLiteral("✓")
        : finding.level == CheckLevel::Warning           ? QStringLiteral("!")
                                                         : QStringLiteral("✗");
    return mark + u' ' + finding.step + QLatin1String("  ") + finding.detail;
}

Result<CheckReport> checkPrimaryOf(Session &session, Datafile &datafile, const SyncPreferences &preferences)
{
    const Result<Endpoint> endpoint = primaryEndpoint(datafile);
    if (!endpoint && endpoint.error().code == ErrorCode::NoPrimary)
        return withoutAddress(endpoint.error());
    if (!endpoint)
        return failure(endpoint.error());
    const Result<std::optional<SyncState::Known>> known = datafile.state().known();
    if (!known)
        return failure(known.error());

    ConnectionCheck::Expected expected;
    expected.address = endpoint->url.toString();
    expected.userName = endpoint->userName;
    expected.wirePassword = endpoint->wirePassword;
    expected.hardwareId = endpoint->hardwareId;
    expected.syncId = preferences.site();
    if (known->has_value()) {
        expected.knownPrimarySiteId = (*known)->primarySiteId;
        expected.knownSiteUuid = (*known)->siteUuid;
    }
    const Signals::Scope scope;
    ConnectionCheck check(httpOptions(preferences), session.clock(), expected);
    QObject::connect(&session.signalSource(), &Signals::raised, &check, &ConnectionCheck::cancel);
    if (errorIsTerminal() && !session.out().isJson())
        QObject::connect(&check, &ConnectionCheck::stepFinished, &check,
            [&session](const CheckFinding &finding) { session.out().note(tick(finding)); });
    return QCoro::waitFor(check.run());
}

Result<CheckReport> checkThisPrimary(
    Session &session, Datafile &datafile, const QList<Peer> &peers, const std::optional<QString> &peer)
{
    std::optional<SyncId> only;
    if (peer) {
        const Result<SyncId> wanted = syncIdFromText(*peer);
        if (!wanted)
            return failure(wanted.error());
        const bool isListed = std::any_of(
            peers.begin(), peers.end(), [&wanted](const Peer &listed) { return listed.syncId == *wanted; });
        if (!isListed)
            return failure(ErrorCode::PeerUnknown, {{QStringLiteral("syncId"), wanted->value()}});
        only = *wanted;
    }
    return QCoro::waitFor(selfCheck(datafile, session.clock(), only));
}

const CheckFinding *failedFinding(const CheckReport &report)
{
    const auto failed = std::find_if(report.findings.begin(), report.findings.end(),
        [](const CheckFinding &finding) { return finding.level == CheckLevel::Failed; });
    return failed == report.findings.end() ? nullptr : &*failed;
}

} // namespace

void CheckCommand::declare(CLI::App &parent, ChosenCommand &chosen)
{
    const auto [parser, command] = addCommand<CheckCommand>(parent, chosen, "check",
        {QCoreApplication::translate("mailboat", "Check the connection and say what to do where it fails"),
            QCoreApplication::translate("mailboat",
                "At a satellite it walks the way to the primary: address, resolve, connect, tls (https only), http, "
                "sign-in, hardware, version, clock, site. At a primary it looks at itself: listener, certificate, "
                "list, "
                "contacts. The first failure ends it; a warning does not. It changes nothing.\n"
                "Exit status 1 where a step failed, 2 where synchronisation is not set up.\n"
                "JSON: {\"ok\", \"steps\":[{\"step\",\"ok\",\"level\",\"code\",\"ms\",\"detail\",\"advice\"}…], "
                "\"roundTripMs\", \"bytesPerSecond\", \"otherClient\"}, and \"error\" where a step failed."),
            QStringLiteral("mailboatctl check\n"
                           "mailboatctl check --json\n"
                           "mailboatctl check --peer 12")});
    addText(parser, "--peer", command->peer,
        QCoreApplication::translate("mailboat", "At a primary: look only at this satellite's contacts"), "ID");
}

Result<ExitStatus> CheckCommand::run(Session &session)
{
    const Result<Datafile *> datafile = session.datafile();
    if (!datafile)
        return failure(datafile.error());
    const Result<Settings> settings = (*datafile)->settings().read();
    if (!settings)
        return failure(settings.error());
    SyncPreferences preferences;
    preferences.load(settings->preferences);
    const SiteRole role = roleOf(preferences.site());
    if (role == SiteRole::Off)
        return failure(ErrorCode::NotSetUp);

    const Result<CheckReport> report = role == SiteRole::Primary
        ? checkThisPrimary(session, **datafile, settings->peers, peer)
        : checkPrimaryOf(session, **datafile, preferences);
    if (!report)
        return failure(report.error());

    QJsonObject document = toJson(*report);
    const CheckFinding *failed = failedFinding(*report);
    if (failed && failed->error)
        document.insert(QStringLiteral("error"), toJson(*failed->error));
    session.out().result(document, toText(*report));
    if (failed && failed->error && failed->error->code == ErrorCode::Cancelled)
        return ExitStatus::Interrupted;
    return report->isOk() ? ExitStatus::Done : ExitStatus::Failed;
}

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/check.h"

#include "app/commands/declare.h"
#include "app/session.h"
#include "app/signals.h"
#include "app/terminal.h"
#include "core/domain/syncstatus.h"
#include "core/engine/sitecheck.h"
#include "core/prefs/rules.h"
#include "core/prefs/syncpreferences.h"
#include "core/store/settingstable.h"

#include <QCoreApplication>
#include <QCoroTask>

#include <algorithm>

namespace mailboat {

namespace {

QString tick(const CheckFinding &finding)
{
    const QString mark = finding.level == CheckLevel::Ok ? QStringLiteral("✓")
        : finding.level == CheckLevel::Warning           ? QStringLiteral("!")
                                                         : QStringLiteral("✗");
    return mark + u' ' + finding.step + QLatin1String("  ") + finding.detail;
}

/// The report without the steps that the same terminal has just shown passing; toText() writes one a line.
QString withoutPassed(const QString &report)
{
    QStringList lines = report.split(u'\n');
    lines.removeIf([](const QString &line) { return line.startsWith(QLatin1String("ok  ")); });
    return lines.join(u'\n');
}

/// The site that --peer names. A satellite has its primary only; where that is not listed yet, the check says so.
Result<std::optional<SyncId>> wantedPeer(const std::optional<QString> &typed, SiteRole role, const QList<Peer> &peers)
{
    if (!typed)
        return std::nullopt;
    const Result<SyncId> wanted = syncIdFromText(*typed);
    if (!wanted)
        return failure(wanted.error());
    const bool isPrimary = role == SiteRole::Satellite && wanted->isPrimary();
    const bool isListed = isPrimary
        || std::any_of(peers.begin(), peers.end(), [&wanted](const Peer &listed) { return listed.syncId == *wanted; });
    if (!isListed)
        return failure(ErrorCode::PeerUnknown, {{QStringLiteral("syncId"), wanted->value()}});
    return *wanted;
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
                "\"roundTripMs\", \"bytesPerSecond\", \"otherClient\", \"firstLoad\" (what waits for a site that "
                "has not "
                "received all yet, as \"sync --progress\" tells it)}, and \"error\" where a step failed."),
            QStringLiteral("mailboatctl check\n"
                           "mailboatctl check --json\n"
                           "mailboatctl check --peer 12")});
    addText(parser, "--peer", command->peer,
        QCoreApplication::translate("mailboat", "At a primary: look only at this satellite's contacts"), "ID");
}

Result<ExitStatus> CheckCommand::run(Session &session)
{
    const Result<Datafile *> datafile = session.datafileToRead();
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

    const Result<std::optional<SyncId>> only = wantedPeer(peer, role, settings->peers);
    if (!only)
        return failure(only.error());

    SiteCheck check(**datafile, session.clock(), *settings);
    if (*only && role == SiteRole::Primary)
        check.setOnly(**only);
    const Signals::Scope scope;
    const QObject whileItRuns;
    QObject::connect(&session.signalSource(), &Signals::raised, &whileItRuns, [&check] { check.cancel(); });
    const bool ticks = errorIsTerminal() && !session.out().isJson();
    CheckObserver observer;
    if (ticks)
        observer.finished = [&session](const CheckFinding &finding) { session.out().note(tick(finding)); };
    const Result<CheckReport> report = QCoro::waitFor(check.run(observer));
    if (!report)
        return failure(report.error());

    QJsonObject document = toJson(*report);
    const CheckFinding *failed = failedFinding(*report);
    if (failed && failed->error)
        document.insert(QStringLiteral("error"), toJson(*failed->error));
    session.out().result(document, ticks && outputIsTerminal() ? withoutPassed(toText(*report)) : toText(*report));
    if (failed && failed->error && failed->error->code == ErrorCode::Cancelled)
        return ExitStatus::Interrupted;
    return report->isOk() ? ExitStatus::Done : ExitStatus::Failed;
}

} // namespace mailboat

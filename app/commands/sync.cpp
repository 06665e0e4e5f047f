// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/sync.h"

#include "app/commands/declare.h"
#include "app/progressline.h"
#include "app/session.h"
#include "app/signals.h"
#include "core/domain/cyclewords.h"
#include "core/engine/syncrequest.h"

#include <QCoreApplication>
#include <QCoroTask>

namespace mailboat {

namespace {

/// Whatever a cycle fails with has been tried: only what could not even start is a refusal.
ExitStatus statusOf(const CycleReport &report)
{
    if (report.ok || !report.error)
        return report.ok ? ExitStatus::Done : ExitStatus::Failed;
    switch (report.error->code) {
    case ErrorCode::Cancelled:
        return ExitStatus::Interrupted;
    case ErrorCode::NotSetUp:
    case ErrorCode::NotASatellite:
        return ExitStatus::Refused;
    default:
        break;
    }
    const bool isDatafile = exitStatusOf(report.error->code) == static_cast<int>(ExitStatus::DatafileUnusable);
    return isDatafile ? ExitStatus::DatafileUnusable : ExitStatus::Failed;
}

CycleReport synchronise(Session &session, Datafile &datafile, bool wantsProgress)
{
    const Signals::Scope scope;
    const std::shared_ptr<SyncRequest> request = SyncRequest::create(datafile, session.clock());
    const bool inJson = wantsProgress && session.out().isJson();
    ProgressLine line(wantsProgress ? ProgressLine::Start::AtOnce : ProgressLine::Start::AfterASecond);
    QObject::connect(request.get(), &SyncRequest::progressed, request.get(), [&](const Progress &progress) {
        if (inJson)
            session.out().line(toJson(progress));
        else
            line.show(progress);
    });
    QObject::connect(&session.signalSource(), &Signals::raised, request.get(), &SyncRequest::cancel);
    return QCoro::waitFor(request->run());
}

} // namespace

void SyncCommand::declare(CLI::App &parent, ChosenCommand &chosen)
{
    const auto [parser, command] = addCommand<SyncCommand>(parent, chosen, "sync",
        {QCoreApplication::translate("mailboat", "Synchronise this satellite with its primary once, now"),
            QCoreApplication::translate("mailboat",
                "Runs in this process, or in the engine where one runs (\"serve\" or the window). It works while the "
                "interval is 0, too. Where the primary is busy or away it gives up within 60 s. Ctrl-C ends it cleanly "
                "(exit status 130): what has arrived stays, the next one goes on from there. Where one was at work in "
                "the "
                "engine or in another terminal already, Ctrl-C ends that one.\n"
                "Exit status 1 where it failed, 2 where this site is no satellite.\n"
                "JSON: "
                "{\"ok\",\"pushed\",\"pulledCentral\",\"pulledRemote\",\"bytesSent\",\"bytesReceived\",\"seconds\","
                "\"error\"}; with --progress before it one object a line: "
                "{\"step\",\"done\",\"total\",\"bytes\",\"rate\","
                "\"remaining\"}, of the whole cycle, or of the whole first load however many cycles it takes; also "
                "\"stepDone\" and \"stepTotal\" of the step, \"firstLoad\", \"bytesTotal\" (about; 0: not known), "
                "\"bytesPerSecond\", \"requestSize\", and \"atLeast\": true while more is to come than is known."),
            QStringLiteral("mailboatctl sync\n"
                           "mailboatctl sync --progress --json")});
    addFlag(parser, "--progress", command->progress,
        QCoreApplication::translate(
            "mailboat", "Show progress from the start, not only after a second; JSON: as lines"));
}

Result<ExitStatus> SyncCommand::run(Session &session)
{
    const Result<Datafile *> datafile = session.datafile();
    if (!datafile)
        return failure(datafile.error());
    const CycleReport report = synchronise(session, **datafile, progress);
    if (report.error && !session.out().isJson())
        session.out().error(*report.error, advise(*report.error));
    session.out().result(toJson(report), report.ok ? cycleLine(report) + u'\n' : QString());
    return statusOf(report);
}

} // namespace mailboat

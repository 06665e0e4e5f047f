// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/serve.h"

#include "app/commands/announcer.h"
#include "app/commands/declare.h"
#include "app/commands/rootrule.h"
#include "app/hangup.h"
#include "app/session.h"
#include "app/signals.h"
#include "app/supervisor.h"
#include "core/engine/engine.h"
#include "core/prefs/syncpreferences.h"
#include "core/store/settingstable.h"

#include <QCoreApplication>
#include <QEventLoop>

#include <csignal>

namespace mailboat {

namespace {

Result<QByteArray> pem(Session &session, const std::optional<QString> &path)
{
    if (!path)
        return QByteArray();
    const Result<Input *> source = session.input(*path);
    const Result<QByteArray> read = source ? (*source)->readAll(1024 * 1024) : failure(source.error());
    if (!read && read.error().code != ErrorCode::Cancelled)
        return failure(ErrorCode::CertificateUnusable,
            {{QStringLiteral("path"), *path}, {QStringLiteral("why"), describe(read.error())}});
    return read;
}

} // namespace

void ServeCommand::declare(CLI::App &parent, ChosenCommand &chosen)
{
    const auto [parser, command] = addCommand<ServeCommand>(parent, chosen, "serve",
        {QCoreApplication::translate("mailboat", "Run the engine until it is told to stop"),
            QCoreApplication::translate("mailboat",
                "A primary answers its satellites and prints \"listening on http://A:P\" when it is ready; a satellite "
                "synchronises at its interval and prints \"synchronising with URL every N min\". Changes that other "
                "processes make to the preferences are followed. SIGTERM finishes the batch in hand, then ends with 0; "
                "Ctrl-C does the same and ends with 130. Certificate and key are taken anew when their files change, "
                "or at SIGHUP, without a connection being dropped; a pair that does not fit leaves the one before in "
                "use.\n"
                "As a service of systemd it says when it is ready, and that it is alive; root runs no service, and no "
                "engine on a datafile of somebody else.\n"
                "Exit status 1 where the port is in use, 4 where another engine runs on the datafile.\n"
                "JSON: {\"event\":\"listening\",\"url\"} (and behind it, where it or a site of it stands still, "
                "{\"event\":\"waiting\",\"blocked\"}), {\"event\":\"synchronising\",\"url\",\"minutes\"} or "
                "{\"event\":\"waiting\",\"blocked\"}; with --progress further lines: progress as in \"sync\", and "
                "{\"event\":\"cycle\",…} with the report of each cycle."),
            QStringLiteral("mailboatctl serve\n"
                           "mailboatctl serve --listen 0.0.0.0:2048 --tls-cert chain.pem --tls-key key.pem")});
    addText(parser, "--listen", command->listen,
        QCoreApplication::translate(
            "mailboat", "Where a primary listens, instead of the preference \"listen\"; port 0 is any free one"),
        "A:P");
    addText(parser, "--tls-cert", command->certificateFile,
        QCoreApplication::translate(
            "mailboat", "Certificate with its chain (PEM), for https, instead of the preference \"tls-certificate\""),
        "F");
    addText(parser, "--tls-key", command->keyFile,
        QCoreApplication::translate("mailboat", "The certificate's key (PEM), instead of the preference \"tls-key\""),
        "F");
    requireBoth(parser, "--tls-cert", "--tls-key");
    addFlag(parser, "--progress", command->progress,
        QCoreApplication::translate("mailboat", "Show what the cycles of a satellite do"));
    addFlag(parser, "--test-endpoints", command->testEndpoints,
        QCoreApplication::translate("mailboat",
            "Also let sites of the list make sites and change records as the primary, for test suites: only on this "
            "machine, and only from a datafile made by \"init --test\""));
    addFlag(parser, "--allow-root", command->allowRoot,
        QCoreApplication::translate(
            "mailboat", "Run as root where that is refused; MAILBOAT_ALLOW_ROOT=1 does the same"));
}

Result<ExitStatus> ServeCommand::run(Session &session)
{
    const Signals::Scope scope;
    const Result<> may = session.datafileAddress().and_then(
        [this](const DatafileAddress &address) { return mayServe(address, allowRoot); });
    if (!may)
        return failure(may.error());
    const Result<Datafile *> datafile = session.datafile();
    if (!datafile)
        return failure(datafile.error());
    CertificateFiles files; // before they are read: what changes meanwhile is noticed
    if (certificateFile && keyFile)
        files = CertificateFiles(*certificateFile, *keyFile, session.clock());
    const Result<QByteArray> certificate = pem(session, certificateFile);
    const Result<QByteArray> key = pem(session, keyFile);
    if (!certificate || !key)
        return failure(certificate ? key.error() : certificate.error());

    Announcer announcer(session.out(), progress);
    QEventLoop loop;
    std::optional<Error> ended;
    int signal = 0;
    Engine engine((*datafile)->address(), session.clock(), {listen, *certificate, *key, {}, files, testEndpoints});
    announcer.follow(engine, loop);
    std::optional<HangUp> hangUp;
    SyncPreferences preferences;
    if (auto read = (*datafile)->settings().readPreferences(preferences); !read)
        return failure(read.error());
    session.out().setSite(preferences.syncId.value());
    const auto takeHangUps = [&hangUp, &engine, &announcer] {
        if (hangUp)
            return;
        QObject::connect(&hangUp.emplace(), &HangUp::raised, &engine, [&engine, &announcer] {
            announcer.reloading();
            engine.rereadCertificate();
            announcer.reloaded();
        });
    };
    if (files.areWatched() || !preferences.tlsCertificate.value().isEmpty() || Supervisor::isThere())
        takeHangUps();
    QObject::connect(&engine, &Engine::certificateTaken, &loop, takeHangUps); // its first one, while it runs
    QObject::connect(&engine, &Engine::certificateNotTaken, &loop, takeHangUps);
    const auto endWith = [&](const Error &error) {
        ended = error;
        engine.giveUp();
    };
    QObject::connect(&engine, &Engine::failed, &loop, endWith);
    QObject::connect(&engine, &Engine::stopped, &loop, &QEventLoop::quit);
    QObject::connect(&session.signalSource(), &Signals::raised, &loop, [&](int raised) {
        signal = raised;
        announcer.stopping();
        engine.stop();
    });

    if (auto started = engine.start(); !started)
        return failure(started.error());
    const auto announce = [&] {
        if (auto announced = announcer.started(**datafile); !announced)
            endWith(announced.error());
    };
    QMetaObject::invokeMethod(&loop, announce, Qt::QueuedConnection); // in the loop, which its failure ends
    loop.exec();
    session.out().forgiveFailure();
    if (ended)
        return failure(*ended);
    return signal == SIGINT ? ExitStatus::Interrupted : ExitStatus::Done;
}

} // namespace mailboat

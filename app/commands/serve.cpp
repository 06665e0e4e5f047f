// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/serve.h"

#include "app/commands/declare.h"
#include "app/hangup.h"
#include "app/progressline.h"
#include "app/session.h"
#include "app/signals.h"
#include "core/domain/cyclewords.h"
#include "core/engine/engine.h"
#include "core/engine/status.h"
#include "core/prefs/syncpreferences.h"
#include "core/store/settingstable.h"
#include "core/sync/primaryendpoint.h"

#include <QCoreApplication>
#include <QEventLoop>

#include <csignal>

namespace mailboat {

namespace {

/// The lines that serve prints; with --json objects, and only the first one unless progress is asked for.
class Announcer
{
public:
    Announcer(Output &out, bool wantsProgress)
        : m_out(out)
        , m_wantsProgress(wantsProgress)
        , m_bar(ProgressLine::Start::AtOnce)
    {
    }

    void say(const QJsonObject &event, const QString &line)
    {
        if (!m_out.isJson()) {
            m_out.raw(QByteArray(line.toUtf8() + '\n'));
            if (auto written = m_out.flush(); !written)
                return; // nobody reads it: the engine goes on
        } else if (m_wantsProgress || !m_hasSpoken) {
            m_out.line(event);
        }
        m_hasSpoken = true;
    }

    /// Also behind the line that says where a primary listens.
    void waits(const QString &blocked)
    {
        const QJsonObject event {
            {QStringLiteral("event"), QStringLiteral("waiting")}, {QStringLiteral("blocked"), blocked}};
        if (m_out.isJson())
            m_out.line(event);
        else
            note(QCoreApplication::translate("mailboat", "not synchronising: %1").arg(blocked));
    }

    void note(const QString &text) const { m_out.note(text); }

    void troubled(const Error &error) const { m_out.note(describe(error) + u' ' + advise(error)); }

    void progressed(const Progress &progress)
    {
        if (!m_wantsProgress)
            return;
        if (m_out.isJson())
            m_out.line(toJson(progress));
        else
            m_bar.show(progress);
    }

    void cycleFinished(const CycleReport &report)
    {
        // The same failure every minute is said once.
        const bool isNew = report.error && (!m_lastError || m_lastError->code != report.error->code);
        m_lastError = report.error;
        if (m_wantsProgress && m_out.isJson()) {
            QJsonObject event = toJson(report);
            event.insert(QStringLiteral("event"), QStringLiteral("cycle"));
            m_out.line(event);
        } else if (m_wantsProgress || isNew) {
            m_out.note(cycleLine(report));
        }
    }

private:
    Output &m_out;
    bool m_wantsProgress;
    bool m_hasSpoken = false;
    std::optional<Error> m_lastError {};
    ProgressLine m_bar;
};

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

/// What a site does that does not listen; a primary that listens in vain says why.
Result<> announceWaiting(Datafile &datafile, Announcer &announcer)
{
    const Result<Status> status = readStatus(datafile);
    if (!status)
        return failure(status.error());
    if (status->isForTests)
        announcer.note(forTestsWords());
    if (!status->rightsOfOthers.isEmpty())
        announcer.note(rightsWords(status->rightsOfOthers, datafile.address().shown()));
    if (status->role == SiteRole::Primary) {
        if (status->hasTestEndpoints)
            announcer.note(testEndpointsWords());
        if (status->blocked != Blocked::No)
            announcer.waits(blockedName(status->blocked));
        return {};
    }
    SyncPreferences preferences;
    if (auto read = datafile.settings().readPreferences(preferences); !read)
        return read;
    const Result<Endpoint> endpoint = primaryEndpoint(datafile);
    const QString blocked = blockedName(status->blocked);
    if (!endpoint || !blocked.isEmpty()) {
        announcer.say({{QStringLiteral("event"), QStringLiteral("waiting")}, {QStringLiteral("blocked"), blocked}},
            QCoreApplication::translate("mailboat", "not synchronising: %1").arg(blocked));
        return {};
    }
    const QString url = endpoint->url.toString();
    const qint64 minutes = preferences.interval.value().count();
    announcer.say({{QStringLiteral("event"), QStringLiteral("synchronising")}, {QStringLiteral("url"), url},
                      {QStringLiteral("minutes"), minutes}},
        QStringLiteral("synchronising with %1 every %2 min").arg(url, QString::number(minutes)));
    return {};
}

/// As long as `receiver` is there.
void tellWhatItDoes(const Engine &engine, Announcer &announcer, QObject &receiver)
{
    QObject::connect(&engine, &Engine::listening, &receiver, [&announcer](const QString &url) {
        announcer.say({{QStringLiteral("event"), QStringLiteral("listening")}, {QStringLiteral("url"), url}},
            QStringLiteral("listening on %1").arg(url));
    });
    QObject::connect(&engine, &Engine::certificateTaken, &receiver, [&announcer] {
        announcer.say({{QStringLiteral("event"), QStringLiteral("certificate-taken")}},
            QCoreApplication::translate("mailboat", "certificate and key taken anew"));
    });
    QObject::connect(&engine, &Engine::certificateNotTaken, &receiver, [&announcer](const Error &error) {
        announcer.note(QCoreApplication::translate("mailboat", "%1 The one before stays in use.").arg(describe(error)));
    });
    QObject::connect(
        &engine, &Engine::progressed, &receiver, [&announcer](const Progress &now) { announcer.progressed(now); });
    QObject::connect(&engine, &Engine::cycleFinished, &receiver,
        [&announcer](const CycleReport &report) { announcer.cycleFinished(report); });
    QObject::connect(
        &engine, &Engine::troubled, &receiver, [&announcer](const Error &error) { announcer.troubled(error); });
    QObject::connect(&engine, &Engine::usableAgain, &receiver,
        [&announcer] { announcer.note(QCoreApplication::translate("mailboat", "The datafile can be used again.")); });
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
}

Result<ExitStatus> ServeCommand::run(Session &session)
{
    const Signals::Scope scope;
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
    tellWhatItDoes(engine, announcer, loop);
    std::optional<HangUp> hangUp;
    SyncPreferences preferences;
    if (auto read = (*datafile)->settings().readPreferences(preferences); !read)
        return failure(read.error());
    const auto takeHangUps = [&hangUp, &engine] {
        if (!hangUp)
            QObject::connect(&hangUp.emplace(), &HangUp::raised, &engine, &Engine::rereadCertificate);
    };
    if (files.areWatched() || !preferences.tlsCertificate.value().isEmpty())
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
        engine.stop();
    });

    if (auto started = engine.start(); !started)
        return failure(started.error());
    const auto announce = [&] {
        if (auto announced = announceWaiting(**datafile, announcer); !announced)
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

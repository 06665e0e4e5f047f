// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/announcer.h"

#include "core/domain/cyclewords.h"
#include "core/engine/engine.h"
#include "core/engine/status.h"
#include "core/prefs/syncpreferences.h"
#include "core/store/settingstable.h"
#include "core/sync/primaryendpoint.h"

#include <QCoreApplication>

#include <unistd.h>

namespace mailboat {

Announcer::Announcer(Output &out, bool wantsProgress)
    : m_out(out)
    , m_wantsProgress(wantsProgress)
    , m_bar(ProgressLine::Start::AtOnce)
{
}

void Announcer::follow(const Engine &engine, QObject &receiver)
{
    QObject::connect(&engine, &Engine::listening, &receiver, [this](const QString &url) {
        say("listening", {{QStringLiteral("url"), url}}, QStringLiteral("listening on %1").arg(url));
    });
    QObject::connect(&engine, &Engine::certificateTaken, &receiver, [this] {
        say("certificate-taken", {}, QCoreApplication::translate("mailboat", "certificate and key taken anew"));
    });
    QObject::connect(&engine, &Engine::certificateNotTaken, &receiver, [this](const Error &error) {
        note("certificate-not-taken",
            QCoreApplication::translate("mailboat", "%1 The one before stays in use.").arg(describe(error)),
            error.code);
    });
    QObject::connect(&engine, &Engine::progressed, &receiver, [this](const Progress &now) { progressed(now); });
    QObject::connect(
        &engine, &Engine::cycleFinished, &receiver, [this](const CycleReport &report) { cycleFinished(report); });
    QObject::connect(&engine, &Engine::troubled, &receiver,
        [this](const Error &error) { note("trouble", describe(error) + u' ' + advise(error), error.code); });
    QObject::connect(&engine, &Engine::usableAgain, &receiver,
        [this] { note("well", QCoreApplication::translate("mailboat", "The datafile can be used again.")); });
    QObject::connect(&engine, &Engine::looked, &receiver, [this] { m_supervisor.alive(); });
}

Result<> Announcer::started(Datafile &datafile)
{
    if (auto announced = announceSite(datafile); !announced)
        return announced;
    m_supervisor.ready();
    return {};
}

void Announcer::reloading()
{
    m_supervisor.reloading();
}

void Announcer::reloaded()
{
    m_supervisor.ready();
}

void Announcer::stopping()
{
    m_supervisor.stopping();
}

Result<> Announcer::announceSite(Datafile &datafile)
{
    SyncPreferences preferences;
    if (auto read = datafile.settings().readPreferences(preferences); !read)
        return read;
    const Result<Status> status = readStatus(datafile);
    if (!status)
        return failure(status.error());
    if (status->isForTests)
        note("for-tests", forTestsWords());
    if (!status->rightsOfOthers.isEmpty())
        note("rights", rightsWords(status->rightsOfOthers, datafile.address().shown()));
    if (status->role == SiteRole::Primary) {
        if (status->hasTestEndpoints)
            note("test-endpoints", testEndpointsWords());
        if (status->blocked != Blocked::No)
            waits(blockedName(status->blocked));
        return {};
    }
    const Result<Endpoint> endpoint = primaryEndpoint(datafile);
    const QString blocked = blockedName(status->blocked);
    if (!endpoint || !blocked.isEmpty()) {
        say("waiting", {{QStringLiteral("blocked"), blocked}},
            QCoreApplication::translate("mailboat", "not synchronising: %1").arg(blocked));
        return {};
    }
    const QString url = endpoint->url.toString();
    const qint64 minutes = preferences.interval.value().count();
    say("synchronising", {{QStringLiteral("url"), url}, {QStringLiteral("minutes"), minutes}},
        QStringLiteral("synchronising with %1 every %2 min").arg(url, QString::number(minutes)));
    return {};
}

void Announcer::say(const QByteArray &kind, QJsonObject event, const QString &line)
{
    m_supervisor.status(line);
    event.insert(QStringLiteral("event"), QString::fromLatin1(kind));
    if (!m_out.isJson()) {
        m_out.event(line, {kind});
    } else if (m_wantsProgress || !m_hasSpoken) {
        m_out.line(event);
    }
    m_hasSpoken = true;
}

void Announcer::note(const QByteArray &kind, const QString &text, std::optional<ErrorCode> error) const
{
    m_out.note(text, {kind, error});
}

/// Also behind the line that says where a primary listens.
void Announcer::waits(const QString &blocked)
{
    const QString words = QCoreApplication::translate("mailboat", "not synchronising: %1").arg(blocked);
    m_supervisor.status(words);
    if (m_out.isJson())
        m_out.line({{QStringLiteral("event"), QStringLiteral("waiting")}, {QStringLiteral("blocked"), blocked}});
    else
        note("waiting", words);
}

void Announcer::progressed(const Progress &progress)
{
    if (!m_wantsProgress)
        return;
    if (m_out.isJson())
        m_out.line(toJson(progress));
    else
        m_bar.show(progress);
}

void Announcer::cycleFinished(const CycleReport &report)
{
    m_supervisor.status(cycleLine(report));
    // The same failure every minute is said once.
    const bool isNew = report.error && (!m_lastError || m_lastError->code != report.error->code);
    m_lastError = report.error;
    if (m_wantsProgress && m_out.isJson()) {
        QJsonObject event = toJson(report);
        event.insert(QStringLiteral("event"), QStringLiteral("cycle"));
        m_out.line(event);
    } else if (m_wantsProgress || isNew) {
        note("cycle", cycleLine(report), report.error ? std::optional(report.error->code) : std::nullopt);
    }
}

} // namespace mailboat

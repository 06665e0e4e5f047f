// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/log.h"

#include "app/commands/cyclewords.h"
#include "app/commands/declare.h"
#include "app/session.h"
#include "app/signals.h"
#include "core/store/synclog.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QJsonDocument>
#include <QTimer>

#include <limits>

namespace mailboat {

namespace {

constexpr std::chrono::milliseconds lookInterval {250};

QJsonObject toJson(const SyncLog::Entry &entry)
{
    return {
        {QStringLiteral("number"), entry.number},
        {QStringLiteral("time"), orNull(entry.when)},
        {QStringLiteral("kind"), entry.kind},
        {QStringLiteral("who"), orNull(entry.who)},
        {QStringLiteral("what"), entry.what},
        {QStringLiteral("details"), entry.details},
    };
}

QString inWords(const SyncLog::Entry &entry)
{
    QStringList parts {localTime(entry.when), entry.what};
    if (const auto report = reportFromJson(entry.details); entry.kind == QLatin1String("cycle") && report) {
        parts += cycleOutcome(*report);
    } else {
        if (!entry.who.isEmpty())
            parts += entry.who;
        if (!entry.details.isEmpty())
            parts += QString::fromUtf8(QJsonDocument(entry.details).toJson(QJsonDocument::Compact));
    }
    return parts.join(QLatin1String("  ")) + u'\n';
}

/// Prints entries as they come until a signal does.
class Follower
{
public:
    Follower(Session &session, Datafile &datafile)
        : m_session(session)
        , m_datafile(datafile)
    {
    }

    Result<> print(const QList<SyncLog::Entry> &entries)
    {
        for (const SyncLog::Entry &entry : entries) {
            m_last = entry.number;
            if (m_session.out().isJson())
                m_session.out().line(toJson(entry));
            else
                m_session.out().raw(inWords(entry).toUtf8());
        }
        return m_session.out().flush();
    }

    Result<> follow()
    {
        Result<> outcome;
        QEventLoop loop;
        QTimer timer;
        QObject::connect(&m_session.signalSource(), &Signals::raised, &loop, &QEventLoop::quit);
        QObject::connect(&timer, &QTimer::timeout, &loop, [&] {
            outcome = look();
            if (!outcome)
                loop.quit();
        });
        timer.start(lookInterval);
        loop.exec();
        return outcome;
    }

private:
    Result<> look()
    {
        const Result<qint64> version = m_datafile.dataVersion();
        if (!version)
            return failure(version.error());
        if (*version == m_version)
            return {};
        m_version = *version;
        const Result<QList<SyncLog::Entry>> entries = m_datafile.log().since(m_last);
        return entries ? print(*entries) : failure(entries.error());
    }

    Session &m_session;
    Datafile &m_datafile;
    qint64 m_last = 0;
    qint64 m_version = -1;
};

} // namespace

void LogCommand::declare(CLI::App &parent, ChosenCommand &chosen)
{
    const auto [parser, command] = addCommand<LogCommand>(parent, chosen, "log",
        {QCoreApplication::translate("mailboat", "Show past cycles and who changed what, newest last"),
            QCoreApplication::translate("mailboat",
                "JSON: an array of {\"number\",\"time\",\"kind\":\"cycle\" or \"audit\",\"who\",\"what\",\"details\"}; "
                "with --follow "
                "one object a line. The details of a cycle are its report as \"sync\" prints it. Ctrl-C ends --follow "
                "(exit status 130)."),
            QStringLiteral("mailboatctl log -n 10\n"
                           "mailboatctl log --follow")});
    addNumber(parser, "-n", command->count, QCoreApplication::translate("mailboat", "How many entries at most (50)"), 0,
        std::numeric_limits<int>::max());
    addFlag(parser, "--follow", command->follow,
        QCoreApplication::translate("mailboat", "Go on with what is added from now on"));
}

Result<ExitStatus> LogCommand::run(Session &session)
{
    const Result<Datafile *> datafile = session.datafile();
    if (!datafile)
        return failure(datafile.error());
    const Result<QList<SyncLog::Entry>> entries = (*datafile)->log().last(static_cast<int>(count));
    if (!entries)
        return failure(entries.error());
    if (follow) {
        const Signals::Scope scope;
        Follower follower(session, **datafile);
        if (auto printed = follower.print(*entries); !printed)
            return failure(printed.error());
        if (auto followed = follower.follow(); !followed)
            return failure(followed.error());
        return ExitStatus::Interrupted;
    }
    QJsonArray documents;
    QString lines;
    for (const SyncLog::Entry &entry : *entries) {
        documents += toJson(entry);
        lines += inWords(entry);
    }
    session.out().results(documents, lines);
    return ExitStatus::Done;
}

} // namespace mailboat

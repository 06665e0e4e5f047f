// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/log.h"

#include "app/commands/declare.h"
#include "app/commands/logfollower.h"
#include "app/session.h"
#include "app/signals.h"
#include "core/domain/cyclewords.h"
#include "core/domain/refusalwords.h"
#include "core/prefs/peerlist.h"
#include "core/prefs/rules.h"
#include "core/prefs/syncpreferences.h"
#include "core/store/enginelock.h"
#include "core/store/settingstable.h"
#include "core/store/synclog.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QJsonDocument>
#include <QTimer>

#include <algorithm>
#include <iterator>
#include <limits>

namespace mailboat {

namespace {

using Kind = SyncLog::Filter::Kind;

constexpr std::chrono::milliseconds lookInterval {250};

QJsonObject toJson(const SyncLog::Entry &entry)
{
    return {
        {QStringLiteral("number"), entry.number > 0 ? QJsonValue(entry.number) : QJsonValue()},
        {QStringLiteral("time"), orNull(entry.when)},
        {QStringLiteral("kind"), entry.kind},
        {QStringLiteral("who"), orNull(entry.who)},
        {QStringLiteral("what"), entry.what},
        {QStringLiteral("details"), entry.details},
    };
}

/// What a primary has noted of a site's positions; nothing: the entry is of something else.
std::optional<Error> misfitIn(const SyncLog::Entry &entry)
{
    constexpr ErrorCode noted[] {
        ErrorCode::SiteNewer, ErrorCode::SiteOlder, ErrorCode::TwoMachines, ErrorCode::PositionImpossible};
    const auto *found = std::ranges::find(
        noted, QString(entry.what).replace(u'-', u'_'), [](ErrorCode code) { return codeOf(code); });
    if (entry.kind != QLatin1String("contact") || found == std::end(noted))
        return std::nullopt;
    return Error {*found, entry.details.toVariantMap(), {}};
}

QString inWords(const SyncLog::Entry &entry)
{
    QStringList parts {localTime(entry.when), entry.what};
    if (const auto report = reportFromJson(entry.details); entry.kind == QLatin1String("cycle") && report) {
        parts += cycleLine(*report);
    } else if (const auto error = errorFromJson(entry.details); entry.kind == QLatin1String("datafile") && error) {
        parts += describe(*error) + u' ' + advise(*error);
    } else {
        const std::optional<ErrorCode> refusal = refusalIn(entry.what, entry.details);
        if (!entry.who.isEmpty())
            parts += entry.who;
        if (!entry.details.isEmpty())
            parts += QString::fromUtf8(QJsonDocument(entry.details).toJson(QJsonDocument::Compact));
        if (const auto misfit = misfitIn(entry))
            parts += describe(*misfit) + u' ' + advise(*misfit);
        if (refusal)
            parts += QCoreApplication::translate("mailboat", "Refused: %1. %2")
                         .arg(refusalWords(*refusal),
                             refusalAdvice(*refusal, SyncId {entry.details.value(QStringLiteral("syncId")).toInt()}));
    }
    return parts.join(QLatin1String("  ")) + u'\n';
}

Result<> print(Output &out, const QList<SyncLog::Entry> &entries)
{
    for (const SyncLog::Entry &entry : entries) {
        if (out.isJson())
            out.line(toJson(entry));
        else
            out.raw(inWords(entry).toUtf8());
    }
    return out.flush();
}

/// What keeps the engine from the datafile now may not be in its log: that is written as soon as it can be.
Result<> addUnwritten(Datafile &datafile, QList<SyncLog::Entry> &entries)
{
    const std::optional<EngineLock::Trouble> trouble = EngineLock::troubleOf(datafile.address());
    if (!trouble)
        return {};
    return datafile.log().hasTrouble(trouble->since).map([&](bool isWritten) {
        const Error error {trouble->code, {{QStringLiteral("path"), datafile.address().shown()}}};
        if (!isWritten)
            entries.append(
                {0, trouble->since, QStringLiteral("datafile"), {}, QStringLiteral("datafile-trouble"), toJson(error)});
    });
}

/// Of a site that was removed there may be entries: that it is not in the list is no error.
Result<> sayIfUnknown(Session &session, Datafile &datafile, std::optional<SyncId> site)
{
    if (!site)
        return {};
    return datafile.settings().read().map([&](const Settings &settings) {
        SyncPreferences preferences;
        preferences.load(settings.preferences);
        if (*site != preferences.site() && !findPeer(settings.peers, *site))
            session.out().note(describe({ErrorCode::PeerUnknown, {{QStringLiteral("syncId"), site->value()}}}));
    });
}

/// What there is, then what is added, until a signal comes.
/// `newest`: the number of an entry that was there before these were read.
Result<ExitStatus> followLog(Session &session, Datafile &datafile, const SyncLog::Filter &filter, qint64 newest,
    const QList<SyncLog::Entry> &entries)
{
    const Signals::Scope scope;
    if (auto printed = print(session.out(), entries); !printed)
        return failure(printed.error());
    LogFollower follower(datafile, filter, entries.isEmpty() ? newest : std::max(newest, entries.last().number),
        [&session](const QList<SyncLog::Entry> &added) { return print(session.out(), added); });
    Result<> outcome;
    QEventLoop loop;
    QTimer timer;
    QObject::connect(&session.signalSource(), &Signals::raised, &loop, &QEventLoop::quit);
    QObject::connect(&timer, &QTimer::timeout, &loop, [&] {
        outcome = follower.look();
        if (!outcome)
            loop.quit();
    });
    timer.start(lookInterval);
    loop.exec();
    if (!outcome)
        return failure(outcome.error());
    return ExitStatus::Interrupted;
}

} // namespace

void LogCommand::declare(CLI::App &parent, ChosenCommand &chosen)
{
    const auto [parser, command] = addCommand<LogCommand>(parent, chosen, "log",
        {QCoreApplication::translate(
             "mailboat", "Show past cycles, who changed what and, at a primary, which sites came, newest last"),
            QCoreApplication::translate("mailboat",
                "JSON: an array of {\"number\" (null: it could not be written yet), \"time\", \"kind\":\"cycle\", "
                "\"audit\", \"contact\" or \"datafile\",\"who\",\"what\",\"details\"}; "
                "with --follow "
                "one object a line. The details of a cycle are its report as \"sync\" prints it. At a primary who was "
                "refused is a contact \"site-refused\" with \"syncId\" (of a site of the list), \"userName\", "
                "\"address\", \"result\" (the code that was answered) and \"times\" (how often since the entry "
                "before): one at once, further ones of the same kind once an hour. A site that was served is a contact "
                "\"site-contact\" with \"syncId\", \"address\", \"result\":\"ok\", \"app\", \"appVersion\" and "
                "\"times\" (how often it came since the entry before): one when it begins to come or comes otherwise "
                "than before, at most one a minute, and one an hour while it goes on. Entries but those of the audit "
                "are kept for \"log-days\" days. Ctrl-C ends --follow (exit status 130)."),
            QStringLiteral("mailboatctl log -n 10\n"
                           "mailboatctl log --site 12 --kind refusal\n"
                           "mailboatctl log --follow")});
    addNumber(parser, "-n", command->count, QCoreApplication::translate("mailboat", "How many entries at most (50)"), 0,
        std::numeric_limits<int>::max());
    addText(parser, "--site", command->site,
        QCoreApplication::translate("mailboat", "Only entries about the site with this Sync ID"), "ID");
    addChoice(parser, "--kind", command->kind,
        {SyncLog::kindName(Kind::Cycle), SyncLog::kindName(Kind::Audit), SyncLog::kindName(Kind::Contact),
            SyncLog::kindName(Kind::Refusal), SyncLog::kindName(Kind::Datafile)},
        QCoreApplication::translate("mailboat", "Only entries of this kind; a refusal is a contact that was refused"));
    addFlag(parser, "--follow", command->follow,
        QCoreApplication::translate("mailboat", "Go on with what is added from now on"));
}

Result<SyncLog::Filter> LogCommand::filterAsked() const
{
    SyncLog::Filter filter;
    if (kind)
        filter.kind = SyncLog::kindNamed(*kind);
    if (!site)
        return filter;
    return syncIdFromText(*site).map([&filter](SyncId id) {
        filter.site = id;
        return filter;
    });
}

Result<ExitStatus> LogCommand::run(Session &session)
{
    const Result<Datafile *> datafile = session.datafileToRead();
    if (!datafile)
        return failure(datafile.error());
    const Result<SyncLog::Filter> filter = filterAsked();
    if (!filter)
        return failure(filter.error());
    const Result<QList<SyncLog::Entry>> newest = (*datafile)->log().last(1);
    if (!newest)
        return failure(newest.error());
    Result<QList<SyncLog::Entry>> entries = (*datafile)->log().page(*filter, 0, static_cast<int>(count));
    if (!entries)
        return failure(entries.error());
    if (follow)
        return followLog(session, **datafile, *filter, newest->isEmpty() ? 0 : newest->last().number, *entries);
    const bool isTroubleAsked = !filter->site && filter->kind.value_or(Kind::Datafile) == Kind::Datafile;
    if (const Result<> added = isTroubleAsked ? addUnwritten(**datafile, *entries) : Result<>(); !added)
        return failure(added.error());
    if (const Result<> said = entries->isEmpty() ? sayIfUnknown(session, **datafile, filter->site) : Result<>(); !said)
        return failure(said.error());
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

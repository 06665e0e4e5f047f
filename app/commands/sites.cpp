// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/sites.h"

#include "app/commands/declare.h"
#include "app/commands/table.h"
#include "app/session.h"
#include "core/domain/refusalwords.h"
#include "core/prefs/csv.h"
#include "core/records/sitestates.h"
#include "core/store/settingstable.h"

#include <QCoreApplication>

namespace mailboat {

namespace {

/// The columns of the CSV, in their order: the keys of a row's JSON.
constexpr const char *columns[] {"syncId", "userName", "stores", "state", "reason", "lastContact", "lastSuccess",
    "lastRefusal", "waiting", "oldestWaiting", "app", "appVersion", "hardwareId", "address", "bytesThisMonth"};

QString cellOf(const QJsonValue &value)
{
    if (value.isDouble())
        return QString::number(value.toInteger());
    if (!value.isArray())
        return value.toString(); // of null: nothing
    QStringList parts;
    for (const auto &part : value.toArray())
        parts += part.toString();
    return parts.join(QStringLiteral(", "));
}

QString csvOf(const QList<SiteRow> &rows)
{
    QStringList header;
    for (const char *column : columns)
        header += QString::fromLatin1(column);
    QByteArray file = csvLine(header);
    for (const SiteRow &row : rows) {
        const QJsonObject values = toJson(row);
        QStringList cells;
        for (const QString &column : std::as_const(header))
            cells += cellOf(values.value(column));
        file += csvLine(cells);
    }
    return QString::fromUtf8(file);
}

/// " (2026-11-30 12:00, 10.0.0.7)".
QString whenAndWhere(const SiteRefusal &refusal)
{
    QStringList parts;
    if (refusal.when.isValid())
        parts += localTime(refusal.when);
    if (!refusal.address.isEmpty())
        parts += refusal.address;
    return parts.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(parts.join(QStringLiteral(", ")));
}

/// "refused: its password was wrong (…)", "initialising: 1,200 of about 5,000 records".
QString stateWords(const SiteRow &row)
{
    const QString state = siteStateWords(row.state);
    if (row.state == SiteState::Refused && row.misfit && row.reason == SiteReason::NeedsChoice)
        return state + QStringLiteral(": ")
            + QCoreApplication::translate("mailboat", "somebody has to choose how it goes on");
    if (row.state == SiteState::Refused && row.refusal)
        return state + QStringLiteral(": ") + refusalWords(row.refusal->why) + whenAndWhere(*row.refusal);
    if (row.state == SiteState::Initialising && row.load && row.load->total > 0)
        return state + QStringLiteral(": ")
            + QCoreApplication::translate("mailboat", "%1 of about %2 records")
                  .arg(QString::number(row.load->done), QString::number(row.load->total));
    return state;
}

QString inLines(const QList<SiteRow> &rows)
{
    QList<QStringList> table {{QCoreApplication::translate("mailboat", "Sync ID"),
        QCoreApplication::translate("mailboat", "User name"), QCoreApplication::translate("mailboat", "Last contact"),
        QCoreApplication::translate("mailboat", "Last success"),
        QCoreApplication::translate("mailboat", "Records waiting"), QCoreApplication::translate("mailboat", "State")}};
    for (const SiteRow &row : rows)
        table += {QString::number(row.syncId.value()), row.userName, localTime(row.lastContact),
            localTime(row.lastSuccess), QString::number(row.waiting), stateWords(row)};
    return inColumns(table);
}

QString inLines(const SitesSummary &summary)
{
    QList<std::pair<QString, QString>> rows {
        {QCoreApplication::translate("mailboat", "Sites"), QString::number(summary.sites)}};
    for (const SiteState state : {SiteState::Ok, SiteState::Behind, SiteState::Silent, SiteState::Never,
             SiteState::Refused, SiteState::Initialising})
        rows += {siteStateWords(state), QString::number(summary.of(state))};
    return twoColumns(rows);
}

Result<QList<SiteRow>> rowsHere(Datafile &datafile)
{
    const Result<SyncId> own = datafile.settings().ownSite();
    if (!own)
        return failure(own.error());
    if (!own->isPrimary())
        return failure(ErrorCode::ActionNotPossible,
            {{QStringLiteral("why"), QCoreApplication::translate("mailboat", "only a primary knows of other sites")}});
    return SiteStates(datafile).read();
}

} // namespace

void SitesCommand::declare(CLI::App &parent, ChosenCommand &chosen)
{
    const auto [parser, command] = addCommand<SitesCommand>(parent, chosen, "sites",
        {QCoreApplication::translate("mailboat", "Say how each site stands with this primary"),
            QCoreApplication::translate("mailboat",
                "A site is refused (its last call was, and it has not been let in since, or it is not served until "
                "somebody has chosen), silent (no contact for \"silent-after\" hours), never (it has not come yet), "
                "initialising (its first load is under way), behind (it comes, and for \"behind-after\" hours has not "
                "had everything that waits for it), or ok. Both numbers are preferences, 24 at first.\n"
                "JSON: an array of {\"syncId\",\"userName\",\"stores\" (names),\"state\",\"reason\" (of a refused "
                "one: wrong-machine, wrong-password, paused (too many wrong passwords), old-version, new-version, "
                "no-store, sync-off, needs-choice, or null),\"lastContact\",\"lastSuccess\" (when it last had "
                "everything that waited for it),\"lastRefusal\",\"waiting\" (records),\"oldestWaiting\",\"app\","
                "\"appVersion\",\"hardwareId\",\"address\" (that it last called from),\"bytesThisMonth\" (HTTP both "
                "ways, in the month as UTC has it),\"firstLoad\":{\"done\",\"total\"} (records, about) or null}. "
                "With --csv the same but for firstLoad as CSV, in JSON {\"csv\":\"…\"}. With --summary "
                "{\"sites\",\"ok\",\"behind\",\"silent\",\"never\",\"refused\",\"initialising\"}. What a site that "
                "goes on coming has brought is written once a minute, what is news within a second or two."),
            QStringLiteral("mailboatctl sites --state refused\n"
                           "mailboatctl sites --csv > sites.csv\n"
                           "mailboatctl sites --summary --json")});
    addChoice(parser, "--state", command->state,
        {siteStateName(SiteState::Never), siteStateName(SiteState::Initialising), siteStateName(SiteState::Ok),
            siteStateName(SiteState::Behind), siteStateName(SiteState::Silent), siteStateName(SiteState::Refused)},
        QCoreApplication::translate("mailboat", "Only sites in this state"));
    addFlag(parser, "--csv", command->csv, QCoreApplication::translate("mailboat", "As CSV"));
    addFlag(parser, "--summary", command->summary,
        QCoreApplication::translate("mailboat", "How many sites there are in each state"));
    refuseBoth(parser, "--summary", "--csv");
    refuseBoth(parser, "--summary", "--state");
}

Result<ExitStatus> SitesCommand::run(Session &session)
{
    const Result<Datafile *> datafile = session.datafileToRead();
    if (!datafile)
        return failure(datafile.error());
    Result<QList<SiteRow>> rows = rowsHere(**datafile);
    if (!rows)
        return failure(rows.error());
    if (summary) {
        const SitesSummary figures = summaryOf(*rows);
        session.out().result(toJson(figures), inLines(figures));
        return ExitStatus::Done;
    }
    if (state)
        rows->removeIf([wanted = siteStateNamed(*state)](const SiteRow &row) { return row.state != wanted; });
    if (csv) {
        const QString file = csvOf(*rows);
        session.out().result({{QStringLiteral("csv"), file}}, file);
        return ExitStatus::Done;
    }
    QJsonArray documents;
    for (const SiteRow &row : std::as_const(*rows))
        documents += toJson(row);
    session.out().results(documents, inLines(*rows));
    return ExitStatus::Done;
}

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/quarantine.h"

#include "app/commands/declare.h"
#include "app/commands/table.h"
#include "app/session.h"
#include "core/domain/syncstatus.h"
#include "core/records/quarantineretry.h"
#include "core/store/quarantine.h"

#include <QCoreApplication>

#include <limits>

namespace mailboat {

namespace {

QJsonObject toJson(const Quarantine::Entry &entry)
{
    return {
        {QStringLiteral("number"), entry.number},
        {QStringLiteral("source"), entry.source.value()},
        {QStringLiteral("tableName"), QString::fromUtf8(entry.record.table)},
        {QStringLiteral("recordId"), QString::fromUtf8(entry.record.id)},
        {QStringLiteral("action"), QString::fromLatin1(actionName(entry.record.action))},
        {QStringLiteral("field"), orNull(entry.field)},
        {QStringLiteral("since"), orNull(entry.since)},
        {QStringLiteral("reason"), toJson(entry.reason)},
    };
}

} // namespace

void QuarantineCommand::declare(CLI::App &parent, ChosenCommand &chosen)
{
    addCommand<QuarantineCommand>(parent, chosen, "quarantine",
        {QCoreApplication::translate("mailboat", "List the records that could not be taken or sent, and why"),
            QCoreApplication::translate("mailboat",
                "JSON: [{\"number\",\"source\" (Sync ID it came "
                "from),\"tableName\",\"recordId\",\"action\",\"field\",\"since\","
                "\"reason\":{\"code\",\"message\",\"advice\"}}…]."),
            QStringLiteral("mailboatctl records quarantine")});
}

Result<ExitStatus> QuarantineCommand::run(Session &session)
{
    const Result<Datafile *> datafile = session.datafile();
    if (!datafile)
        return failure(datafile.error());
    const Result<QList<Quarantine::Entry>> entries = (*datafile)->quarantine().entries();
    if (!entries)
        return failure(entries.error());
    QJsonArray documents;
    QList<QStringList> rows {{QCoreApplication::translate("mailboat", "Number"),
        QCoreApplication::translate("mailboat", "From"), QCoreApplication::translate("mailboat", "Since"),
        QCoreApplication::translate("mailboat", "Table"), QCoreApplication::translate("mailboat", "Record ID"),
        QCoreApplication::translate("mailboat", "Field"), QCoreApplication::translate("mailboat", "Reason")}};
    for (const Quarantine::Entry &entry : *entries) {
        documents += toJson(entry);
        rows += {QString::number(entry.number), QString::number(entry.source.value()), localTime(entry.since),
            QString::fromUtf8(entry.record.table), QString::fromUtf8(entry.record.id), entry.field,
            describe(entry.reason)};
    }
    session.out().results(documents, entries->isEmpty() ? QString() : inColumns(rows));
    return ExitStatus::Done;
}

void RetryCommand::declare(CLI::App &parent, ChosenCommand &chosen)
{
    const auto [parser, command] = addCommand<RetryCommand>(parent, chosen, "retry",
        {QCoreApplication::translate("mailboat", "Try the records in quarantine again"),
            QCoreApplication::translate("mailboat",
                "What can be taken now leaves the quarantine; what the primary has refused by itself is sent again "
                "with the "
                "next synchronisation. JSON: {\"records\":n}, how many left it."),
            QStringLiteral("mailboatctl records retry\n"
                           "mailboatctl records retry 17")});
    addNumber(parser, "NUMBER", command->number,
        QCoreApplication::translate("mailboat", "Only this one, by its number in \"records quarantine\""), 1,
        std::numeric_limits<qint64>::max());
}

Result<ExitStatus> RetryCommand::run(Session &session)
{
    const Result<Datafile *> datafile = session.datafile();
    if (!datafile)
        return failure(datafile.error());
    const Result<qint64> taken
        = retryQuarantined(**datafile, number > 0 ? std::optional<qint64>(number) : std::nullopt);
    if (!taken)
        return failure(taken.error());
    session.out().result({{QStringLiteral("records"), *taken}},
        QCoreApplication::translate("mailboat", "%1 records left the quarantine.").arg(*taken) + u'\n');
    return ExitStatus::Done;
}

} // namespace mailboat

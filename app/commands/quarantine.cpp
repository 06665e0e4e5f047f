// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/quarantine.h"

#include "app/commands/declare.h"
#include "app/commands/saved.h"
#include "app/commands/table.h"
#include "app/session.h"
#include "core/domain/forplural.h"
#include "core/domain/plaintext.h"
#include "core/domain/recordname.h"
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
        {QStringLiteral("number"), entry.number > 0 ? QJsonValue(entry.number) : QJsonValue()},
        {QStringLiteral("source"), entry.source.value()},
        {QStringLiteral("tableName"), QString::fromUtf8(entry.record.table)},
        {QStringLiteral("recordId"), QString::fromUtf8(entry.record.id)},
        {QStringLiteral("name"), orNull(recordName(entry.record.data))},
        {QStringLiteral("action"), QString::fromLatin1(actionName(entry.record.action))},
        {QStringLiteral("field"), orNull(entry.field)},
        {QStringLiteral("since"), orNull(entry.since)},
        {QStringLiteral("reason"), toJson(entry.reason)},
        {QStringLiteral("kept"), entry.isKept},
        {QStringLiteral("records"), entry.records},
    };
}

QString reasonWords(const Quarantine::Entry &entry)
{
    if (entry.number == 0)
        return QCoreApplication::translate("mailboat", "and %1 more, of which this is the newest: %2")
            .arg(QString::number(entry.records), describe(entry.reason));
    if (!entry.isKept)
        return QCoreApplication::translate("mailboat", "%1 (data not kept)").arg(describe(entry.reason));
    return describe(entry.reason);
}

QString inLines(const Quarantine::Entry &entry)
{
    QList<std::pair<QString, QString>> rows {
        {QCoreApplication::translate("mailboat", "Number"), QString::number(entry.number)},
        {QCoreApplication::translate("mailboat", "From"), QString::number(entry.source.value())},
        {QCoreApplication::translate("mailboat", "Since"), localTime(entry.since)},
        {QCoreApplication::translate("mailboat", "Table"), QString::fromUtf8(entry.record.table)},
        {QCoreApplication::translate("mailboat", "Record ID"), QString::fromUtf8(entry.record.id)},
        {QCoreApplication::translate("mailboat", "Name"), recordName(entry.record.data)},
        {QCoreApplication::translate("mailboat", "Action"), QString::fromLatin1(actionName(entry.record.action))},
    };
    if (!entry.field.isEmpty())
        rows += {QCoreApplication::translate("mailboat", "Field"), entry.field};
    rows += {QCoreApplication::translate("mailboat", "Reason"), reasonWords(entry) + u' ' + advise(entry.reason)};
    return twoColumns(rows);
}

QString fullWords(qint64 records)
{
    return QCoreApplication::translate("mailboat",
        "The quarantine keeps %1 records or %2 MiB of a site. It is full: the data of %3 records are not kept. A "
        "Mailboat that sent them still has them; retry or drop what stands here, then send them again there.")
        .arg(QString::number(Quarantine::mostWhole), QString::number(Quarantine::mostBytes >> 20),
            QString::number(records));
}

} // namespace

void QuarantineCommand::declare(CLI::App &parent, ChosenCommand &chosen)
{
    const auto [parser, command] = addCommand<QuarantineCommand>(parent, chosen, "quarantine",
        {QCoreApplication::translate("mailboat", "List the records that could not be taken or sent, and why"),
            QCoreApplication::translate("mailboat",
                "JSON: [{\"number\",\"source\" (Sync ID it came "
                "from),\"tableName\",\"recordId\",\"name\",\"action\",\"field\",\"since\","
                "\"reason\":{\"code\",\"message\",\"advice\"},\"kept\" (false: the quarantine's share of that site is "
                "full, the "
                "data are not kept),\"records\" (above 1, with \"number\":null: so many are only counted, and this is "
                "the "
                "newest)}…].")
                + u'\n'
                + QCoreApplication::translate("mailboat",
                    "With a number it prints that entry with its data; JSON: the same object, with \"data\": a text, "
                    "byte "
                    "for byte as the record came; null where it has none, or they are not kept. Exit status 1 where "
                    "there "
                    "is none of that number."),
            QStringLiteral("mailboatctl records quarantine\n"
                           "mailboatctl records quarantine 17")});
    addNumber(parser, "NUMBER", command->number,
        QCoreApplication::translate("mailboat", "Only this one, with its data"), 1, std::numeric_limits<qint64>::max());
}

Result<ExitStatus> QuarantineCommand::run(Session &session)
{
    const Result<Datafile *> datafile = session.datafileToRead();
    if (!datafile)
        return failure(datafile.error());
    if (number > 0)
        return show(session, **datafile);
    const Result<QList<Quarantine::Entry>> entries = (*datafile)->quarantine().heads();
    if (!entries)
        return failure(entries.error());
    QJsonArray documents;
    qint64 withoutData = 0;
    QList<QStringList> rows {
        {QCoreApplication::translate("mailboat", "Number"), QCoreApplication::translate("mailboat", "From"),
            QCoreApplication::translate("mailboat", "Since"), QCoreApplication::translate("mailboat", "Table"),
            QCoreApplication::translate("mailboat", "Record ID"), QCoreApplication::translate("mailboat", "Name"),
            QCoreApplication::translate("mailboat", "Field"), QCoreApplication::translate("mailboat", "Reason")}};
    for (const Quarantine::Entry &entry : *entries) {
        documents += toJson(entry);
        withoutData += entry.isKept ? 0 : entry.records;
        rows += {entry.number > 0 ? QString::number(entry.number) : QString(), QString::number(entry.source.value()),
            localTime(entry.since), QString::fromUtf8(entry.record.table), QString::fromUtf8(entry.record.id),
            recordName(entry.record.data), entry.field, reasonWords(entry)};
    }
    if (withoutData > 0)
        session.out().note(fullWords(withoutData));
    session.out().results(documents, entries->isEmpty() ? QString() : inColumns(rows));
    return ExitStatus::Done;
}

Result<ExitStatus> QuarantineCommand::show(Session &session, Datafile &datafile) const
{
    const Result<std::optional<Quarantine::Entry>> entry = datafile.quarantine().entry(number);
    if (!entry)
        return failure(entry.error());
    if (!*entry)
        return failure(notInQuarantine(number));
    const QString data = QString::fromUtf8((*entry)->record.data);
    QJsonObject document = toJson(**entry);
    document.insert(QStringLiteral("data"), orNull(data));
    QString lines = inLines(**entry);
    if (!data.isEmpty())
        lines += u'\n' + plain(data, Breaks::Lines) + u'\n'; // what could not be taken may be anything
    session.out().result(document, lines);
    return ExitStatus::Done;
}

void RetryCommand::declare(CLI::App &parent, ChosenCommand &chosen)
{
    const auto [parser, command] = addCommand<RetryCommand>(parent, chosen, "retry",
        {QCoreApplication::translate("mailboat", "Try the records in quarantine again"),
            QCoreApplication::translate("mailboat",
                "What can be taken now leaves the quarantine; what the primary has refused by itself is sent again "
                "with the "
                "next synchronisation. At a primary this lets in joins to patients beyond a site's number a day. An "
                "older form of a record that a "
                "restored site has sent takes the newer one's place only by its number. JSON: "
                "{\"records\":n}, how many left it. Exit status 1 where there is none of the number given."),
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
        QCoreApplication::translate("mailboat", "%Ln records left the quarantine.", nullptr, forPlural(*taken))
            + u'\n');
    return ExitStatus::Done;
}

void DropCommand::declare(CLI::App &parent, ChosenCommand &chosen)
{
    const auto [parser, command] = addCommand<DropCommand>(parent, chosen, "drop",
        {QCoreApplication::translate("mailboat", "Give a record in quarantine up"),
            QCoreApplication::translate("mailboat",
                "What this site could not take is forgotten; what its primary has refused stays in the records here "
                "and is "
                "not sent. Exit status 1 where there is none of that number. JSON: {\"ok\":true}."),
            QStringLiteral("mailboatctl records drop 17")});
    addNumber(parser, "NUMBER", command->number,
        QCoreApplication::translate("mailboat", "Its number in \"records quarantine\""), 1,
        std::numeric_limits<qint64>::max(), Presence::Required);
}

Result<ExitStatus> DropCommand::run(Session &session)
{
    const Result<Datafile *> datafile = session.datafile();
    if (!datafile)
        return failure(datafile.error());
    const Result<bool> dropped = dropQuarantined(**datafile, number);
    if (!dropped)
        return failure(dropped.error());
    if (!*dropped)
        return failure(notInQuarantine(number));
    return reportDone(
        session, QCoreApplication::translate("mailboat", "Number %1 has left the quarantine.").arg(number));
}

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/records.h"

#include "app/commands/declare.h"
#include "app/commands/quarantine.h"
#include "app/commands/recordswrite.h"
#include "app/commands/table.h"
#include "app/progressline.h"
#include "app/session.h"
#include "app/signals.h"
#include "app/terminal.h"
#include "core/domain/jsontext.h"
#include "core/records/datafile.h"
#include "core/store/firstload.h"

#include <QCoreApplication>

namespace mailboat {

namespace {

std::optional<QByteArray> bytesOf(const std::optional<QString> &text)
{
    return text ? std::optional(text->toUtf8()) : std::nullopt;
}

/// The datafile, for a command that shows records: whoever reads them while the first load is under way is told.
Result<Datafile *> recordsToRead(Session &session)
{
    const Result<Datafile *> datafile = session.datafileToRead();
    if (!datafile)
        return datafile;
    const Result<bool> underWay = FirstLoad((*datafile)->connection()).isUnderWay();
    if (!underWay)
        return failure(underWay.error());
    if (*underWay)
        session.out().note(QCoreApplication::translate("mailboat",
            "The first synchronisation is still under way: records are missing, and an invoice may be here without its "
            "lines."));
    return datafile;
}

} // namespace

void RecordsCountCommand::declare(CLI::App &parent, ChosenCommand &chosen)
{
    const QString line
        = QCoreApplication::translate("mailboat", "A record is one line: {\"tableName\",\"recordId\",\"recordData\"}.");
    CLI::App *all = addGroup(parent, "records",
        {QCoreApplication::translate("mailboat", "The site's data: count, export, get, put, delete, import"),
            line + u' '
                + QCoreApplication::translate("mailboat",
                    "recordData comes out byte for byte as it was put in, but that line breaks between its tokens go "
                    "on "
                    "the way in. At a primary, changes act as the site that owns the record."),
            QStringLiteral("mailboatctl records count\n"
                           "mailboatctl records export --table item > items.ndjson\n"
                           "mailboatctl records get item 5A3F\n"
                           "mailboatctl records put item 5A3F < item.json")});
    const QString onlyTable = QCoreApplication::translate("mailboat", "Only the records of this table");

    const auto [countParser, count] = addCommand<RecordsCountCommand>(*all, chosen, "count",
        {QCoreApplication::translate("mailboat", "Count the records"),
            QCoreApplication::translate("mailboat", "JSON: {\"count\":n,\"tables\":{TABLE:n…}}."),
            QStringLiteral("mailboatctl records count --table item")});
    addText(countParser, "--table", count->table, onlyTable, "T");

    const auto [exportParser, exported] = addCommand<RecordsExportCommand>(*all, chosen, "export",
        {QCoreApplication::translate("mailboat", "Print the records as lines of JSON, by table and record ID"), line,
            QStringLiteral("mailboatctl records export > site.ndjson")});
    addText(exportParser, "--table", exported->table, onlyTable, "T");

    const auto [getParser, get] = addCommand<RecordsGetCommand>(*all, chosen, "get",
        {QCoreApplication::translate("mailboat", "Print one record; exit status 1 where there is none"), line,
            QStringLiteral("mailboatctl records get item 5A3F")});
    addArgument(getParser, "TABLE", get->table, QCoreApplication::translate("mailboat", "Name of the table"));
    addArgument(getParser, "ID", get->id, QCoreApplication::translate("mailboat", "Record ID"));

    RecordsPutCommand::declare(*all, chosen);
    RecordsDeleteCommand::declare(*all, chosen);
    RecordsImportCommand::declare(*all, chosen);
    QuarantineCommand::declare(*all, chosen);
    RetryCommand::declare(*all, chosen);
    DropCommand::declare(*all, chosen);
}

Result<ExitStatus> RecordsCountCommand::run(Session &session)
{
    const Result<Datafile *> datafile = recordsToRead(session);
    if (!datafile)
        return failure(datafile.error());
    const Result<QList<std::pair<QByteArray, qint64>>> counts = (*datafile)->records().counts();
    if (!counts)
        return failure(counts.error());
    qint64 sum = 0;
    QJsonObject tables;
    QList<QStringList> rows;
    for (const auto &[name, number] : *counts) {
        if (table && table->toUtf8() != name)
            continue;
        sum += number;
        tables.insert(QString::fromUtf8(name), number);
        rows += {QString::fromUtf8(name), QString::number(number)};
    }
    if (errorIsTerminal() && !session.out().isJson() && !rows.isEmpty())
        session.out().note(inColumns(rows).trimmed());
    session.out().result(
        {{QStringLiteral("count"), sum}, {QStringLiteral("tables"), tables}}, QString::number(sum) + u'\n');
    return ExitStatus::Done;
}

Result<ExitStatus> RecordsExportCommand::run(Session &session)
{
    const Result<Datafile *> datafile = recordsToRead(session);
    if (!datafile)
        return failure(datafile.error());
    const RecordStore &records = (*datafile)->records();
    const Result<qint64> total = records.count(bytesOf(table));
    if (!total)
        return failure(total.error());
    const Signals::Scope scope;
    ProgressLine line;
    qint64 done = 0;
    const auto printed = records.forEach(bytesOf(table), [&](const Record &record) -> Result<> {
        if (Signals::wasRaised() != 0)
            return failure(ErrorCode::Cancelled);
        session.out().raw(QByteArray(recordLine(record) + '\n'));
        ++done;
        if (done % 1000 == 0) {
            if (!outputIsTerminal())
                line.show(QCoreApplication::translate("mailboat", "Exporting records"), done, *total);
            return session.out().flush(); // nobody reads it any more, or the disk is full
        }
        return {};
    });
    if (!printed)
        return failure(printed.error());
    return ExitStatus::Done;
}

Result<ExitStatus> RecordsGetCommand::run(Session &session)
{
    const Result<Datafile *> datafile = recordsToRead(session);
    if (!datafile)
        return failure(datafile.error());
    const Result<std::optional<Record>> record = (*datafile)->records().get(table.toUtf8(), id.toUtf8());
    if (!record)
        return failure(record.error());
    if (!record->has_value())
        return failure(ErrorCode::RecordMissing, {{QStringLiteral("table"), table}, {QStringLiteral("id"), id}});
    session.out().raw(QByteArray(recordLine(**record) + '\n'));
    return ExitStatus::Done;
}

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/recordswrite.h"

#include "app/commands/declare.h"
#include "app/commands/saved.h"
#include "app/progressline.h"
#include "app/session.h"
#include "app/signals.h"
#include "core/domain/jsontext.h"
#include "core/records/recordstore.h"

#include <QCoreApplication>

namespace mailboat {

namespace {

QString tableWords()
{
    return QCoreApplication::translate("mailboat", "Name of the table");
}

QString recordIdWords()
{
    return QCoreApplication::translate("mailboat", "Record ID");
}

/// Names the line that a refused record stood in; other failures are nobody's line.
Error inLine(const Error &error, const QString &file, qint64 number)
{
    const bool isRefused = exitStatusOf(error.code) == static_cast<int>(ExitStatus::Refused);
    if (!isRefused || error.code == ErrorCode::FileUnreadable)
        return error;
    const QString row
        = QCoreApplication::translate("mailboat", "line %1: %2").arg(QString::number(number), describe(error));
    return {ErrorCode::ImportRowsBad, {{QStringLiteral("what"), file}, {QStringLiteral("rows"), row}}, error.detail};
}

} // namespace

void RecordsPutCommand::declare(CLI::App &parent, ChosenCommand &chosen)
{
    const auto [parser, command] = addCommand<RecordsPutCommand>(parent, chosen, "put",
        {QCoreApplication::translate("mailboat", "Put a record in, or change it; its data come from standard input"),
            QCoreApplication::translate("mailboat",
                "The data are one JSON object: what stands under recordData in a line of \"records get\", not the "
                "line. "
                "Data that are no JSON, and records that this site may not change, are refused (exit status 2). JSON: "
                "{\"ok\":true}."),
            QStringLiteral("mailboatctl records put item 5A3F < item.json")});
    addArgument(parser, "TABLE", command->table, tableWords());
    addArgument(parser, "ID", command->id, recordIdWords());
}

Result<ExitStatus> RecordsPutCommand::run(Session &session)
{
    const Result<Datafile *> datafile = session.datafile();
    if (!datafile)
        return failure(datafile.error());
    const Result<Input *> source = session.input(QStringLiteral("-"));
    if (!source)
        return failure(source.error());
    const Result<QByteArray> data = (*source)->readAll();
    if (!data)
        return failure(data.error());
    if (data->trimmed().isEmpty())
        return failure(ErrorCode::RecordDataBroken,
            {{QStringLiteral("why"),
                QCoreApplication::translate(
                    "mailboat", "nothing came from standard input, which they are read from")}});
    if (auto put = (*datafile)->records().put({table.toUtf8(), id.toUtf8(), Action::Update, *data}); !put)
        return failure(put.error());
    return reportDone(session, QCoreApplication::translate("mailboat", "%1 is in %2 now.").arg(id, table));
}

void RecordsDeleteCommand::declare(CLI::App &parent, ChosenCommand &chosen)
{
    const auto [parser, command] = addCommand<RecordsDeleteCommand>(parent, chosen, "delete",
        {QCoreApplication::translate("mailboat", "Delete a record; exit status 1 where there is none"),
            QCoreApplication::translate("mailboat", "JSON: {\"ok\":true}."),
            QStringLiteral("mailboatctl records delete item 5A3F")});
    addArgument(parser, "TABLE", command->table, tableWords());
    addArgument(parser, "ID", command->id, recordIdWords());
}

Result<ExitStatus> RecordsDeleteCommand::run(Session &session)
{
    const Result<Datafile *> datafile = session.datafile();
    if (!datafile)
        return failure(datafile.error());
    if (auto removed = (*datafile)->records().remove(table.toUtf8(), id.toUtf8()); !removed)
        return failure(removed.error());
    return reportDone(session, QCoreApplication::translate("mailboat", "%1 is gone from %2.").arg(id, table));
}

void RecordsImportCommand::declare(CLI::App &parent, ChosenCommand &chosen)
{
    const auto [parser, command] = addCommand<RecordsImportCommand>(parent, chosen, "import",
        {QCoreApplication::translate("mailboat", "Put the records of a file in: all of them, or none"),
            QCoreApplication::translate("mailboat",
                "Lines of JSON as \"records export\" prints them; empty lines are passed over. A line that is refused "
                "is "
                "named by its number (exit status 2). JSON: {\"records\":n}."),
            QStringLiteral("mailboatctl records import site.ndjson\n"
                           "zcat site.ndjson.gz | mailboatctl records import -")});
    addArgument(
        parser, "FILE", command->file, QCoreApplication::translate("mailboat", "The file; - is standard input"));
}

Result<ExitStatus> RecordsImportCommand::run(Session &session)
{
    const Result<Datafile *> datafile = session.datafile();
    if (!datafile)
        return failure(datafile.error());
    const Result<Input *> source = session.input(file);
    if (!source)
        return failure(source.error());

    qint64 lineNumber = 0;
    std::optional<Signals::Scope> scope; // not before the datafile is ours: Ctrl-C need not wait for another process
    const RecordStore::Next next = [&]() -> Result<std::optional<Record>> {
        if (!scope)
            scope.emplace();
        while (true) {
            ++lineNumber;
            const Result<std::optional<QByteArray>> line = (*source)->readLine();
            if (!line)
                return failure(line.error());
            if (!line->has_value())
                return std::optional<Record>();
            if ((*line)->trimmed().isEmpty())
                continue;
            Result<Record> record = recordFromLine(**line);
            if (!record)
                return failure(record.error());
            return std::optional<Record>(std::move(*record));
        }
    };
    ProgressLine progress;
    const Result<qint64> taken = (*datafile)->records().import(next, [&progress](qint64 done) {
        progress.show(QCoreApplication::translate("mailboat", "Importing records"), done, 0);
        return Signals::wasRaised() == 0;
    });
    if (!taken)
        return failure(inLine(taken.error(), file, lineNumber));
    session.out().result({{QStringLiteral("records"), *taken}},
        QCoreApplication::translate("mailboat", "%1 records imported.").arg(*taken) + u'\n');
    return ExitStatus::Done;
}

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/peerscsv.h"

#include "app/commands/declare.h"
#include "app/commands/editing.h"
#include "app/progressline.h"
#include "app/session.h"
#include "core/prefs/peercsv.h"
#include "core/store/settingstable.h"

#include <QCoreApplication>

namespace mailboat {

void PeersImportCommand::declare(CLI::App &parent, ChosenCommand &chosen)
{
    const auto [parser, command] = addCommand<PeersImportCommand>(parent, chosen, "import",
        {QCoreApplication::translate("mailboat", "Add and change sites from a CSV file"),
            QCoreApplication::translate("mailboat",
                "UTF-8, with the header syncId,userName,password,url. Sites that are known are changed, an empty "
                "password keeps the old one. All rows are taken or none; every bad row is named with its line and the "
                "reason. Hashing thousands of passwords takes a while, which is shown; Ctrl-C ends it with nothing "
                "taken. Needs an authorisation code. JSON: {\"ok\":true,\"warnings\":[…]}."),
            QStringLiteral("mailboatctl --code-file code.txt peers import sites.csv")});
    addArgument(
        parser, "FILE", command->file, QCoreApplication::translate("mailboat", "The CSV file; - is standard input"));
}

Result<ExitStatus> PeersImportCommand::run(Session &session)
{
    const Result<Datafile *> datafile = session.datafile();
    if (!datafile)
        return failure(datafile.error());
    ProgressLine progress;
    (*datafile)->settings().setHashing([&progress](qint64 done, qint64 total) {
        progress.show(QCoreApplication::translate("mailboat", "Hashing passwords"), done, total);
        return true;
    });
    Result<ExitStatus> imported = editSettings(session, [this, &session](Draft &draft) -> Result<> {
        const Result<Input *> source = session.input(file);
        if (!source)
            return failure(source.error());
        const Result<QByteArray> csv = (*source)->readAll();
        if (!csv)
            return failure(csv.error());
        if (const Result<int> taken = importPeers(draft, *csv); !taken)
            return failure(taken.error());
        return {};
    });
    (*datafile)->settings().setHashing({});
    return imported;
}

void PeersExportCommand::declare(CLI::App &parent, ChosenCommand &chosen)
{
    addCommand<PeersExportCommand>(parent, chosen, "export",
        {QCoreApplication::translate("mailboat", "Print the list as CSV"),
            QCoreApplication::translate(
                "mailboat", "With the header syncId,userName,password,url, passwords left out. JSON: {\"csv\":\"…\"}."),
            QStringLiteral("mailboatctl peers export > sites.csv")});
}

Result<ExitStatus> PeersExportCommand::run(Session &session)
{
    const Result<Datafile *> datafile = session.datafileToRead();
    if (!datafile)
        return failure(datafile.error());
    const Result<Settings> settings = (*datafile)->settings().read();
    if (!settings)
        return failure(settings.error());
    const QString csv = QString::fromUtf8(exportPeers(settings->peers));
    session.out().result({{QStringLiteral("csv"), csv}}, csv);
    return ExitStatus::Done;
}

} // namespace mailboat

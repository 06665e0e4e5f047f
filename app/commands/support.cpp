// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/support.h"

#include "app/commands/declare.h"
#include "app/session.h"
#include "app/signals.h"
#include "core/engine/sitecheck.h"
#include "core/engine/supportbundle.h"
#include "core/store/settingstable.h"

#include <QCoreApplication>
#include <QCoroTask>
#include <QFileInfo>

namespace mailboat {

void SupportCommand::declare(CLI::App &parent, ChosenCommand &chosen)
{
    const auto [parser, command] = addCommand<SupportCommand>(parent, chosen, "support",
        {QCoreApplication::translate("mailboat", "Write one file with what support asks for"),
            QCoreApplication::translate("mailboat",
                "It holds the versions, how synchronisation stands, a connection check, the preferences, the sites, "
                "the "
                "newest entries of the log and what was refused: no password, no code, no record's data. It is a JSON "
                "document that its owner alone can read. In a folder it gets a name with site and time; a file that is "
                "there is replaced. Exit status 1 where it cannot be written.\n"
                "JSON: {\"path\"}."),
            QStringLiteral("mailboatctl support .\n"
                           "mailboatctl support for-support.json")});
    addArgument(parser, "FILE|FOLDER", command->file,
        QCoreApplication::translate("mailboat", "The file, or the folder for it"));
}

Result<ExitStatus> SupportCommand::run(Session &session)
{
    const Result<Datafile *> datafile = session.datafileToRead();
    if (!datafile)
        return failure(datafile.error());
    const Result<Settings> settings = (*datafile)->settings().read();
    if (!settings)
        return failure(settings.error());
    const Result<SyncId> site = (*datafile)->settings().ownSite();
    if (!site)
        return failure(site.error());
    const QString name = supportBundleName(*site, session.clock().utcNow());
    const QString path = QFileInfo(file).isDir() ? QFileInfo(file).absoluteFilePath() + u'/' + name : file;
    SiteCheck check(**datafile, session.clock(), *settings);
    const Signals::Scope scope;
    const QObject whileItRuns;
    QObject::connect(&session.signalSource(), &Signals::raised, &whileItRuns, [&check] { check.cancel(); });
    const Result<CheckReport> report = QCoro::waitFor(check.run());
    if (Signals::wasRaised() != 0)
        return failure(ErrorCode::Cancelled);
    if (const Result<> written = writeSupportBundle(supportFacts(**datafile, report), path); !written)
        return failure(written.error());
    session.out().result({{QStringLiteral("path"), path}}, path + u'\n');
    return ExitStatus::Done;
}

} // namespace mailboat

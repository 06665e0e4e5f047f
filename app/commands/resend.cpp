// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/resend.h"

#include "app/commands/declare.h"
#include "app/session.h"
#include "app/signals.h"
#include "core/domain/forplural.h"
#include "core/prefs/rules.h"
#include "core/records/recordstore.h"
#include "core/store/peerstates.h"
#include "core/store/settingstable.h"
#include "core/sync/primaryendpoint.h"

#include <QCoreApplication>
#include <QCoroTask>

#include <algorithm>

namespace mailboat {

namespace {

struct Target {
    Datafile *datafile = nullptr;
    SiteRole role = SiteRole::Off; ///< this site's
    SyncId site {};
    SyncPreferences preferences {};
};

/// Checks the code, then that the site is one this site exchanges records with.
Result<std::unique_ptr<Target>> target(Session &session, const QString &id)
{
    const Result<Datafile *> datafile = session.datafile();
    if (!datafile)
        return failure(datafile.error());
    if (const Result<Authorisation> by = session.authorise(); !by)
        return failure(by.error());
    const Result<Settings> settings = (*datafile)->settings().read();
    if (!settings)
        return failure(settings.error());
    auto found = std::make_unique<Target>();
    found->datafile = *datafile;
    found->preferences.load(settings->preferences);
    found->role = roleOf(found->preferences.site());
    if (found->role == SiteRole::Off)
        return failure(ErrorCode::NotSetUp);
    const Result<SyncId> wanted = syncIdFromText(id);
    if (!wanted)
        return failure(wanted.error());
    found->site = *wanted;
    const bool isListed = std::any_of(
        settings->peers.begin(), settings->peers.end(), [&wanted](const Peer &peer) { return peer.syncId == *wanted; });
    if (!isListed)
        return failure(ErrorCode::PeerUnknown, {{QStringLiteral("syncId"), wanted->value()}});
    return found;
}

Result<ExitStatus> report(Session &session, const Result<qint64> &count, const QString &done)
{
    if (!count)
        return failure(count.error());
    session.out().result({{QStringLiteral("records"), *count}}, done.arg(*count) + u'\n');
    return ExitStatus::Done;
}

Result<qint64> retrieveOverNetwork(Session &session, const Target &at)
{
    const Signals::Scope scope;
    HttpClient http(httpOptions(at.preferences));
    QObject::connect(&session.signalSource(), &Signals::raised, &http, &HttpClient::cancel);
    return QCoro::waitFor(retrieveFromPrimary(*at.datafile, http));
}

} // namespace

void GenerateCommand::declare(CLI::App &parent, ChosenCommand &chosen)
{
    const auto [parser, command] = addCommand<GenerateCommand>(parent, chosen, "generate",
        {QCoreApplication::translate("mailboat", "Queue everything for the other side again"),
            QCoreApplication::translate("mailboat",
                "At a primary: every record that the satellite should hold, central ones too, is queued for it. At a "
                "satellite (ID 1): every record that this site owns is queued for the primary. What waits already "
                "stays "
                "queued once. Needs an authorisation code; at a terminal it asks first and says how many records that "
                "is. JSON: {\"records\":n}."),
            QStringLiteral("mailboatctl --code-file code.txt generate 12")});
    addArgument(parser, "ID", command->id, QCoreApplication::translate("mailboat", "Sync ID of the other side"));
}

Result<ExitStatus> GenerateCommand::run(Session &session)
{
    const Result<std::unique_ptr<Target>> at = target(session, id);
    if (!at)
        return failure(at.error());
    PrimaryRecords &sites = (*at)->datafile->primaryRecords();
    SatelliteRecords &own = (*at)->datafile->satelliteRecords();
    const bool isPrimary = (*at)->role == SiteRole::Primary;
    const Result<qint64> expected = isPrimary ? sites.countFor((*at)->site) : own.countOwned();
    if (!expected)
        return failure(expected.error());
    const Result<bool> no = session.declined(QCoreApplication::translate(
        "mailboat", "Queue %Ln records for the site with Sync ID %1?", nullptr, forPlural(*expected))
                                                 .arg((*at)->site.value()));
    if (!no || *no)
        return no ? Result<ExitStatus>(ExitStatus::Failed) : failure(no.error());
    return report(session, isPrimary ? sites.generate((*at)->site) : own.queueOwned(),
        QCoreApplication::translate("mailboat", "%1 records are queued."));
}

void RetrieveCommand::declare(CLI::App &parent, ChosenCommand &chosen)
{
    const auto [parser, command] = addCommand<RetrieveCommand>(parent, chosen, "retrieve",
        {QCoreApplication::translate("mailboat", "Have the other side send everything again"),
            QCoreApplication::translate("mailboat",
                "At a satellite (ID 1): asks the primary over the network to queue everything for this site; the next "
                "synchronisation fetches it all, and another primary than before is accepted. At a primary: asks the "
                "satellite to push everything it owns; a Mailboat learns so at its next contact, other clients cannot "
                "be "
                "asked. Nothing is lost: what waits already stays queued once. Needs an authorisation code; at a "
                "terminal it asks first. JSON: {\"records\":n}; at a primary as many as it knows of."),
            QStringLiteral("mailboatctl --code-file code.txt retrieve 1")});
    addArgument(parser, "ID", command->id, QCoreApplication::translate("mailboat", "Sync ID of the other side"));
}

Result<ExitStatus> RetrieveCommand::run(Session &session)
{
    const Result<std::unique_ptr<Target>> at = target(session, id);
    if (!at)
        return failure(at.error());
    if ((*at)->role == SiteRole::Satellite) {
        const Result<bool> no = session.declined(
            QCoreApplication::translate("mailboat", "Fetch every record that the primary holds for this site again?"));
        if (!no || *no)
            return no ? Result<ExitStatus>(ExitStatus::Failed) : failure(no.error());
        return report(session, retrieveOverNetwork(session, **at),
            QCoreApplication::translate("mailboat", "%1 records wait at the primary for the next synchronisation."));
    }
    const Result<qint64> known = (*at)->datafile->primaryRecords().countOwnedBy((*at)->site);
    if (!known)
        return failure(known.error());
    const Result<bool> no = session.declined(QCoreApplication::translate("mailboat",
        "Ask the site with Sync ID %1 to push every record it owns (%2 are known here)? Only a Mailboat will hear "
        "it.")
                                                 .arg(QString::number((*at)->site.value()), QString::number(*known)));
    if (!no || *no)
        return no ? Result<ExitStatus>(ExitStatus::Failed) : failure(no.error());
    if (auto asked = (*at)->datafile->peerStates().setResendRequested((*at)->site, true); !asked)
        return failure(asked.error());
    return report(session, *known,
        QCoreApplication::translate("mailboat",
            "The site is asked at its next contact, if it runs Mailboat; another client cannot be asked. Records of it "
            "that "
            "are known here: %1."));
}

} // namespace mailboat

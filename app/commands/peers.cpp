// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/peers.h"

#include "app/commands/declare.h"
#include "app/commands/peerscsv.h"
#include "app/commands/peersedit.h"
#include "app/commands/table.h"
#include "app/session.h"
#include "core/engine/status.h"
#include "core/prefs/rules.h"
#include "core/security/hardwareid.h"
#include "core/store/peerstates.h"
#include "core/store/settingstable.h"
#include "core/store/sitepositions.h"
#include "core/store/standstill.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

namespace mailboat {

namespace {

/// A row as it is shown.
struct ShownPeer {
    Peer peer {};
    qint64 waiting = 0; ///< records that wait for it
};

QJsonObject toJson(const ShownPeer &shown)
{
    const Peer &peer = shown.peer;
    return {
        {QStringLiteral("syncId"), peer.syncId.value()},
        {QStringLiteral("userName"), peer.userName},
        {QStringLiteral("url"), orNull(peer.url)},
        {QStringLiteral("hardwareId"), orNull(peer.hardwareId)},
        {QStringLiteral("stores"), QJsonArray::fromStringList(peer.stores)},
        {QStringLiteral("lastContact"), orNull(peer.lastContact)},
        {QStringLiteral("queueLength"), shown.waiting},
        {QStringLiteral("status"), peerStatusName(peer.status)},
        {QStringLiteral("resendRequested"), peer.resendRequested},
        {QStringLiteral("mayOmitHardwareId"), peer.mayOmitHardwareId},
        {QStringLiteral("omsCentral"), peer.isOmsCentral},
        {QStringLiteral("app"), orNull(peer.app.name)},
        {QStringLiteral("appVersion"), orNull(peer.app.version)},
        {QStringLiteral("timeZone"), orNull(peer.timeZone)},
    };
}

/// What nothing but somebody's choice ends, or a password.
bool waitsForPerson(Blocked blocked)
{
    switch (blocked) {
    case Blocked::PasswordNeeded:
    case Blocked::WrongPrimary:
    case Blocked::OlderCopy:
    case Blocked::NewerSite:
    case Blocked::TwoMachines:
    case Blocked::OtherMachine:
        return true;
    case Blocked::No:
    case Blocked::NotSetUp:
    case Blocked::NoPrimary:
    case Blocked::Paused:
    case Blocked::UrlOnPrimary:
        return false;
    }
    Q_UNREACHABLE();
}

/// Which sites a primary does not serve until somebody has chosen. Shown alone: what stands in their rows stays.
Result<QSet<SyncId>> unserved(Datafile &datafile, const QList<Peer> &peers)
{
    const Result<std::optional<Error>> standstill = Standstill(datafile.connection()).reasonHere();
    if (!standstill)
        return failure(standstill.error());
    const auto misfits = SitePositions(datafile.connection()).misfits();
    if (!misfits)
        return failure(misfits.error());
    QSet<SyncId> sites;
    for (const auto &[site, misfit] : *misfits)
        sites.insert(site);
    for (const Peer &peer : peers)
        if (*standstill && peer.syncId != primarySyncId)
            sites.insert(peer.syncId);
    return sites;
}

/// At a satellite nobody keeps the row of the primary up to date: how things stand between the two is this site's own status.
void showStanding(ShownPeer &row, const Status &own)
{
    Peer &primary = row.peer;
    primary.hardwareId = hardwareId().value_or(QString());
    primary.lastContact = own.lastSuccess;
    row.waiting = own.waitingToPush;
    if (waitsForPerson(own.blocked))
        primary.status = PeerStatus::Blocked;
    else if (own.initialised)
        primary.status = PeerStatus::Ready;
    else
        primary.status = own.lastSync.isValid() ? PeerStatus::Initialising : PeerStatus::New;
}

/// The list as it is shown.
Result<QList<ShownPeer>> shownPeers(Session &session)
{
    const Result<Datafile *> datafile = session.datafileToRead();
    if (!datafile)
        return failure(datafile.error());
    const Result<Settings> settings = (*datafile)->settings().read();
    if (!settings)
        return failure(settings.error());
    const Result<QList<PeerNews>> news = (*datafile)->peerStates().news();
    if (!news)
        return failure(news.error());
    const Result<QSet<SyncId>> blocked = unserved(**datafile, settings->peers);
    if (!blocked)
        return failure(blocked.error());
    QHash<SyncId, qint64> waiting;
    for (const PeerNews &one : *news)
        waiting.insert(one.syncId, one.queueLength);
    QList<ShownPeer> rows;
    for (const Peer &peer : settings->peers) {
        ShownPeer row {peer, waiting.value(peer.syncId)};
        if (peer.syncId == primarySyncId) {
            const Result<Status> own = readStatus(**datafile);
            if (!own)
                return failure(own.error());
            showStanding(row, *own);
        } else if (blocked->contains(peer.syncId)) {
            row.peer.status = PeerStatus::Blocked;
        }
        rows.append(std::move(row));
    }
    return rows;
}

QString yesOrNo(bool isSo)
{
    return isSo ? QCoreApplication::translate("mailboat", "yes") : QCoreApplication::translate("mailboat", "no");
}

QString inLines(const ShownPeer &shown)
{
    const Peer &peer = shown.peer;
    const QString none = QCoreApplication::translate("mailboat", "none");
    return twoColumns({
        {QCoreApplication::translate("mailboat", "Sync ID"), QString::number(peer.syncId.value())},
        {QCoreApplication::translate("mailboat", "User name"), peer.userName},
        {QCoreApplication::translate("mailboat", "URL"), peer.url.isEmpty() ? none : peer.url},
        {QCoreApplication::translate("mailboat", "Hardware ID"), peer.hardwareId.isEmpty() ? none : peer.hardwareId},
        {QCoreApplication::translate("mailboat", "May omit hardware ID"), yesOrNo(peer.mayOmitHardwareId)},
        {QCoreApplication::translate("mailboat", "Open mSupply central"), yesOrNo(peer.isOmsCentral)},
        {QCoreApplication::translate("mailboat", "Active stores"),
            peer.stores.isEmpty() ? none : peer.stores.join(QLatin1String(", "))},
        {QCoreApplication::translate("mailboat", "Program"), peer.app.isKnown() ? peer.app.words() : none},
        {QCoreApplication::translate("mailboat", "Time zone"), peer.timeZone.isEmpty() ? none : peer.timeZone},
        {QCoreApplication::translate("mailboat", "Last contact"), localTime(peer.lastContact)},
        {QCoreApplication::translate("mailboat", "Records waiting"), QString::number(shown.waiting)},
        {QCoreApplication::translate("mailboat", "Status"), peerStatusName(peer.status)},
    });
}

} // namespace

void PeersListCommand::declare(CLI::App &parent, ChosenCommand &chosen)
{
    const QString keys = QCoreApplication::translate("mailboat",
        "The keys of a site are syncId, userName, url, hardwareId, stores (IDs of those active there), lastContact, "
        "queueLength (records that wait for it), status (new, initialising, ready or blocked), resendRequested, "
        "mayOmitHardwareId, omsCentral, app and appVersion (the program that last called as that site) and timeZone; "
        "null where there is none. Passwords are never shown.");
    CLI::App *all = addCommand<PeersListCommand>(parent, chosen, "peers",
        {QCoreApplication::translate("mailboat", "Show or change the list of sites"),
            QCoreApplication::translate("mailboat",
                "A primary lists its satellites, a satellite its primary (Sync ID 1). Without a command of its own it "
                "lists them. What changes the list needs an authorisation code.\n"
                "JSON: an array of sites.")
                + u' ' + keys,
            QStringLiteral("mailboatctl peers\n"
                           "mailboatctl peers show 12\n"
                           "mailboatctl --code-file code.txt peers add 12 --user clinic12 --password-file pw.txt")},
        Subcommands::Possible)
                        .parser;

    addCommand<PeersListCommand>(*all, chosen, "list",
        {QCoreApplication::translate("mailboat", "List the sites, by Sync ID"),
            QCoreApplication::translate("mailboat", "JSON: an array of sites.") + u' ' + keys,
            QStringLiteral("mailboatctl peers list --json")});
    const auto [parser, show] = addCommand<PeersShowCommand>(*all, chosen, "show",
        {QCoreApplication::translate("mailboat", "Show one site"),
            QCoreApplication::translate("mailboat", "JSON: one site.") + u' ' + keys,
            QStringLiteral("mailboatctl peers show 12")});
    addArgument(parser, "ID", show->id, QCoreApplication::translate("mailboat", "Sync ID of the site"));

    PeersAddCommand::declare(*all, chosen);
    PeersEditCommand::declare(*all, chosen);
    PeersRemoveCommand::declare(*all, chosen);
    PeersClearHardwareCommand::declare(*all, chosen);
    PeersImportCommand::declare(*all, chosen);
    PeersExportCommand::declare(*all, chosen);
}

Result<ExitStatus> PeersListCommand::run(Session &session)
{
    const Result<QList<ShownPeer>> peers = shownPeers(session);
    if (!peers)
        return failure(peers.error());
    QJsonArray documents;
    QList<QStringList> rows {{QCoreApplication::translate("mailboat", "Sync ID"),
        QCoreApplication::translate("mailboat", "User name"), QCoreApplication::translate("mailboat", "URL"),
        QCoreApplication::translate("mailboat", "Status"), QCoreApplication::translate("mailboat", "Records waiting"),
        QCoreApplication::translate("mailboat", "Last contact")}};
    for (const ShownPeer &row : *peers) {
        const Peer &peer = row.peer;
        documents += toJson(row);
        rows += {QString::number(peer.syncId.value()), peer.userName, peer.url, peerStatusName(peer.status),
            QString::number(row.waiting), localTime(peer.lastContact)};
    }
    session.out().results(documents, inColumns(rows));
    return ExitStatus::Done;
}

Result<ExitStatus> PeersShowCommand::run(Session &session)
{
    const Result<QList<ShownPeer>> peers = shownPeers(session);
    if (!peers)
        return failure(peers.error());
    const Result<SyncId> wanted = syncIdFromText(id);
    if (!wanted)
        return failure(wanted.error());
    const auto found = std::find_if(
        peers->begin(), peers->end(), [&wanted](const ShownPeer &row) { return row.peer.syncId == *wanted; });
    if (found == peers->end())
        return failure(ErrorCode::PeerUnknown, {{QStringLiteral("syncId"), wanted->value()}});
    session.out().result(toJson(*found), inLines(*found));
    return ExitStatus::Done;
}

} // namespace mailboat

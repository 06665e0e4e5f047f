// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/peersedit.h"

#include "app/commands/declare.h"
#include "app/commands/editing.h"
#include "app/session.h"
#include "core/prefs/rules.h"

#include <QCoreApplication>

namespace mailboat {

namespace {

QString siteIdWords()
{
    return QCoreApplication::translate("mailboat", "Sync ID of the site");
}

QString passwordWords()
{
    return QCoreApplication::translate(
        "mailboat", "File with the site's password in its first line; - is standard input");
}

QString savedJson()
{
    return QCoreApplication::translate(
        "mailboat", "Needs an authorisation code. JSON: {\"ok\":true,\"warnings\":[…]}.");
}

Result<> edit(Session &session, Draft &draft, const PeersEditCommand &wanted)
{
    const Result<SyncId> id = syncIdFromText(wanted.id);
    if (!id)
        return failure(id.error());
    const Peer *known = draft.peers.find(*id);
    if (!known)
        return failure(ErrorCode::PeerUnknown, {{QStringLiteral("syncId"), id->value()}});
    Peer peer = *known;
    if (wanted.newId) {
        const Result<SyncId> newId = syncIdFromText(*wanted.newId);
        if (!newId)
            return failure(newId.error());
        peer.syncId = *newId;
    }
    peer.userName = wanted.userName.value_or(peer.userName);
    peer.url = wanted.url.value_or(peer.url);
    if (wanted.mayOmitHardwareId)
        peer.mayOmitHardwareId = *wanted.mayOmitHardwareId == QLatin1String("yes");
    if (wanted.omsCentral)
        peer.isOmsCentral = *wanted.omsCentral == QLatin1String("yes");
    peer.timeZone = wanted.timeZone.value_or(peer.timeZone);
    const Result<std::optional<QString>> password = session.password(wanted.passwordFile, false);
    if (!password)
        return failure(password.error());
    return draft.peers.edit(*id, peer, *password);
}

} // namespace

void PeersAddCommand::declare(CLI::App &parent, ChosenCommand &chosen)
{
    const auto [parser, command] = addCommand<PeersAddCommand>(parent, chosen, "add",
        {QCoreApplication::translate("mailboat", "Add a site to the list"),
            QCoreApplication::translate("mailboat",
                "At a primary: a satellite (Sync ID 2 and up). At a satellite: the primary (Sync ID 1), with its URL. "
                "User name and password must be the same at both ends. Without --password-file a terminal is asked.")
                + u' ' + savedJson(),
            QStringLiteral(
                "mailboatctl peers add 12 --user clinic12 --password-file pw.txt\n"
                "mailboatctl peers add 1 --user clinic12 --password-file - --url https://sync.example.org")});
    addArgument(parser, "ID", command->id, siteIdWords());
    addText(parser, "--user", command->userName, QCoreApplication::translate("mailboat", "User name of the satellite"),
        "U", Presence::Required);
    addText(parser, "--password-file", command->passwordFile, passwordWords(), "F");
    addText(parser, "--url", command->url,
        QCoreApplication::translate("mailboat", "URL of the primary; at a primary a URL in the list turns sync off"),
        "URL");
}

Result<ExitStatus> PeersAddCommand::run(Session &session)
{
    return editSettings(session, [this, &session](Draft &draft) -> Result<> {
        const Result<SyncId> wanted = syncIdFromText(id);
        if (!wanted)
            return failure(wanted.error());
        const Result<std::optional<QString>> password = session.password(passwordFile, true);
        if (!password)
            return failure(password.error());
        Peer peer;
        peer.syncId = *wanted;
        peer.userName = userName;
        peer.url = url;
        return draft.peers.add(peer, password->value_or(QString()));
    });
}

void PeersEditCommand::declare(CLI::App &parent, ChosenCommand &chosen)
{
    const auto [parser, command] = addCommand<PeersEditCommand>(parent, chosen, "edit",
        {QCoreApplication::translate("mailboat", "Change a site of the list"),
            QCoreApplication::translate("mailboat", "What is not named stays as it is.") + u' ' + savedJson(),
            QStringLiteral("mailboatctl peers edit 12 --password-file pw.txt\n"
                           "mailboatctl peers edit 1 --url 192.0.2.10:2048\n"
                           "mailboatctl peers edit 12 --time-zone Pacific/Auckland\n"
                           "mailboatctl peers edit 12 --url ''")});
    addArgument(parser, "ID", command->id, siteIdWords());
    addText(parser, "--sync-id", command->newId, QCoreApplication::translate("mailboat", "New Sync ID"), "N");
    addText(parser, "--user", command->userName, QCoreApplication::translate("mailboat", "New user name"), "U");
    addText(parser, "--password-file", command->passwordFile, passwordWords(), "F");
    addText(parser, "--url", command->url,
        QCoreApplication::translate("mailboat", "New URL of the primary; empty takes it away"), "URL");
    addChoice(parser, "--may-omit-hardware-id", command->mayOmitHardwareId,
        {QStringLiteral("yes"), QStringLiteral("no")},
        QCoreApplication::translate("mailboat",
            "At a primary: whether this site may go on without naming its machine once one is recorded; for a tool "
            "that has no hardware ID"));
    addChoice(parser, "--oms-central", command->omsCentral, {QStringLiteral("yes"), QStringLiteral("no")},
        QCoreApplication::translate("mailboat",
            "At a primary: whether this site is Open mSupply central, which may write any site's patients and their "
            "records"));
    addText(parser, "--time-zone", command->timeZone,
        QCoreApplication::translate("mailboat",
            "At a primary: where the site's clock stands, as in Pacific/Auckland; empty: where the preference "
            "time-zone "
            "says. mSupply Mobile sends its days as moments, which mean a day only there"),
        "ZONE");
}

Result<ExitStatus> PeersEditCommand::run(Session &session)
{
    return editSettings(session, [this, &session](Draft &draft) { return edit(session, draft, *this); });
}

void PeersRemoveCommand::declare(CLI::App &parent, ChosenCommand &chosen)
{
    const auto [parser, command] = addCommand<PeersRemoveCommand>(parent, chosen, "remove",
        {QCoreApplication::translate("mailboat", "Take a site out of the list"),
            QCoreApplication::translate("mailboat", "A site that has active stores stays.") + u' ' + savedJson(),
            QStringLiteral("mailboatctl peers remove 12")});
    addArgument(parser, "ID", command->id, siteIdWords());
}

Result<ExitStatus> PeersRemoveCommand::run(Session &session)
{
    return editSettings(session, [this](Draft &draft) -> Result<> {
        const Result<SyncId> wanted = syncIdFromText(id);
        return wanted ? draft.peers.remove({*wanted}) : failure(wanted.error());
    });
}

void PeersClearHardwareCommand::declare(CLI::App &parent, ChosenCommand &chosen)
{
    const auto [parser, command] = addCommand<PeersClearHardwareCommand>(parent, chosen, "clear-hardware",
        {QCoreApplication::translate("mailboat", "Let a satellite come from another machine"),
            QCoreApplication::translate("mailboat",
                "At a primary: forgets the machine of a satellite; its next contact records the machine it comes from. "
                "Use it where a machine was replaced.")
                + u' ' + savedJson(),
            QStringLiteral("mailboatctl peers clear-hardware 12")});
    addArgument(parser, "ID", command->id, siteIdWords());
}

Result<ExitStatus> PeersClearHardwareCommand::run(Session &session)
{
    return editSettings(session, [this](Draft &draft) -> Result<> {
        const Result<SyncId> wanted = syncIdFromText(id);
        return wanted ? draft.peers.clearHardwareId(*wanted) : failure(wanted.error());
    });
}

} // namespace mailboat

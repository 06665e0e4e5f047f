// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rows of the table of errors. What keeps a site from synchronising.
#pragma once

#include "core/domain/errortable_columns.h"

#include <QtGlobal>

namespace mailboat::errors {

inline constexpr ErrorRow syncErrors[] {
    // State of synchronisation
    {E::NotSetUp, "not_set_up", {"sync_is_disabled", 503}, stays, refused, //
        QT_TRANSLATE_NOOP("mailboat", "Synchronisation is not set up: this site has Sync ID 0."), //
        QT_TRANSLATE_NOOP(
            "mailboat", "Enter this site's Sync ID in the preferences, or with \"mailboatctl prefs set sync-id\".")},
    {E::NotASatellite, "not_a_satellite", own(400), stays, refused, //
        QT_TRANSLATE_NOOP("mailboat", "This site is the primary; satellites come to it by themselves."), //
        QT_TRANSLATE_NOOP(
            "mailboat", "Start synchronisation at the satellite. Here \"mailboatctl serve\" has to run.")},
    {E::NoPrimary, "no_primary", own(500), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "This site does not know its primary."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Add the primary (Sync ID 1) to the list, with its URL and the user name and password of this site.")},
    {E::PasswordNeeded, "password_needed", own(500), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat",
            "The password of this site cannot be read here: it was sealed on another machine, or the key of this one "
            "is gone."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Enter the password of this site again, in the row of the primary or with \"mailboatctl peers edit 1 "
            "--password-file F\"; the primary's administrator knows it. Nothing else is lost.")},
    {E::Paused, "paused", own(500), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "Synchronisation is paused: the interval is 0."), //
        QT_TRANSLATE_NOOP("mailboat", "Set the sync time interval to the minutes between two synchronisations.")},
    {E::UrlOnPrimary, "url_on_primary", {"sync_is_disabled", 503}, stays, failed, //
        QT_TRANSLATE_NOOP(
            "mailboat", "Synchronisation is off at the primary, because its list has a URL[ for: {sites}]."), //
        QT_TRANSLATE_NOOP("mailboat", "The primary's administrator has to remove the URL from these rows.")},
    {E::WrongPrimary, "wrong_primary", own(409), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat",
            "Another primary answered than the one this site has synchronised with[ (known: {known}, found: "
            "{found})]."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Check the URL. If this primary is the right one from now on, press \"Retrieve sync records\" for it.")},
    {E::WrongSite, "wrong_site", own(409), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat",
            "The primary takes this site for another one than before[ (known: {known}, found: {found})]."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Check user name and URL. If they are right, press \"Retrieve sync records\" for the primary.")},
    {E::SyncIdDiffers, "sync_id_differs", own(409), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat",
            "This site has Sync ID {here}, but the primary lists its user name under Sync ID {there}."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Agree with the primary's administrator on one Sync ID and correct it at the end where it is wrong.")},
    {E::SyncRunning, "sync_running", {"sync_is_running", 503}, heals, failed, //
        QT_TRANSLATE_NOOP("mailboat", "A synchronisation is running already."), //
        QT_TRANSLATE_NOOP("mailboat", "Wait until it has finished.")},
    {E::Cancelled, "cancelled", own(503), stays, interrupted, //
        QT_TRANSLATE_NOOP("mailboat", "This was stopped before it had finished."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Nothing is lost. Start it again when you like; a synchronisation goes on where this one ended.")},
    {E::NoProgress, "no_progress", own(500), stays, failed, //
        QT_TRANSLATE_NOOP(
            "mailboat", "Synchronisation got no further[ in the step \"{step}\"][ after {rounds} requests]."), //
        QT_TRANSLATE_NOOP("mailboat",
            "The primary keeps sending the same. Report this to its administrator, with the time it happened.")},
    {E::EngineStopped, "engine_stopped", own(503), heals, failed, //
        QT_TRANSLATE_NOOP("mailboat", "The program that synchronises this datafile does not react."), //
        QT_TRANSLATE_NOOP(
            "mailboat", "It may have been stopped: end it and start it again, then try again. Nothing is lost.")},
    {E::PrimaryOlder, "primary_older", {"sync_is_disabled", 503}, stays, failed, //
        QT_TRANSLATE_NOOP("mailboat",
            "The primary is an older copy than this site knows: it was restored from a backup[ (known here: {known}, "
            "found there: {found})]."), //
        QT_TRANSLATE_NOOP("mailboat",
            "The primary's administrator has to choose what happens, there; until then nothing is sent or fetched, "
            "and nothing is lost here.")},
    {E::DatafileOlder, "datafile_older", {"sync_is_disabled", 503}, stays, failed, //
        QT_TRANSLATE_NOOP("mailboat",
            "This site's datafile is an older copy than the primary knows[ (known there: {known}, found here: "
            "{found})]."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Choose what happens with \"mailboatctl recover\"; \"fetch\" keeps what waits here and fetches everything "
            "anew. Where another machine is this site by now, switch this one off instead: \"fetch\" and \"keep-this\" "
            "here would stop that one.")},
    {E::EpochDiffers, "epoch_differs", {"sync_is_disabled", 503}, stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "The primary was restored from a backup, or is another copy than before."), //
        QT_TRANSLATE_NOOP("mailboat",
            "The primary's administrator has to choose what happens, there; until then nothing is sent or fetched, "
            "and nothing is lost here.")},
    {E::SiteNewer, "site_newer", {"sync_is_disabled", 503}, stays, failed, //
        QT_TRANSLATE_NOOP("mailboat",
            "This primary is an older copy than the site with Sync ID {syncId} knows[ (known there: {known}, found "
            "here: {found})]."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Choose what happens with \"mailboatctl recover --choice collect\", which asks the sites "
            "to send again all that they own.")},
    {E::SiteOlder, "site_older", {"sync_is_disabled", 503}, stays, failed, //
        QT_TRANSLATE_NOOP("mailboat",
            "The datafile of the site with Sync ID {syncId} is an older copy[ (known here: {known}, found there: "
            "{found})]."), //
        QT_TRANSLATE_NOOP("mailboat", "Whoever runs that site has to choose what happens, there.")},
    {E::TwoMachines, "two_machines", {"sync_is_disabled", 503}, stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "Two machines synchronise as the site with Sync ID {syncId}."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Choose which one goes on, with \"mailboatctl recover --choice keep-this\" there, and switch the other one "
            "off.[ Where it is off already, \"mailboatctl recover --site {syncId} --choice keep-this\" at the primary "
            "does, too.] Where one was chosen already, \"fetch\" on the other machine takes the site over, and stops "
            "that one.")},
    {E::OtherMachine, "other_machine", own(409), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "This datafile was used on another machine before; it may be a copy."), //
        QT_TRANSLATE_NOOP("mailboat",
            "If the site has moved to this machine, choose \"keep this\" in the window or with \"mailboatctl "
            "recover\". "
            "A copy to try things on must not synchronise.")},
    {E::RestoredUnconfirmed, "restored_unconfirmed", {"sync_is_disabled", 503}, stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "This datafile was restored from a backup and waits to be confirmed."), //
        QT_TRANSLATE_NOOP("mailboat", "Choose what happens, in the window or with \"mailboatctl recover\".")},
    {E::PositionImpossible, "position_impossible", {"sync_is_disabled", 503}, stays, failed, //
        QT_TRANSLATE_NOOP("mailboat",
            "The site with Sync ID {syncId} shows a position that this primary has never given[: {value}]."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Initialise that site anew. If others show such positions too, this primary may be an older copy.")},
    {E::FormOlder, "form_older", own(409), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat",
            "The site that sent this was restored from a backup, and had sent a newer form of the record before. The "
            "newer one was kept."), //
        QT_TRANSLATE_NOOP(
            "mailboat", "Nothing to do, unless the older form is the right one: then try it again by its number.")},
    {E::FormReplaced, "form_replaced", own(409), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat",
            "One end was restored from a backup, and another form of this record has taken the place of the one that "
            "was "
            "here. This is the one that was here."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Compare both. If this is the right one, have it entered again where it is written (the primary's "
            "administrator where this site is not the one); then drop it here.")},
    {E::NotBrought, "not_brought", own(404), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "The primary does not have this record any more, which was fetched from it."), //
        QT_TRANSLATE_NOOP("mailboat",
            "It may have been deleted there, or lost. Ask the primary's administrator, who can enter it again; then "
            "drop "
            "it here. What this site may write itself is sent to the primary by trying it again.")},
    {E::StateChanged, "state_changed", own(503), heals, failed, //
        QT_TRANSLATE_NOOP(
            "mailboat", "Settings or state of synchronisation were changed by another program meanwhile."), //
        QT_TRANSLATE_NOOP("mailboat", "Nothing to do: the next synchronisation goes on with the new ones.")},
};

} // namespace mailboat::errors

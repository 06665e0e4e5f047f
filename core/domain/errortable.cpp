// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/errortable.h"

#include <QCoreApplication>
#include <iterator>

// Longer than other files on purpose: the table is one piece, a row says everything about its error.

namespace mailboat {

namespace {

using E = ErrorCode;

constexpr bool heals = true;
constexpr bool stays = false;
// Exit statuses of contract.md §4.
constexpr int failed = 1;
constexpr int refused = 2;
constexpr int locked = 3;
constexpr int unusable = 4;
constexpr int interrupted = 130;
// Under its own name, with that HTTP status.
constexpr WireStatus own(int status)
{
    return {nullptr, status};
}

constexpr ErrorRow rows[] = {
    // Arguments and input
    {E::UsageWrong, "usage_wrong", own(400), stays, refused, //
        QT_TRANSLATE_NOOP("mailboat", "The command cannot be understood[: {why}]."), //
        QT_TRANSLATE_NOOP("mailboat", "Run it again with --help to see what it accepts.")},
    {E::FileUnreadable, "file_unreadable", own(500), stays, refused, //
        QT_TRANSLATE_NOOP("mailboat", "The file[ {path}] cannot be read[: {why}]."), //
        QT_TRANSLATE_NOOP("mailboat", "Check the name of the file and that you may read it, then try again.")},
    {E::FileUnwritable, "file_unwritable", own(500), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "The file[ {path}] cannot be written[: {why}]."), //
        QT_TRANSLATE_NOOP("mailboat", "Choose a folder that you may write to and that has room, then try again.")},
    {E::InputTooLarge, "input_too_large", own(413), stays, refused, //
        QT_TRANSLATE_NOOP("mailboat", "There is too much input[: {what} may have at most {limit}]."), //
        QT_TRANSLATE_NOOP("mailboat", "Split it into smaller parts and put them in one after the other.")},
    {E::ImportRowsBad, "import_rows_bad", own(400), stays, refused, //
        QT_TRANSLATE_NOOP("mailboat", "Nothing was imported, because of these rows of {what}:\n{rows}"), //
        QT_TRANSLATE_NOOP("mailboat", "Correct the rows named above and import the whole file again.")},

    // Datafile
    {E::DatafileMissing, "datafile_missing", own(500), stays, unusable, //
        QT_TRANSLATE_NOOP("mailboat", "There is no datafile[ at {path}]."), //
        QT_TRANSLATE_NOOP("mailboat", "Make one with \"mailboatctl init\", or name the right one with --datafile.")},
    {E::DatafileExists, "datafile_exists", own(500), stays, refused, //
        QT_TRANSLATE_NOOP("mailboat", "There is a file[ at {path}] already; it was left as it is."), //
        QT_TRANSLATE_NOOP("mailboat", "Choose another place for the new datafile, or use the one that is there.")},
    {E::FolderUnwritable, "folder_unwritable", own(500), stays, unusable, //
        QT_TRANSLATE_NOOP("mailboat", "Nothing can be made in the folder[ {path}][: {why}]."), //
        QT_TRANSLATE_NOOP("mailboat", "Choose a folder that you may write to, then try again.")},
    {E::DatafileUnreadable, "datafile_unreadable", own(500), stays, unusable, //
        QT_TRANSLATE_NOOP("mailboat", "The datafile[ {path}] cannot be opened[: {why}]."), //
        QT_TRANSLATE_NOOP(
            "mailboat", "Check that the file is there and belongs to you: it can be read by its owner alone.")},
    {E::DatafileReadOnly, "datafile_read_only", own(500), stays, unusable, //
        QT_TRANSLATE_NOOP("mailboat", "The datafile[ {path}] cannot be changed[: {why}]."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Give yourself the right to write to the file and to its folder, or end the write protection of the disk, "
            "then try again.")},
    {E::DatafileForeign, "datafile_foreign", own(500), stays, unusable, //
        QT_TRANSLATE_NOOP("mailboat", "The file[ {path}] is no datafile of Mailboat."), //
        QT_TRANSLATE_NOOP("mailboat", "Name the right file with --datafile. This one was not touched.")},
    {E::DatafileNewer, "datafile_newer", own(500), stays, unusable, //
        QT_TRANSLATE_NOOP("mailboat",
            "The datafile[ {path}] was made by a newer Mailboat[ (version {version} of its layout; this program knows "
            "up to {known})]."), //
        QT_TRANSLATE_NOOP("mailboat", "Install the newer Mailboat on this machine. The datafile was not touched.")},
    {E::DatafileDamaged, "datafile_damaged", own(500), stays, unusable, //
        QT_TRANSLATE_NOOP("mailboat", "The datafile[ {path}] is damaged[: {why}]."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Stop using it and keep a copy. Put back your last backup, or make a new datafile and retrieve this site's "
            "records from the primary.")},
    {E::DatafileBusy, "datafile_busy", {"sync_is_running", 503}, heals, unusable, //
        QT_TRANSLATE_NOOP("mailboat", "Another program kept the datafile[ {path}] to itself for too long."), //
        QT_TRANSLATE_NOOP("mailboat", "Wait until the other program has finished, then try again.")},
    {E::DatafileVanished, "datafile_vanished", own(500), stays, unusable, //
        QT_TRANSLATE_NOOP("mailboat", "The datafile[ {path}] was moved or deleted while it was in use."), //
        QT_TRANSLATE_NOOP(
            "mailboat", "Put it back to its place and start again. Check that its disk is still connected.")},
    {E::DatafileUnsupported, "datafile_unsupported", own(500), stays, unusable, //
        QT_TRANSLATE_NOOP("mailboat", "This version of Mailboat cannot use a PostgreSQL database yet."), //
        QT_TRANSLATE_NOOP("mailboat", "Name a file as the datafile.")},
    {E::DiskFull, "disk_full", own(500), stays, unusable, //
        QT_TRANSLATE_NOOP("mailboat", "The disk[ with {path}] is full; nothing was changed."), //
        QT_TRANSLATE_NOOP("mailboat", "Make room on that disk, then try again. Nothing that had been saved is lost.")},
    {E::BackupFailed, "backup_failed", own(500), stays, unusable, //
        QT_TRANSLATE_NOOP("mailboat",
            "The datafile[ {path}] has to be brought up to date, but the copy that is made before could not be "
            "written[: {why}]."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Make room beside the datafile and see that you may write there, then start again. The datafile was not "
            "touched.")},
    {E::MigrationFailed, "migration_failed", own(500), stays, unusable, //
        QT_TRANSLATE_NOOP("mailboat", "The datafile[ {path}] could not be brought up to date[: {why}]."), //
        QT_TRANSLATE_NOOP("mailboat",
            "The datafile is as it was, with a copy beside it. Go on with the earlier Mailboat and report this to "
            "support.")},
    {E::EngineLockHeld, "engine_lock_held", {"sync_is_running", 503}, stays, unusable, //
        QT_TRANSLATE_NOOP("mailboat", "Another program runs synchronisation for the datafile[ {path}] already."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Stop the other \"mailboatctl serve\" or close the window that synchronises, then start again.")},

    // Authorisation
    {E::CodeMissing, "code_missing", own(403), stays, locked, //
        QT_TRANSLATE_NOOP("mailboat", "This needs an authorisation code."), //
        QT_TRANSLATE_NOOP(
            "mailboat", "Give one with --code, --code-file or MAILBOAT_CODE. Whoever set this site up has a code.")},
    {E::CodeWrong, "code_wrong", own(403), stays, locked, //
        QT_TRANSLATE_NOOP("mailboat",
            "The authorisation code is wrong.[ Tries left before a pause: {left}.][ The next try is possible in "
            "{seconds} s.]"), //
        QT_TRANSLATE_NOOP("mailboat",
            "Type the code again, with attention to similar letters and digits, or ask whoever gave it to you.")},
    {E::CodeExpired, "code_expired", own(403), stays, locked, //
        QT_TRANSLATE_NOOP("mailboat", "The authorisation code[ \"{label}\"] has expired[ ({until})]."), //
        QT_TRANSLATE_NOOP("mailboat", "Use another code, or ask an administrator of this site to make a new one.")},
    {E::CodeTooManyTries, "code_too_many_tries", own(403), stays, locked, //
        QT_TRANSLATE_NOOP("mailboat",
            "There were too many wrong authorisation codes.[ The next try is possible in {seconds} s.]"), //
        QT_TRANSLATE_NOOP("mailboat", "Wait until then. Meanwhile make sure that you have the right code.")},
    {E::CodeUnsuitable, "code_unsuitable", own(400), stays, refused, //
        QT_TRANSLATE_NOOP("mailboat", "This cannot be an authorisation code[: {why}]."), //
        QT_TRANSLATE_NOOP("mailboat", "Choose another code, or leave it out and one will be made.")},
    {E::CodeLabelInUse, "code_label_in_use", own(400), stays, refused, //
        QT_TRANSLATE_NOOP("mailboat", "There is an authorisation code with that label already[: \"{label}\"]."), //
        QT_TRANSLATE_NOOP("mailboat", "Choose another label, or revoke the code that has it.")},
    {E::CodeLabelUnknown, "code_label_unknown", own(400), stays, refused, //
        QT_TRANSLATE_NOOP("mailboat", "There is no authorisation code with that label[: \"{label}\"]."), //
        QT_TRANSLATE_NOOP("mailboat", "See \"mailboatctl code list\" for the labels there are.")},
    {E::CodeLastOne, "code_last_one", own(400), stays, refused, //
        QT_TRANSLATE_NOOP("mailboat",
            "The authorisation code[ \"{label}\"] is the last one that can be used and cannot be revoked."), //
        QT_TRANSLATE_NOOP("mailboat", "Add another code first, then revoke this one.")},
    {E::CodeExpiryPast, "code_expiry_past", own(400), stays, refused, //
        QT_TRANSLATE_NOOP("mailboat", "An authorisation code cannot expire in the past[: {until}]."), //
        QT_TRANSLATE_NOOP("mailboat", "Choose a date that is still to come, and check the clock of this machine.")},

    // Rules
    {E::PreferenceUnknown, "preference_unknown", own(400), stays, refused, //
        QT_TRANSLATE_NOOP("mailboat", "There is no such preference[: \"{name}\"]."), //
        QT_TRANSLATE_NOOP("mailboat", "See \"mailboatctl prefs\" for those there are[: {known}].")},
    {E::PreferenceInvalid, "preference_invalid", own(400), stays, refused, //
        QT_TRANSLATE_NOOP("mailboat", "\"{value}\" does not do for the preference \"{name}\"."), //
        QT_TRANSLATE_NOOP("mailboat", "Allowed is: {allowed}.")},
    {E::SyncIdInvalid, "sync_id_invalid", own(400), stays, refused, //
        QT_TRANSLATE_NOOP("mailboat", "\"{value}\" is no Sync ID."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Use a whole number: 0 for no synchronisation, 1 for the primary, 2 to 2147483647 for a satellite.")},
    {E::SyncIdReserved, "sync_id_reserved", own(400), stays, refused, //
        QT_TRANSLATE_NOOP("mailboat", "Sync ID 1 is reserved for the primary."), //
        QT_TRANSLATE_NOOP("mailboat", "Give the satellite a Sync ID from 2 up.")},
    {E::SyncIdInUse, "sync_id_in_use", own(400), stays, refused, //
        QT_TRANSLATE_NOOP("mailboat", "Sync ID {syncId} belongs to {owner} already."), //
        QT_TRANSLATE_NOOP("mailboat", "Choose a Sync ID that no other site has.")},
    {E::RoleMismatch, "role_mismatch", own(400), stays, refused, //
        QT_TRANSLATE_NOOP(
            "mailboat", "This site cannot be a {role} with the list as it is. These rows do not fit: {rows}."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Remove or change these rows first: a satellite lists only the primary (Sync ID 1), a primary only "
            "satellites (Sync ID 2 and up).")},
    {E::PeerUnknown, "peer_unknown", own(400), stays, refused, //
        QT_TRANSLATE_NOOP("mailboat", "The list has no site with Sync ID {syncId}."), //
        QT_TRANSLATE_NOOP("mailboat", "See \"mailboatctl peers\" for the sites in the list.")},
    {E::UserNameInvalid, "user_name_invalid", own(400), stays, refused, //
        QT_TRANSLATE_NOOP("mailboat", "This cannot be a user name[: {why}]."), //
        QT_TRANSLATE_NOOP("mailboat", "Enter the name that the primary's administrator gave to the site.")},
    {E::UserNameInUse, "user_name_in_use", own(400), stays, refused, //
        QT_TRANSLATE_NOOP("mailboat", "The user name \"{userName}\" belongs to {owner} already."), //
        QT_TRANSLATE_NOOP("mailboat", "Give every satellite a user name of its own.")},
    {E::PasswordMissing, "password_missing", own(400), stays, refused, //
        QT_TRANSLATE_NOOP("mailboat", "The site with Sync ID {syncId} has no password."), //
        QT_TRANSLATE_NOOP("mailboat", "Enter a password; both ends need the same one.")},
    {E::UrlMissing, "url_missing", own(400), stays, refused, //
        QT_TRANSLATE_NOOP("mailboat", "The primary (Sync ID {syncId}) has no URL."), //
        QT_TRANSLATE_NOOP("mailboat", "Enter the address of the primary, such as https://sync.example.org.")},
    {E::UrlInvalid, "url_invalid", own(400), stays, refused, //
        QT_TRANSLATE_NOOP("mailboat", "\"{value}\" cannot be the primary's URL[: {why}]."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Enter http:// or https://, the name or address of the primary and, where it has one, the port; nothing "
            "more.")},
    {E::UrlOwnAddress, "url_own_address", own(400), stays, refused, //
        QT_TRANSLATE_NOOP("mailboat", "{value} is the address of this machine itself."), //
        QT_TRANSLATE_NOOP("mailboat", "Enter the address of the primary. Its administrator knows it.")},
    {E::SiteHasStores, "site_has_stores", own(400), stays, refused, //
        QT_TRANSLATE_NOOP("mailboat", "The site with Sync ID {syncId} has active stores: {stores}."), //
        QT_TRANSLATE_NOOP("mailboat", "Make these stores active on another site first.")},
    {E::SettingsChanged, "settings_changed", own(400), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "Somebody else has changed {what} meanwhile; your changes were not saved."), //
        QT_TRANSLATE_NOOP("mailboat", "Look at the new values, then make your changes again.")},
    {E::ActionNotPossible, "action_not_possible", own(400), stays, refused, //
        QT_TRANSLATE_NOOP("mailboat", "This cannot be done here[: {why}]."), //
        QT_TRANSLATE_NOOP("mailboat", "The help of the command says at which site, and when, it can be done.")},

    // Records
    {E::TableNameInvalid, "table_name_invalid", own(400), stays, refused, //
        QT_TRANSLATE_NOOP("mailboat", "\"{table}\" is no name of a table."), //
        QT_TRANSLATE_NOOP(
            "mailboat", "Use 1 to 100 bytes of text without control characters, as in item or trans_line.")},
    {E::RecordIdInvalid, "record_id_invalid", own(400), stays, refused, //
        QT_TRANSLATE_NOOP("mailboat", "\"{id}\" is no record ID."), //
        QT_TRANSLATE_NOOP("mailboat", "Use 1 to 255 bytes of text without control characters.")},
    {E::RecordDataBroken, "record_data_broken", own(400), stays, refused, //
        QT_TRANSLATE_NOOP("mailboat", "The data of the record is no valid JSON[: {why}]."), //
        QT_TRANSLATE_NOOP("mailboat", "Correct the data where it was made and put it in again. Nothing was changed.")},
    {E::RecordDataNotObject, "record_data_not_object", own(400), stays, refused, //
        QT_TRANSLATE_NOOP("mailboat", "The data of the record is no JSON object."), //
        QT_TRANSLATE_NOOP("mailboat", "Put the fields of the record between braces. Nothing was changed.")},
    {E::RecordMissing, "record_missing", own(404), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "There is no such record[: {id} in {table}]."), //
        QT_TRANSLATE_NOOP("mailboat", "Check the name of the table and the ID, capital letters included.")},
    {E::RecordNotOwned, "record_not_owned", own(403), stays, refused, //
        QT_TRANSLATE_NOOP(
            "mailboat", "The record[ {id} of {table}] belongs to {owner}, so it cannot be changed here."), //
        QT_TRANSLATE_NOOP(
            "mailboat", "Change it at the site that owns it; the change comes here with the next synchronisation.")},
    {E::RecordCentral, "record_central", own(403), stays, refused, //
        QT_TRANSLATE_NOOP(
            "mailboat", "The record[ {id} of {table}] is central data, which only the primary may change."), //
        QT_TRANSLATE_NOOP("mailboat", "Ask the primary's administrator to change it there.")},
    {E::ActionInvalid, "action_invalid", own(400), stays, refused, //
        QT_TRANSLATE_NOOP("mailboat", "\"{value}\" is nothing that can be done with a record."), //
        QT_TRANSLATE_NOOP("mailboat",
            "The other program has to send insert, update, delete or merge. Report this to whoever maintains it.")},

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
    {E::StateChanged, "state_changed", own(503), heals, failed, //
        QT_TRANSLATE_NOOP(
            "mailboat", "Settings or state of synchronisation were changed by another program meanwhile."), //
        QT_TRANSLATE_NOOP("mailboat", "Nothing to do: the next synchronisation goes on with the new ones.")},

    // Network
    {E::HostNotFound, "host_not_found", own(502), heals, failed, //
        QT_TRANSLATE_NOOP("mailboat", "There is no machine with the name in the URL[: {host}]."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Check the name in the primary's URL for typing errors, and ask its administrator if it has moved.")},
    {E::NoNameService, "no_name_service", own(502), heals, failed, //
        QT_TRANSLATE_NOOP(
            "mailboat", "The address of the primary[ at {host}] could not be looked up: no name server answers."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Check this machine's connection to the network; if others have trouble too, call your provider.")},
    {E::NoRoute, "no_route", own(502), heals, failed, //
        QT_TRANSLATE_NOOP("mailboat", "There is no way from this machine to the primary[ at {host}]."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Check cable, Wi-Fi or modem, and a VPN where you need one. Synchronisation tries again by itself.")},
    {E::ConnectionRefused, "connection_refused", own(502), heals, failed, //
        QT_TRANSLATE_NOOP("mailboat", "The machine[ {host}] is there, but nothing answers on the port[ {port}]."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Check the port in the URL; if it is right, the primary's administrator has to start the primary.")},
    {E::ConnectionFiltered, "connection_filtered", own(502), heals, failed, //
        QT_TRANSLATE_NOOP("mailboat", "The machine[ {host}] does not answer[ on port {port}]."), //
        QT_TRANSLATE_NOOP("mailboat",
            "A firewall may be in the way, or the machine is off. Ask the primary's administrator, then the "
            "administrator of your network.")},
    {E::ConnectionFailed, "connection_failed", own(502), heals, failed, //
        QT_TRANSLATE_NOOP("mailboat", "This machine cannot make a connection to the primary[ at {host}][: {why}]."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Check the network settings and the firewall of this machine; show these words to whoever looks after "
            "it.")},
    {E::ConnectionLost, "connection_lost", own(502), heals, failed, //
        QT_TRANSLATE_NOOP("mailboat", "The connection to the primary[ at {host}] broke off."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Nothing is lost: the next try goes on where this one ended. If it happens often, check the line.")},
    {E::AnswerTimeout, "answer_timeout", own(504), heals, failed, //
        QT_TRANSLATE_NOOP("mailboat", "The primary[ at {host}] sent nothing for too long[: {seconds} s]."), //
        QT_TRANSLATE_NOOP("mailboat",
            "The line or the primary is overloaded. Synchronisation tries again by itself; if it goes on, tell the "
            "primary's administrator.")},
    {E::TlsFailed, "tls_failed", own(502), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "No secure connection to the primary[ at {host}] could be made[: {why}]."), //
        QT_TRANSLATE_NOOP("mailboat",
            "The primary's administrator has to look at its certificate; check as well that nothing on your network "
            "looks into secure connections.")},
    {E::TlsExpired, "tls_expired", own(502), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "The certificate of the primary[ at {host}] has expired[ ({since})]."), //
        QT_TRANSLATE_NOOP("mailboat",
            "The primary's administrator has to renew it. If the date is still to come, correct this machine's "
            "clock.")},
    {E::TlsNotYetValid, "tls_not_yet_valid", own(502), stays, failed, //
        QT_TRANSLATE_NOOP(
            "mailboat", "The certificate of the primary[ at {host}] is not valid yet[, only from {from}]."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Correct this machine's clock. If it is right, the primary's administrator has to look at the "
            "certificate.")},
    {E::TlsWrongName, "tls_wrong_name", own(502), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat",
            "The certificate that was shown is not for the name in the URL[, {host}][, but for {names}]."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Use the name that the certificate has in the primary's URL, or have the primary's administrator get the "
            "right certificate.")},
    {E::TlsUnknownIssuer, "tls_unknown_issuer", own(502), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat",
            "The certificate of the primary[ at {host}] was issued by somebody whom this machine does not know[: "
            "{issuer}]."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Install the issuer's certificate on this machine, or have the primary's administrator get one from a "
            "known issuer with its whole chain.")},
    {E::TlsSelfSigned, "tls_self_signed", own(502), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat",
            "The certificate of the primary[ at {host}] was signed by itself, so nobody vouches for it."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Install that certificate on this machine as trusted, or have the primary's administrator get one from a "
            "known issuer.")},
    {E::TlsTooOld, "tls_too_old", own(502), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "The primary[ at {host}] offers only outdated kinds of secure connection."), //
        QT_TRANSLATE_NOOP("mailboat", "The primary's administrator has to allow TLS 1.2 or newer.")},
    {E::TlsToPlainPort, "tls_to_plain_port", own(502), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "The primary's port[ {port} at {host}] does not speak https."), //
        QT_TRANSLATE_NOOP("mailboat", "Begin the primary's URL with http://, or use the port that it has for https.")},
    {E::PlainToTlsPort, "plain_to_tls_port", own(502), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "The primary's port[ {port} at {host}] expects https."), //
        QT_TRANSLATE_NOOP("mailboat", "Begin the primary's URL with https://.")},
    {E::ProxyRefused, "proxy_refused", own(502), heals, failed, //
        QT_TRANSLATE_NOOP("mailboat", "The proxy[ {proxy}] does not let the connection through."), //
        QT_TRANSLATE_NOOP("mailboat",
            "The administrator of your network has to allow the way to the primary, or correct the proxy settings.")},
    {E::ProxyNotFound, "proxy_not_found", own(502), heals, failed, //
        QT_TRANSLATE_NOOP("mailboat", "The proxy[ {proxy}] cannot be found."), //
        QT_TRANSLATE_NOOP(
            "mailboat", "Correct this machine's proxy settings, or ask the administrator of your network.")},
    {E::ProxySignIn, "proxy_sign_in", own(502), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "The proxy[ {proxy}] asks for a user name and a password."), //
        QT_TRANSLATE_NOOP(
            "mailboat", "Enter them in this machine's proxy settings; the administrator of your network knows them.")},
    {E::Redirected, "redirected", own(502), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "The primary[ at {host}] sends us on to another address[: {to}]."), //
        QT_TRANSLATE_NOOP("mailboat", "If you trust that address, enter it as the primary's URL.")},
    {E::HttpNotFound, "http_not_found", own(502), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat",
            "A web server answers[ at {host}], but no primary: it does not know the address for synchronisation."), //
        QT_TRANSLATE_NOOP(
            "mailboat", "Check name and port in the primary's URL, and ask its administrator for the right ones.")},
    {E::HttpServerError, "http_server_error", own(502), heals, failed, //
        QT_TRANSLATE_NOOP("mailboat", "The primary[ at {host}] had trouble of its own[ (HTTP status {status})]."), //
        QT_TRANSLATE_NOOP(
            "mailboat", "Synchronisation tries again by itself; if it goes on, tell the primary's administrator.")},
    {E::HttpStatusUnexpected, "http_status_unexpected", own(502), stays, failed, //
        QT_TRANSLATE_NOOP(
            "mailboat", "The primary[ at {host}] answered in an unexpected way[ (HTTP status {status})]."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Check the primary's URL and what lies between, such as a proxy; then ask the primary's administrator.")},
    {E::WebPage, "web_page", own(502), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "A web page came instead of an answer from the primary[ at {host}]."), //
        QT_TRANSLATE_NOOP("mailboat",
            "If this network asks for a sign-in, open a web browser and do so; else check the primary's URL.")},
    {E::AnswerNotJson, "answer_not_json", own(502), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "The answer of the primary[ at {host}] cannot be read[: {why}]."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Check the primary's URL. If it is right, something on the way or the primary itself is broken: tell its "
            "administrator.")},
    {E::AnswerInvalid, "answer_invalid", own(502), stays, failed, //
        QT_TRANSLATE_NOOP(
            "mailboat", "The answer of the primary[ at {host}] is not what the protocol says[: {what}]."), //
        QT_TRANSLATE_NOOP("mailboat", "Nothing of that answer was taken. Report this to the primary's administrator.")},
    {E::AnswerTooLarge, "answer_too_large", own(502), stays, failed, //
        QT_TRANSLATE_NOOP(
            "mailboat", "The answer of the primary[ at {host}] is larger than what is accepted[: {limit}]."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Choose a smaller sync request size. If that does not help, tell the primary's administrator.")},
    {E::ClockOff, "clock_off", own(502), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "This machine's clock is {minutes} min {direction} of the primary's."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Correct date, time and time zone of this machine, best by letting it set them from the network.")},
    {E::SlowLine, "slow_line", own(502), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat",
            "The line to the primary is slow: {bytesPerSecond} a second, {roundTripMs} ms there and back."), //
        QT_TRANSLATE_NOOP(
            "mailboat", "Synchronisation works but takes longer. Leave the sync request size on Automatic.")},
    {E::NodeMissing, "node_missing", own(500), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "Node.js, which the preference asks for, is not installed."), //
        QT_TRANSLATE_NOOP("mailboat", "Install Node.js on this machine, or switch off \"Use js node HTTP client\".")},
    {E::NodeTooOld, "node_too_old", own(500), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "Node.js[ {version}] is too old[; {needed} or newer is needed]."), //
        QT_TRANSLATE_NOOP(
            "mailboat", "Install a newer Node.js on this machine, or switch off \"Use js node HTTP client\".")},
    {E::NodeFailed, "node_failed", own(500), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "The Node.js HTTP client failed[: {why}]."), //
        QT_TRANSLATE_NOOP("mailboat", "Switch off \"Use js node HTTP client\" and try again.")},

    // The protocol's own errors
    {E::SiteNameNotFound, "site_name_not_found", own(401), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "The primary knows no site with this user name[: \"{userName}\"]."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Check the user name here for typing errors; if it is right, the primary's administrator has to add this "
            "site to the list.")},
    {E::SiteIncorrectPassword, "site_incorrect_password", own(401), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "The password of this site is wrong."), //
        QT_TRANSLATE_NOOP(
            "mailboat", "Enter the password that the primary has for this site; its administrator can set a new one.")},
    {E::SiteIncorrectHardwareId, "site_incorrect_hardware_id", own(401), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "The primary knows this site on another machine."), //
        QT_TRANSLATE_NOOP("mailboat",
            "If this machine has replaced the other one, the primary's administrator has to clear the hardware ID of "
            "this site. Two machines must never synchronise as one site.")},
    {E::SiteHasNoStore, "site_has_no_store", own(403), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "No store is active on this site."), //
        QT_TRANSLATE_NOOP("mailboat", "The primary's administrator has to make a store active on this site.")},
    {E::SiteAuthTimeout, "site_auth_timeout", own(503), heals, failed, //
        QT_TRANSLATE_NOOP(
            "mailboat", "There were too many wrong sign-ins for this site; the primary makes it wait."), //
        QT_TRANSLATE_NOOP("mailboat", "Correct user name and password, then wait some minutes before the next try.")},
    {E::ApiVersionTooOld, "api_version_too_old", {"api_version_incompatible", 409}, stays, failed, //
        QT_TRANSLATE_NOOP("mailboat",
            "This program is too old for the primary[: it speaks version {version} of the protocol, at least {min} is "
            "needed]."), //
        QT_TRANSLATE_NOOP("mailboat", "Install a newer version of this program at this site.")},
    {E::ApiVersionTooNew, "api_version_too_new", {"api_version_incompatible", 409}, stays, failed, //
        QT_TRANSLATE_NOOP("mailboat",
            "This program is too new for the primary[: it speaks version {version} of the protocol, the primary knows "
            "up to {max}]."), //
        QT_TRANSLATE_NOOP(
            "mailboat", "The primary's administrator has to update the primary, or to allow the newer version there.")},
    {E::ApiVersionIncompatible, "api_version_incompatible", own(409), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "This program and the primary do not speak the same version of the protocol."), //
        QT_TRANSLATE_NOOP(
            "mailboat", "Update the older one of the two; ask the primary's administrator which that is.")},
    {E::PrimaryBusy, "sync_is_running", own(503), heals, failed, //
        QT_TRANSLATE_NOOP("mailboat", "The primary is busy with this site."), //
        QT_TRANSLATE_NOOP("mailboat", "Nothing to do: synchronisation tries again by itself.")},
    {E::SyncDisabled, "sync_is_disabled", own(503), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "Synchronisation is turned off at the primary[: {why}]."), //
        QT_TRANSLATE_NOOP("mailboat", "The primary's administrator knows the reason and has to turn it on again.")},
    {E::IntegrationTimeout, "integration_timeout", own(503), heals, failed, //
        QT_TRANSLATE_NOOP("mailboat", "The primary takes long to store what was sent."), //
        QT_TRANSLATE_NOOP(
            "mailboat", "Nothing to do: what was sent is there, and the next synchronisation fetches the rest.")},
    {E::InitialisationFailed, "initialisation_failed", own(500), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "The primary could not prepare the records of this site[: {why}]."), //
        QT_TRANSLATE_NOOP(
            "mailboat", "Try again; if it goes on, the primary's administrator has to look at the primary's log.")},

    // Requests that our primary cannot take
    {E::RequestMalformed, "request_malformed", own(400), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "The request cannot be read[: {why}]."), //
        QT_TRANSLATE_NOOP("mailboat", "Report this to whoever maintains the program that sent it.")},
    {E::RequestPathUnknown, "request_path_unknown", own(404), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "This primary has no such address[: {path}]."), //
        QT_TRANSLATE_NOOP(
            "mailboat", "Check the URL of the primary at the satellite: it consists of the name and the port only.")},
    {E::RequestMethodWrong, "request_method_wrong", own(405), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "This address does not accept that method[: {path} allows {allowed}]."), //
        QT_TRANSLATE_NOOP("mailboat", "Report this to whoever maintains the program that sent it.")},
    {E::RequestTooLarge, "request_too_large", own(413), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "The request is larger than what this primary accepts[: {limit}]."), //
        QT_TRANSLATE_NOOP(
            "mailboat", "Choose a smaller sync request size at the satellite, or a higher limit at the primary.")},
    {E::RequestCredentialsMissing, "request_credentials_missing", own(401), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "The request has no user name and password."), //
        QT_TRANSLATE_NOOP("mailboat", "Enter user name and password of this site in its preferences.")},

    // Running the primary
    {E::PrimaryStopped, "primary_stopped", own(503), stays, failed, //
        QT_TRANSLATE_NOOP(
            "mailboat", "The primary is not running, so no satellite can reach it[; {address} is free]."), //
        QT_TRANSLATE_NOOP("mailboat", "Start it with \"mailboatctl serve\", or keep this program open.")},
    {E::PrimaryElsewhere, "primary_elsewhere", own(503), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "The primary runs, but does not answer[ on {address}]."), //
        QT_TRANSLATE_NOOP("mailboat",
            "It may have been started with another address: put that one into the preference \"listen\", or start the "
            "primary again.")},
    {E::PlainHttp, "plain_http", own(500), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat",
            "Satellites reach this primary by plain http: passwords and records can be read on their way."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Start the primary with a certificate, or put a proxy with https before it and give its address as the "
            "preference \"external-url\".")},
    {E::ListenAddressInvalid, "listen_address_invalid", own(500), stays, refused, //
        QT_TRANSLATE_NOOP("mailboat", "\"{value}\" is no address to listen on."), //
        QT_TRANSLATE_NOOP("mailboat", "Give an IP address of this machine and a port, such as 127.0.0.1:2048.")},
    {E::PortInUse, "port_in_use", own(500), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "Another program uses the address[ {address}] already."), //
        QT_TRANSLATE_NOOP(
            "mailboat", "Stop the other program, or choose another port with --listen or the preference \"listen\".")},
    {E::PortForbidden, "port_forbidden", own(500), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "This user may not listen on the address[ {address}]."), //
        QT_TRANSLATE_NOOP(
            "mailboat", "Choose a port from 1024 up, or have the system's administrator allow this one.")},
    {E::CertificateUnusable, "certificate_unusable", own(500), stays, refused, //
        QT_TRANSLATE_NOOP("mailboat", "The certificate or key[ {path}] cannot be used[: {why}]."), //
        QT_TRANSLATE_NOOP(
            "mailboat", "Give a certificate and the key that belongs to it, both as PEM files that you may read.")},
    {E::CertificateExpired, "certificate_expired", own(500), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "The primary's certificate has expired[ ({until})]."), //
        QT_TRANSLATE_NOOP("mailboat", "Renew it, put the new files in its place and start the primary again.")},
    {E::ListEmpty, "list_empty", own(500), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "The primary's list has no satellites."), //
        QT_TRANSLATE_NOOP("mailboat", "Add each satellite with its Sync ID, user name and password.")},
    {E::SiteSilent, "site_silent", own(500), stays, failed, //
        QT_TRANSLATE_NOOP(
            "mailboat", "The site with Sync ID {syncId} has not been heard of for long[, not since {since}]."), //
        QT_TRANSLATE_NOOP(
            "mailboat", "Ask at that site whether its machine runs and has a connection; its own check says more.")},
    {E::HardwareIdUnavailable, "hardware_id_unavailable", own(500), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "This machine's identity cannot be found out."), //
        QT_TRANSLATE_NOOP("mailboat",
            "The system's administrator has to see that the file /etc/machine-id is there and can be read.")},
    {E::ServerFailed, "server_failed", own(500), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "Something went wrong in the primary[: {why}]."), //
        QT_TRANSLATE_NOOP(
            "mailboat", "The primary's administrator finds more in its log. Please report it to support.")},

    // What we did not produce
    {E::NotedElsewhere, "noted_elsewhere", own(500), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat",
            "Another version of this program noted an error here that this one does not know[: {text}]."), //
        QT_TRANSLATE_NOOP("mailboat", "Install the newer version on this machine; it says what to do.")},
    {E::OtherSide, "other_side", own(502), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat",
            "The primary answered with an error that this program does not know[ (HTTP status {status})][: {text}]."), //
        QT_TRANSLATE_NOOP("mailboat", "Ask the primary's administrator what it means.")},
};

constexpr bool inOrder()
{
    for (std::size_t i = 0; i < std::size(rows); ++i) {
        if (rows[i].code != static_cast<ErrorCode>(i))
            return false;
    }
    return true;
}

static_assert(inOrder(), "the rows stand in the order of the enum, none left out");
static_assert(std::size(rows) == static_cast<std::size_t>(lastErrorCode) + 1, "every ErrorCode has a row");

} // namespace

std::span<const ErrorRow> errorRows()
{
    return rows;
}

} // namespace mailboat

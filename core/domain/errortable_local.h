// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rows of the table of errors. What this machine, its files and its people are refused.
#pragma once

#include "core/domain/errortable_columns.h"

#include <QtGlobal>

namespace mailboat::errors {

inline constexpr ErrorRow localErrors[] {
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
    {E::DatafileMissing, "datafile_missing", own(503), stays, unusable, //
        QT_TRANSLATE_NOOP("mailboat", "There is no datafile[ at {path}]."), //
        QT_TRANSLATE_NOOP("mailboat", "Make one with \"mailboatctl init\", or name the right one with --datafile.")},
    {E::DatafileExists, "datafile_exists", own(500), stays, refused, //
        QT_TRANSLATE_NOOP("mailboat", "There is a file[ at {path}] already; it was left as it is."), //
        QT_TRANSLATE_NOOP("mailboat", "Choose another name or another folder, or use the file that is there.")},
    {E::FolderUnwritable, "folder_unwritable", own(503), stays, unusable, //
        QT_TRANSLATE_NOOP("mailboat", "Nothing can be made in the folder[ {path}][: {why}]."), //
        QT_TRANSLATE_NOOP("mailboat", "Choose a folder that you may write to, then try again.")},
    {E::DatafileUnreadable, "datafile_unreadable", own(503), stays, unusable, //
        QT_TRANSLATE_NOOP("mailboat", "The datafile[ {path}] cannot be opened[: {why}]."), //
        QT_TRANSLATE_NOOP(
            "mailboat", "Check that the file is there and belongs to you: it can be read by its owner alone.")},
    {E::DatafileReadOnly, "datafile_read_only", own(503), stays, unusable, //
        QT_TRANSLATE_NOOP("mailboat", "The datafile[ {path}] cannot be changed[: {why}]."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Give yourself the right to write to the file and to its folder, or end the write protection of the disk, "
            "then try again.")},
    {E::DatafileForeign, "datafile_foreign", own(503), stays, unusable, //
        QT_TRANSLATE_NOOP("mailboat", "The file[ {path}] is no datafile of Mailboat."), //
        QT_TRANSLATE_NOOP("mailboat", "Name the right file with --datafile. This one was not touched.")},
    {E::DatafileNewer, "datafile_newer", own(503), stays, unusable, //
        QT_TRANSLATE_NOOP("mailboat",
            "The datafile[ {path}] was made by a newer Mailboat[ (version {version} of its layout; this program knows "
            "up to {known})]."), //
        QT_TRANSLATE_NOOP("mailboat", "Install the newer Mailboat on this machine. The datafile was not touched.")},
    {E::DatafileDamaged, "datafile_damaged", own(503), stays, unusable, //
        QT_TRANSLATE_NOOP("mailboat", "The datafile[ {path}] is damaged[: {why}]."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Stop using it and keep a copy. Put back your last backup, or make a new datafile and retrieve this site's "
            "records from the primary.")},
    {E::DatafileBusy, "datafile_busy", {"sync_is_running", 503}, heals, unusable, //
        QT_TRANSLATE_NOOP("mailboat", "Another program kept the datafile[ {path}] to itself for too long."), //
        QT_TRANSLATE_NOOP("mailboat", "Wait until the other program has finished, then try again.")},
    {E::DatafileVanished, "datafile_vanished", own(503), stays, unusable, //
        QT_TRANSLATE_NOOP("mailboat", "The datafile[ {path}] was moved or deleted while it was in use."), //
        QT_TRANSLATE_NOOP(
            "mailboat", "Put it back to its place and start again. Check that its disk is still connected.")},
    {E::DatafileUnsupported, "datafile_unsupported", own(500), stays, unusable, //
        QT_TRANSLATE_NOOP("mailboat", "This version of Mailboat cannot use a PostgreSQL database yet."), //
        QT_TRANSLATE_NOOP("mailboat", "Name a file as the datafile.")},
    {E::DiskFull, "disk_full", own(503), stays, unusable, //
        QT_TRANSLATE_NOOP("mailboat", "The disk[ with {path}] is full[ ({why})]; nothing was changed."), //
        QT_TRANSLATE_NOOP("mailboat", "Make room on that disk, then try again. Nothing that had been saved is lost.")},
    {E::DiskBroken, "disk_broken", own(503), stays, unusable, //
        QT_TRANSLATE_NOOP("mailboat", "The disk[ with {path}] cannot be read or written any more[: {why}]."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Check that the disk is connected, and have it examined. Put the datafile, or your last backup, on a disk "
            "that works.")},
    {E::DatafileOnShare, "datafile_on_share", own(503), stays, unusable, //
        QT_TRANSLATE_NOOP("mailboat", "The datafile[ {path}] lies where programs cannot use it together[: {why}]."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Move it to a disk of this machine: network shares and some removable disks cannot do what it needs.")},
    {E::TooManyOpenFiles, "too_many_open_files", own(503), heals, unusable, //
        QT_TRANSLATE_NOOP("mailboat",
            "This machine has no open files or no memory left for this program[ ({why})], so the datafile[ {path}] "
            "cannot be used for the moment."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Close other programs, or have the system's administrator raise the limits of open files and memory.")},
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
    {E::BackupUnwritten, "backup_unwritten", own(500), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "The backup[ {path}] could not be written[: {why}]."), //
        QT_TRANSLATE_NOOP("mailboat",
            "See that the folder is there, that you may write there and that it has room, then try again. No half "
            "file was left.")},
    {E::BackupUnsound, "backup_unsound", own(500), stays, unusable, //
        QT_TRANSLATE_NOOP("mailboat", "The backup[ {path}] is no whole datafile[: {why}]."), //
        QT_TRANSLATE_NOOP("mailboat", "Take another backup. What was there before was not touched.")},
    {E::BackupOverdue, "backup_overdue", own(500), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "No backup has been made for long[: none in {path}][ since {since}]."), //
        QT_TRANSLATE_NOOP("mailboat",
            "See that the folder for backups is there and has room. \"Back up now\" in the window, or \"mailboatctl "
            "backup\", makes one now.")},
    {E::EngineLockHeld, "engine_lock_held", {"sync_is_running", 503}, stays, unusable, //
        QT_TRANSLATE_NOOP("mailboat", "Another program runs synchronisation for the datafile[ {path}] already."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Stop the other \"mailboatctl serve\" or close the window that synchronises, then start again.")},
    {E::ServedAsRoot, "served_as_root", own(500), stays, refused, //
        QT_TRANSLATE_NOOP(
            "mailboat", "The engine does not run as root[ on the datafile {path}][, which belongs to {owner}]."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Run it as the user whom the datafile belongs to; the service \"mailboat-server\" runs as the user "
            "\"mailboat\". With --allow-root, or MAILBOAT_ALLOW_ROOT=1, it runs as root all the same.")},

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
};

} // namespace mailboat::errors

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rows of the table of errors. What the two sides tell each other (protocol.md §2.3).
#pragma once

#include "core/domain/errortable_columns.h"

#include <QtGlobal>

namespace mailboat::errors {

inline constexpr ErrorRow protocolErrors[] {
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
        QT_TRANSLATE_NOOP("mailboat",
            "The primary makes sign-ins of this site wait[ for {seconds} s]: wrong passwords came for it, or very many "
            "sign-ins at once."), //
        QT_TRANSLATE_NOOP("mailboat",
            "If user name and password are right here there is nothing to do: synchronisation tries again by itself. "
            "If "
            "the password may have been changed, enter it again. Where wrong ones come from stands in the primary's "
            "log.")},
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
    {E::PrimaryDiskFull, "primary_disk_full", {"disk_full", 503}, heals, failed, //
        QT_TRANSLATE_NOOP("mailboat", "The disk of the primary is full, so it cannot store anything."), //
        QT_TRANSLATE_NOOP("mailboat",
            "The primary's administrator has to make room there. Nothing is lost here: what waits is sent when there "
            "is room.")},
    {E::PrimaryDatafileUnusable, "primary_datafile_unusable", own(503), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "The primary cannot use its datafile[: {text}]."), //
        QT_TRANSLATE_NOOP("mailboat",
            "The primary's administrator has to see to it. Nothing is lost here: what waits is sent afterwards.")},
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
    {E::TooManyRecords, "too_many_records", own(413), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "The request names more {what} than this primary takes at once[: {limit}]."), //
        QT_TRANSLATE_NOOP(
            "mailboat", "Choose a smaller sync request size at the satellite, or a higher limit at the primary.")},
    {E::ServerFull, "server_full", own(503), heals, failed, //
        QT_TRANSLATE_NOOP("mailboat", "The primary has no room for this request at the moment[: {why}]."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Nothing to do: synchronisation tries again by itself. If it goes on, the primary's administrator finds "
            "more in its log.")},
    {E::RequestCredentialsMissing, "request_credentials_missing", own(401), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "The request has no user name and password."), //
        QT_TRANSLATE_NOOP("mailboat", "Enter user name and password of this site in its preferences.")},
    {E::LargeBodyFromStranger, "large_body_from_stranger", own(413), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat",
            "A request this large is read only from an address at which the site has signed in within the hour[; "
            "others may have {limit}]."), //
        QT_TRANSLATE_NOOP("mailboat", "Nothing to do: the site signs in at the start of each synchronisation.")},
    {E::SyncFileMissing, "sync_file_missing", own(404), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "The primary does not have this file[: {id}]."), //
        QT_TRANSLATE_NOOP("mailboat", "Have the site that attached it synchronise.")},
    {E::SyncFilesFull, "sync_files_full", own(507), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "The primary has no room for further files[: {limit} are all that it keeps]."), //
        QT_TRANSLATE_NOOP("mailboat", "The primary's administrator raises the limit, or removes files.")},
    {E::LoginWrong, "login_wrong", own(401), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "The name or the password is not right."), //
        QT_TRANSLATE_NOOP("mailboat", "Enter them again; the primary's administrator can set a new password.")},
    {E::LoginPaused, "login_paused", own(403), heals, failed, //
        QT_TRANSLATE_NOOP("mailboat", "Too many wrong passwords[: wait {seconds} seconds]."), //
        QT_TRANSLATE_NOOP("mailboat", "Wait, then enter name and password again.")},
    {E::LoginNeedsTls, "login_needs_tls", own(403), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat",
            "People sign in through this primary by https alone: over http anybody on the way could read the "
            "password."), //
        QT_TRANSLATE_NOOP("mailboat", "Enter the primary's URL with https://.")},
};

} // namespace mailboat::errors

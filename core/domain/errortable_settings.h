// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rows of the table of errors. Settings and records that a rule refuses.
#pragma once

#include "core/domain/errortable_columns.h"

#include <QtGlobal>

namespace mailboat::errors {

inline constexpr ErrorRow settingsErrors[] {
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
        QT_TRANSLATE_NOOP("mailboat", "\"{value}\" cannot be the URL of a server[: {why}]."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Enter http:// or https://, the name or address of the server and, where it has one, the port; nothing "
            "more.")},
    {E::UrlOwnAddress, "url_own_address", own(400), stays, refused, //
        QT_TRANSLATE_NOOP("mailboat", "{value} is the address of this machine itself."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Enter the address of the primary. Its administrator knows it.[ The preference \"{name}\" names another "
            "machine, or nothing where there is none.]")},
    {E::SiteHasStores, "site_has_stores", own(400), stays, refused, //
        QT_TRANSLATE_NOOP("mailboat", "The site with Sync ID {syncId} has active stores: {stores}."), //
        QT_TRANSLATE_NOOP("mailboat", "Make these stores active on another site first.")},
    {E::SettingsChanged, "settings_changed", own(400), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "Somebody else has changed {what} meanwhile; your changes were not saved."), //
        QT_TRANSLATE_NOOP("mailboat", "Look at the new values, then make your changes again.")},
    {E::TimeZoneUnknown, "time_zone_unknown", own(400), stays, refused, //
        QT_TRANSLATE_NOOP("mailboat", "\"{value}\" is no time zone."), //
        QT_TRANSLATE_NOOP("mailboat", "Give one by its name, such as \"Pacific/Auckland\".")},
    {E::MobileOneStore, "mobile_one_store", own(400), stays, failed, //
        QT_TRANSLATE_NOOP(
            "mailboat", "A site that runs mSupply Mobile has exactly one store[, and this one has {stores}]."), //
        QT_TRANSLATE_NOOP("mailboat", "The primary's administrator gives the site one store.")},
    {E::TestDatafileOnly, "test_datafile_only", own(400), stays, refused, //
        QT_TRANSLATE_NOOP("mailboat",
            "Test endpoints let anybody on this machine change everything, so they are not served from a datafile for "
            "real data[: {path}]."), //
        QT_TRANSLATE_NOOP("mailboat", "Make one to try things on with \"init --test\".")},
    {E::TestLoopbackOnly, "test_loopback_only", own(400), stays, refused, //
        QT_TRANSLATE_NOOP("mailboat", "Test endpoints are served to this machine alone[, not on {address}]."), //
        QT_TRANSLATE_NOOP("mailboat", "Listen on 127.0.0.1, or leave \"--test-endpoints\" out.")},
    {E::AppUserUnknown, "app_user_unknown", own(404), stays, refused, //
        QT_TRANSLATE_NOOP("mailboat", "Nobody called \"{userName}\" may sign in through this primary."), //
        QT_TRANSLATE_NOOP("mailboat", "See who may with \"mailboatctl users list\".")},
    {E::AppUserInUse, "app_user_in_use", own(400), stays, refused, //
        QT_TRANSLATE_NOOP("mailboat", "Somebody called \"{userName}\" may sign in through this primary already."), //
        QT_TRANSLATE_NOOP("mailboat", "Choose another name, or change what that one may do.")},
    {E::AppUserInvalid, "app_user_invalid", own(400), stays, refused, //
        QT_TRANSLATE_NOOP("mailboat", "This cannot be taken for somebody who signs in[: {why}]."), //
        QT_TRANSLATE_NOOP("mailboat", "Correct it, and try again.")},
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
    {E::RecordIdDiffers, "record_id_differs", own(400), stays, refused, //
        QT_TRANSLATE_NOOP(
            "mailboat", "The record[ {id} of {table}] calls itself \"{value}\" in its own data, under {field}."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Programs keep a record under the name in its data, so that it would take another one's place. Correct one "
            "of the "
            "two where the record was made. Nothing was changed.")},
    {E::RecordMissing, "record_missing", own(404), stays, failed, //
        QT_TRANSLATE_NOOP(
            "mailboat", "There is no such record[: {id} in {table}][: number {number} of the quarantine]."), //
        QT_TRANSLATE_NOOP(
            "mailboat", "Check what was typed, capital letters included[; \"{list}\" shows those there are].")},
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
    {E::RecordUnreadable, "record_unreadable", own(400), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "The program at site {site} cannot read this record[: {why}]."), //
        QT_TRANSLATE_NOOP("mailboat",
            "It is kept here as it came and not given to that site. Correct it where it was made; it is then sent.")},
    {E::RecordStoreMissing, "record_store_missing", own(400), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "The record names no store[ in {field}], so it belongs to no site."), //
        QT_TRANSLATE_NOOP("mailboat", "Correct it at the site that sent it, and have it sent again.")},
    {E::PatientNotVisible, "patient_not_visible", own(400), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "The site that sent this record does not hold its patient[ {patient}]."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Nothing to do where the patient is still on its way: the record is judged again when it arrives. "
            "Otherwise ask that site what it is.")},
    {E::PatientElsewhere, "patient_elsewhere", own(400), stays, failed, //
        QT_TRANSLATE_NOOP(
            "mailboat", "A patient[ {id}] that belongs to another site[, {owner}] cannot be deleted here."), //
        QT_TRANSLATE_NOOP("mailboat",
            "The record is sent back to the site that deleted it. If the patient is to go, delete it at its own site "
            "or at the primary.")},
    {E::JoinsTooMany, "joins_too_many", own(400), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat",
            "This site has asked for more patients of other sites today than the primary allows[: {limit}]."), //
        QT_TRANSLATE_NOOP("mailboat",
            "The primary's administrator can let it in with \"mailboatctl records retry\", or raise the preference "
            "\"max-joins-per-day\" for a campaign.")},
    {E::RecordFieldMissing, "record_field_missing", own(400), stays, failed, //
        QT_TRANSLATE_NOOP(
            "mailboat", "The program at site {site} needs \"{field}\", which this record does not have."), //
        QT_TRANSLATE_NOOP("mailboat", "Correct it at the site that sent it: it is sent as soon as it has that.")},
    {E::RecordNotKept, "record_not_kept", own(507), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat",
            "The primary cannot take this record[, {id} of {table}][: {text}], and its quarantine has no room left for "
            "this site."), //
        QT_TRANSLATE_NOOP("mailboat",
            "It stays here and waits. The primary's administrator has to look through the quarantine there; then send "
            "it again with \"mailboatctl records retry\".")},
    {E::RecordRefused, "record_refused", own(400), stays, failed, //
        QT_TRANSLATE_NOOP(
            "mailboat", "The primary takes other records, but not this one[, {id} of {table}][: {text}]."), //
        QT_TRANSLATE_NOOP("mailboat",
            "It stays here and waits, and is passed over meanwhile. It is sent again when it changes, or after "
            "\"mailboatctl records retry\": do that once the reason is gone, such as a limit at a proxy or gateway.")},
};

} // namespace mailboat::errors

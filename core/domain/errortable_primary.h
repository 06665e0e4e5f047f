// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rows of the table of errors. Running a primary; and what we did not produce.
#pragma once

#include "core/domain/errortable_columns.h"

#include <QtGlobal>

namespace mailboat::errors {

inline constexpr ErrorRow primaryErrors[] {
    // Running the primary
    {E::PrimaryStopped, "primary_stopped", own(503), stays, failed, //
        QT_TRANSLATE_NOOP(
            "mailboat", "The primary is not running, so no satellite can reach it[; {address} is free]."), //
        QT_TRANSLATE_NOOP("mailboat", "Start it with \"mailboatctl serve\", or keep this program open.")},
    {E::PrimaryElsewhere, "primary_elsewhere", own(503), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "The primary runs, but does not answer[ on {address}]."), //
        QT_TRANSLATE_NOOP("mailboat",
            "It may have been started with another address: put that one into the preference \"listen\", or start "
            "the "
            "primary again.")},
    {E::PrimaryHereAlone, "primary_here_alone", own(503), stays, failed, //
        QT_TRANSLATE_NOOP(
            "mailboat", "This primary is reached from this computer alone[: it answers on {address}]."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Where its sites are on other machines, set the preference \"listen\" to 0.0.0.0:2048, or to one address "
            "of "
            "this machine, and \"tls-certificate\" and \"tls-key\" to the files of its certificate; where a proxy "
            "stands "
            "before it, give the address of that as the preference \"external-url\".")},
    {E::PlainHttp, "plain_http", own(500), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat",
            "Satellites reach this primary by plain http: passwords and records can be read on their way."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Give the primary a certificate by the preferences \"tls-certificate\" and \"tls-key\", or put a proxy "
            "with "
            "https before it and give its address as the preference \"external-url\".")},
    {E::PlainHttpRefused, "plain_http_refused", own(500), stays, refused, //
        QT_TRANSLATE_NOOP("mailboat",
            "Without a certificate the primary does not listen[ on {address}] beyond this machine: passwords and "
            "records could be read on their way."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Give it a certificate by the preferences \"tls-certificate\" and \"tls-key\", give the https address of a "
            "proxy before it as the preference "
            "\"external-url\", or allow it with the preference \"plain-http\".")},
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
        QT_TRANSLATE_NOOP(
            "mailboat", "Renew it and put the new files in its place; the primary takes them without a restart.")},
    {E::CertificateEndsSoon, "certificate_ends_soon", own(500), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "The primary's certificate ends soon[: in {days} days][, {until}]."), //
        QT_TRANSLATE_NOOP(
            "mailboat", "Renew it and put the new files in its place; the primary takes them without a restart.")},
    {E::CertificateWrongName, "certificate_wrong_name", own(500), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "The primary's certificate is for another name[: {names}][, not for {host}]."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Get a certificate for the name that satellites use, or correct the preference \"external-url\".")},
    {E::CertificateUntrusted, "certificate_untrusted", own(500), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat",
            "Satellites may not trust the primary's certificate, for this machine does not know who issued it[: "
            "{issuer}]."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Get one from an issuer that satellites know, add the issuer's certificate to the file, or install it at "
            "each satellite.")},
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
    {E::MachineKeyUnusable, "machine_key_unusable", own(500), stays, unusable, //
        QT_TRANSLATE_NOOP(
            "mailboat", "The key that passwords are sealed with on this machine cannot be used[: {path}: {why}]."), //
        QT_TRANSLATE_NOOP("mailboat",
            "This machine's administrator has to see that whoever runs Mailboat may read and write there, or set "
            "XDG_STATE_HOME to another folder. A key that is damaged may be deleted; the password is then asked for "
            "again.")},
    {E::KeyRingUnusable, "key_ring_unusable", own(500), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "This desktop's key ring cannot be used[: {why}]."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Sign in at the desktop and unlock its key ring, then try again. Where the key for passwords stands in it, "
            "and is gone for good, make a new one with \"mailboatctl key --new\" and enter the password again, in the "
            "row of the primary; nothing else is lost.")},
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
            "The primary answered with an error that this program does not know[ (HTTP status {status})][: "
            "{text}]."), //
        QT_TRANSLATE_NOOP("mailboat", "Ask the primary's administrator what it means.")},
};

} // namespace mailboat::errors

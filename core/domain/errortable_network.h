// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rows of the table of errors. What happens on the way to the other side.
#pragma once

#include "core/domain/errortable_columns.h"

#include <QtGlobal>

namespace mailboat::errors {

inline constexpr ErrorRow networkErrors[] {
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
    {E::NotHttp, "not_http", own(502), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat",
            "What answers[ at {host}][ on port {port}] is no primary[ but {service}]: it speaks no HTTP."), //
        QT_TRANSLATE_NOOP(
            "mailboat", "Correct the port in the primary's URL; the primary's administrator knows the right one.")},
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
        QT_TRANSLATE_NOOP("mailboat",
            "Enter them in this machine's proxy settings or in the preference \"proxy\" "
            "(http://user:password@host:port), or correct them there; the administrator of your network knows them.")},
    {E::Redirected, "redirected", own(502), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "The primary[ at {host}] sends us on to another address[: {to}]."), //
        QT_TRANSLATE_NOOP("mailboat",
            "[If you trust that address, enter {to} as the primary's URL. ]The primary's administrator knows the right "
            "URL.")},
    {E::NetworkSignIn, "network_sign_in", own(502), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat",
            "The network wants a sign-in before it lets us through to the primary[ at {host}][: {page}]."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Open a web browser on this machine and sign in to the network there, then try again. If no page asks for "
            "that, check the primary's URL.")},
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
    {E::PlainHttpUrl, "plain_http_url", own(502), stays, failed, //
        QT_TRANSLATE_NOOP("mailboat", "By plain http, passwords and records can be read on their way[ to {host}]."), //
        QT_TRANSLATE_NOOP("mailboat",
            "Ask the primary's administrator for an address that begins with https, and enter it as the URL.")},
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
};

} // namespace mailboat::errors

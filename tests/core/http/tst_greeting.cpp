// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/greeting.h"
#include "tests/support/catch.h"

using namespace mailboat;
using Kind = Speaker::Kind;

TEST_CASE("E3: what answers is told by its first bytes")
{
    const auto [first, kind, service] = GENERATE(table<QByteArray, Kind, const char *>({
        {"SSH-2.0-OpenSSH_9.2p1\r\n", Kind::Other, "SSH"},
        {"220 mail.example ESMTP Postfix\r\n", Kind::Other, "SMTP"},
        {"220-mail.example\r\n", Kind::Other, "SMTP"},
        {"554 no service here\r\n", Kind::Other, "SMTP"},
        {"220 (vsFTPd 3.0.3)\r\n", Kind::Other, "FTP"},
        {QByteArray("J\0\0\0\n8.0.36\0", 12), Kind::Other, "MySQL"},
        {QByteArray("Y\0\0\0\n5.5.5-10.11.6-MariaDB\0", 28), Kind::Other, "MariaDB"},
        {QByteArray("E\0\0\0\xffj\x04Host is blocked", 22), Kind::Other, "MySQL"},
        {"-ERR wrong number of arguments for 'get' command\r\n", Kind::Other, "Redis"},
        {"-DENIED Redis is running in protected mode\r\n", Kind::Other, "Redis"},
        {"+OK Dovecot ready.\r\n", Kind::Other, "POP3"},
        {"* OK [CAPABILITY IMAP4rev1] ready.\r\n", Kind::Other, "IMAP"},
        {"RFB 003.008\n", Kind::Other, "VNC"},
        {"hello\r\n", Kind::Other, ""},
        {"22 bottles\r\n", Kind::Other, ""},
        {"HTTP/1.1 404 Not Found\r\n", Kind::Http, ""},
        {QByteArray("\x15\x03\x03\x00\x02\x02\x46", 7), Kind::Tls, ""},
        {"HTT", Kind::Unknown, ""},
        {"", Kind::Unknown, ""},
    }));
    CAPTURE(first);
    CHECK(speakerOf(first).kind == kind);
    CHECK(speakerOf(first).service.toStdString() == service);
}

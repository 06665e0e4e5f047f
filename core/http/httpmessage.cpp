// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/httpmessage.h"

namespace mailboat {

QByteArray HttpReply::header(const char *name) const
{
    for (const HttpHeader &header : headers) {
        if (qstricmp(header.name.constData(), name) == 0)
            return header.value;
    }
    return {};
}

HttpTraffic &HttpTraffic::operator+=(const HttpTraffic &other)
{
    requests += other.requests;
    bytesSent += other.bytesSent;
    bytesReceived += other.bytesReceived;
    headerBytesSent += other.headerBytesSent;
    headerBytesReceived += other.headerBytesReceived;
    return *this;
}

HttpTraffic HttpTraffic::operator-(const HttpTraffic &other) const
{
    return {requests - other.requests, bytesSent - other.bytesSent, bytesReceived - other.bytesReceived,
        headerBytesSent - other.headerBytesSent, headerBytesReceived - other.headerBytesReceived};
}

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/socketerror.h"

#include <QCoreApplication>

namespace mailboat {

ErrorCode unconnectedCode(const QString &said)
{
    // The context is Qt's, so that its own translation is what we compare with.
    const auto is
        = [&said](const char *words) { return said == QCoreApplication::translate("QNativeSocketEngine", words); };
    if (is("Network unreachable") || is("Host unreachable"))
        return ErrorCode::NoRoute;
    if (is("Connection timed out"))
        return ErrorCode::ConnectionFiltered;
    return ErrorCode::ConnectionFailed;
}

} // namespace mailboat

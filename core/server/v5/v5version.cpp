// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/v5/v5version.h"

#include "core/wire/wire.h"

namespace mailboat {

Result<SignIn> V5Version::signInOf(const ServerRequest &request) const
{
    const auto credentials = request.basicCredentials();
    if (!credentials)
        return failure(ErrorCode::RequestCredentialsMissing);
    return SignIn {credentials->userName, credentials->password,
        plain(QString::fromUtf8(request.header("msupply-site-uuid")).trimmed()),
        request.isCheck() ? SiteApp {}
                          : SiteApp::fromHeaders(request.header("app-name"), request.header("app-version")),
        request.header("version").trimmed(), request.isCheck()};
}

ServerAnswer V5Version::answerTo(const Error &told) const
{
    return {wireError(told.code).status, wire::composeError(told), {}};
}

} // namespace mailboat

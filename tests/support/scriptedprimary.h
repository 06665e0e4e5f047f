// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/scriptedserver.h"

namespace mailboat::test {

/// What a primary says of a site, with `more` (",\"key\":value") at its end.
QByteArray siteBody(const QByteArray &more = {}, int syncId = 12);
/// The protocol's error object.
ScriptedAnswer protocolError(int status, const QByteArray &code, const QByteArray &data = "null");
/// A primary that asks for a sign-in, as all do, then gives this answer, is idle and has no central data.
void servePrimary(ScriptedServer &server, ScriptedAnswer signedIn);

} // namespace mailboat::test

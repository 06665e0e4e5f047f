// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httpclient.h"

namespace mailboat {

/// Asks the server of that URL who it is, without credentials: they are for a primary, and this may be any server. A primary of
/// ours binds, changes and counts nothing for it. `http` outlives the task.
QCoro::Task<Result<HttpReply>> askAnonymously(HttpClient &http, QUrl server);

/// Whether what answered that may be a primary: the reason why not. 401 and its like are how one asks who is there.
Result<> mayBePrimary(const HttpReply &reply, const QUrl &server);
bool isMailboat(const HttpReply &reply);

} // namespace mailboat

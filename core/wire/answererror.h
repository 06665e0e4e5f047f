// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/error.h"
#include "core/http/httpmessage.h"

namespace mailboat::wire {

/// What an answer outside 2xx means: parseError(), with host, port and url, and of a redirect where it leads. What sends us
/// on to another server is Redirected, and `to` is what can be entered as the primary's URL, without path (absent where that
/// would be refused); what sends us on to a page where one signs in is NetworkSignIn (page), and to another page of the same
/// server WebPage.
Error answerError(const HttpReply &reply, const QUrl &asked);

} // namespace mailboat::wire

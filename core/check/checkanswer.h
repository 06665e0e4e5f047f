// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httpclient.h"

namespace mailboat {

/// Whether what answered a request without credentials to `url` may be a primary: the reason why not. 401 and its like are
/// how one asks who is there.
Result<> mayBePrimary(const HttpReply &reply, const QUrl &url);

} // namespace mailboat

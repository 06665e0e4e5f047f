// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httpmessage.h"

namespace mailboat {

/// About how many bytes the first line and the headers take on the line: neither client shows what it wrote.
qint64 headerBytesOf(const HttpRequest &request);
qint64 headerBytesOf(const HttpReply &reply);

} // namespace mailboat

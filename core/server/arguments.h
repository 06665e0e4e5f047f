// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

namespace mailboat {

struct ServerRequest;

/// A whole number from the query; `otherwise` where it is not there. RequestMalformed.
Result<qint64> numberArgument(const ServerRequest &request, const QByteArray &key, qint64 least, qint64 otherwise);

/// How many records at most are wanted. 0 is refused: an empty batch would tell a client that there is nothing, or that serials
/// are missing.
Result<int> limitArgument(const ServerRequest &request);

} // namespace mailboat

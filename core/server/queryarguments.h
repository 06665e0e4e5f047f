// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/server/serverrequest.h"

namespace mailboat {

/// A whole number from the query, from `least` up; `otherwise` where it is not there. RequestMalformed.
Result<qint64> numberArgument(const ServerRequest &request, const QByteArray &key, qint64 least, qint64 otherwise);

} // namespace mailboat

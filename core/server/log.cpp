// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/log.h"

namespace mailboat {

Q_LOGGING_CATEGORY(serverLog, "mailboat.server", QtInfoMsg)

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/siteconnection.h"

namespace mailboat {

/// Ends a pause: the interval becomes what it was before it became 0, as far as the log knows that, else its default. Takes no code, as
/// the interval takes none. The answer goes to `context`: the errors of SiteConnection::readLog(), readDraft() and commit().
void resumeSync(SiteConnection &site, QObject *context, SiteConnection::Answer<void> answer);

} // namespace mailboat

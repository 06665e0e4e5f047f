// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/error.h"
#include "core/domain/site.h"

namespace mailboat {

/// What to do about what is wrong with a row of the list of a site of this role: advise(), but where that speaks to the other
/// end.
QString peerAdvice(const Error &error, SiteRole own);

} // namespace mailboat

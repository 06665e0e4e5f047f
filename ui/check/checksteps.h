// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/site.h"

#include <QStringList>

namespace mailboat {

/// The steps of a connection check in their order (contract.md §4 `check`): of a satellite, or of a primary's own. `https`:
/// with "tls".
QStringList checkSteps(SiteRole role, bool https);
/// What a step looks at, for people, translated; the step itself where it is not known.
QString checkStepTitle(const QString &step);

} // namespace mailboat

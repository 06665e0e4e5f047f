// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/sitestate.h"
#include "ui/widgets/statuscolor.h"

namespace mailboat {

/// How a site stands with its primary, for a person there.

/// For a cell: "ok", "refused: another machine", "initialising, 45 %"; empty where it is not known.
QString shortStateWords(const SiteRow &site);
/// Whole sentences: how it stands, since when, and what to do about it. Empty where it is not known.
QString stateSentences(const SiteRow &site, const QDateTime &now);
/// The icon of a state, beside its word: "ok", "warning", "error", "pending", "running", "off".
QString stateIcon(SiteState state);
Tone stateTone(SiteState state);

} // namespace mailboat

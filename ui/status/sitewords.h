// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace mailboat {

struct Settings;

/// Which site these settings are of, in a few words, translated: "Clinic (Sync ID 12)", "Primary (Sync ID 1)". A satellite's name is
/// the one that it signs in with. Titles of windows end with it, where several sites are open on one desktop; the accessible names by
/// which programs find them do not.
QString siteWords(const Settings &settings);

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/error.h"
#include "core/domain/site.h"

namespace mailboat {

/// What happened, as a window says it: with the label of a preference in the place of its key, and without IDs that nobody can read
/// out, such as those of datafiles. They stand in hiddenIds().
QString windowWords(const Error &error);
/// What to do, as a window says it: by what the windows have, where describe()'s counterpart advise() names a preference's key or an
/// option of the command line.
QString windowAdvice(const Error &error);
/// refusalAdvice(), which is for whoever runs the primary, the same way.
QString windowRefusalAdvice(ErrorCode why, SyncId site);
/// What windowWords() leaves out, a line each, for who has to tell support; empty: nothing.
QString hiddenIds(const Error &error);

/// What happened, and what to do.
QString errorWords(const Error &error, const QString &advice);
QString errorWords(const Error &error);

} // namespace mailboat

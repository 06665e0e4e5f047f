// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

class QSaveFile;

namespace mailboat {

/// Opens a file that a person has named, to write it anew. FileUnwritable with the reason, also where a database stands there, such as a
/// datafile or a backup: it would be lost for a list.
Result<> openSaved(QSaveFile &file);
/// Puts what was written in its place; FileUnwritable where any of it has failed.
Result<> commitSaved(QSaveFile &file);

} // namespace mailboat

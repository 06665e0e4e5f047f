// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace mailboat::test {

/// Absolute paths of this build. One source alone knows them: the objects of all others are the same wherever the project
/// lies, and come from the compiler's cache in a fresh clone, too.
QString sourcePath(const QString &relative = {}); ///< in the project's folder
QString mailboatctlProgram();
QString mailboatProgram();

} // namespace mailboat::test

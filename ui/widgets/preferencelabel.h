// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace mailboat {

/// How the windows name the preference of that key; the text itself where it is no key of a preference that has a field.
QString preferenceLabel(const QString &text);

} // namespace mailboat

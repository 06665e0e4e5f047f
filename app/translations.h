// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace mailboat {

/// Texts of both programs in the person's language, where there is a translation.
void installTranslations();

} // namespace mailboat

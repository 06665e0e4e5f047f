// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/error.h"

namespace mailboat {

/// What to do about an error that the page Server shows, for who is on that page: windowAdvice(), which leads there, elsewhere.
QString serverPageAdvice(const Error &error);

} // namespace mailboat

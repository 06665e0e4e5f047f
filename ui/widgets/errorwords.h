// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/error.h"

namespace mailboat {

/// What happened, and what to do.
inline QString errorWords(const Error &error, const QString &advice)
{
    return describe(error) + u' ' + advice;
}

inline QString errorWords(const Error &error)
{
    return errorWords(error, advise(error));
}

} // namespace mailboat

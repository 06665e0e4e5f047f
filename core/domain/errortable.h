// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/errorcode.h"

#include <span>

namespace mailboat {

/// How a request ends at our primary; without a code it is the row's own name.
struct WireStatus {
    const char *code;
    int status;
};

/// Everything there is to know about one kind of error. {name} in words and advice stands for Error::values["name"];
/// what stands in [square brackets] is left out where a value in it is not known.
struct ErrorRow {
    ErrorCode code;
    const char *name; ///< stable, for scripts
    WireStatus wire; ///< of our answer, where this ends a request
    bool heals;
    int exitStatus;
    const char *words;
    const char *advice;
};

/// One row per ErrorCode, in the order of the enum.
std::span<const ErrorRow> errorRows();

} // namespace mailboat

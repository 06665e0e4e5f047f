// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace mailboat {

/// What every command accepts, before its name or after it.
struct GlobalOptions {
    std::optional<QString> datafile {};
    bool json = false;
    std::optional<QString> code {};
    std::optional<QString> codeFile {}; ///< "-": standard input
};

} // namespace mailboat

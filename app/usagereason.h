// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace CLI {
class App;
class ParseError;
} // namespace CLI

namespace mailboat {

/// Why the parser refused a command line, in the person's language and without the values of arguments: one of them may be
/// a secret.
QString usageReason(const CLI::ParseError &error, const CLI::App &app);

} // namespace mailboat

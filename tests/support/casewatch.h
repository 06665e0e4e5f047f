// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace mailboat::test {

/// Names the test case that hangs, or that ends the process of the cases after it.
/// What it says goes to standard error at once: the process is about to end.
class CaseWatch final
{
public:
    /// A test case that takes longer ends the process; without it, or where it is no number above 0, each takes what it takes,
    /// as in a debugger. The file's other cases then have not run, and the test that they are has failed.
    static constexpr const char *limitVariable = "MAILBOAT_CASE_SECONDS";

    static void begin(const std::string &name);
    static void end();
};

} // namespace mailboat::test

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

#include <memory>

namespace mailboat::test {

/// The application object of a test program. tests/support has one without windows in an archive of its own; a program that
/// defines another one, as tests/ui does, is linked with that.
std::unique_ptr<QCoreApplication> makeApplication(int &argc, char **argv);

} // namespace mailboat::test

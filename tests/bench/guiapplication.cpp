// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/application.h"

#include <QApplication>

namespace mailboat::test {

/// Windows are measured too, drawn offscreen unless QT_QPA_PLATFORM says otherwise.
std::unique_ptr<QCoreApplication> makeApplication(int &argc, char **argv)
{
    qputenv("QT_NO_GLIB", "1"); // Qt's own event loop tells when it waits
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    return std::make_unique<QApplication>(argc, argv);
}

} // namespace mailboat::test

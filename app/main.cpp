// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/desktop/application.h"
#include "app/largebuffers.h"
#include "app/privatememory.h"
#include "app/standardchannels.h"

#include <QApplication>

#include <algorithm>

namespace {

/// Where there is none, Qt would end the program by abort().
bool hasDisplay(int argc, char *argv[])
{
    const bool isChosen = std::any_of(
        argv, argv + argc, [](const char *argument) { return QLatin1String(argument).endsWith(u"-platform"); });
    return isChosen || !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY")
        || !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM");
}

} // namespace

int main(int argc, char *argv[])
{
    mailboat::keepMemoryPrivate();
    mailboat::giveBackLargeBuffers();
    mailboat::keepStandardChannels();
    if (!hasDisplay(argc, argv)) {
        QCoreApplication qt(argc, argv);
        return mailboat::Application::runWithoutDisplay(qt.arguments());
    }
    QApplication qt(argc, argv);
    mailboat::Application application(qt.arguments());
    return application.run();
}

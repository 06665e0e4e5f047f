// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/windowarguments.h"

#include <QCoreApplication>

namespace mailboat {

std::unique_ptr<ArgumentParser> windowCommandLine(WindowArguments &said)
{
    auto parser = std::make_unique<ArgumentParser>(
        QCoreApplication::translate("mailboat", "Mailboat: the preferences window of a site"), "mailboat");
    CLI::App *const root = &parser->root();
    addText(root, "--datafile", said.datafile,
        QCoreApplication::translate(
            "mailboat", "The site's datafile; else MAILBOAT_DATAFILE, else the one in your data folder"),
        "D");
    addText(root, "DATAFILE", said.datafile,
        QCoreApplication::translate("mailboat", "The same: as a desktop gives a file that is opened"), " ");
    refuseBoth(root, "--datafile", "DATAFILE");
    addText(root, "--picture", said.picture,
        QCoreApplication::translate("mailboat",
            "When the first synchronisation has ended, write a picture of the window to this file (PNG) and end"),
        "F");
    addFlag(root, "--hidden", said.isHidden,
        QCoreApplication::translate("mailboat",
            "Start without the window, as at log-in; the icon in the tray, or starting it again, shows it"));
    return parser;
}

} // namespace mailboat

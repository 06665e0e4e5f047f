// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// mailboat-manuals FOLDER DATE: writes the manual pages of the programs, made of what their command lines declare, for the build.

#include "app/commandline.h"
#include "app/manuals/manualpage.h"
#include "app/windowarguments.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <cstdio>

using namespace mailboat;

namespace {

bool write(const QDir &folder, const QString &name, const QByteArray &page)
{
    QFile file(folder.filePath(name + QStringLiteral(".1")));
    return file.open(QIODevice::WriteOnly) && file.write(page) == page.size() && file.flush();
}

bool writeAll(const QDir &folder, const QString &date)
{
    Invocation invocation;
    const CommandPage program = pageOf(*commandLine(invocation));
    const ManualPages pages(program, date, {QStringLiteral("mailboat")});
    bool isWritten = write(folder, program.name, pages.ofProgram());
    for (const CommandPage &command : program.commands)
        isWritten = write(folder, pages.nameOf(command), pages.ofCommand(command)) && isWritten;

    WindowArguments arguments;
    const CommandPage window = pageOf(*windowCommandLine(arguments));
    const ManualPages windowPages(window, date, {program.name});
    return write(folder, window.name, windowPages.ofProgram()) && isWritten;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 3) {
        std::fputs("usage: mailboat-manuals FOLDER DATE\n", stderr);
        return 2;
    }
    const QDir folder(arguments.at(1));
    if (folder.mkpath(QStringLiteral(".")) && writeAll(folder, arguments.at(2)))
        return 0;
    std::fputs("mailboat-manuals: the pages could not be written\n", stderr);
    return 1;
}

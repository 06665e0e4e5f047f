// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/command.h"

#include <QString>

namespace mailboat {

class DatafileAddress;
struct BackupDescription;
struct Restored;

/// `backup`: a copy of the datafile while everything runs.
class BackupCommand final : public Command
{
public:
    static void declare(CLI::App &parent, ChosenCommand &chosen);
    Result<ExitStatus> run(Session &session) override;

    QString target;
};

/// `restore`: such a copy becomes the datafile, and stands still until `recover`.
class RestoreCommand final : public Command
{
public:
    static void declare(CLI::App &parent, ChosenCommand &chosen);
    Result<ExitStatus> run(Session &session) override;

    QString file;
    bool isSure = false;

private:
    Result<bool> declined(Session &session, const BackupDescription &backup, const DatafileAddress &datafile) const;
    static void report(
        Session &session, const BackupDescription &backup, const DatafileAddress &datafile, const Restored &restored);
};

} // namespace mailboat

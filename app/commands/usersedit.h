// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/command.h"

#include <QStringList>

#include <functional>
#include <optional>

namespace mailboat {

class AppUsers;
class Authorisation;

/// Opens the datafile, then checks the code, then lets `change` work, which says in words what it has done: the lack of a code
/// comes before any rule.
Result<ExitStatus> editUsers(
    Session &session, const std::function<Result<QString>(AppUsers &, const Authorisation &)> &change);

/// What `users add` and `users edit` both take.
struct UserOptions {
    QString name;
    std::optional<QString> passwordFile {};
    QStringList stores {}; ///< "ID" or "ID:permissions"
    std::optional<QString> permissions {};
    std::optional<QString> defaultStore {};
    std::optional<QString> firstName {};
    std::optional<QString> lastName {};
    std::optional<QString> email {};
    std::optional<QString> language {};
    std::optional<QString> userId {};
};

class UsersAddCommand final : public Command
{
public:
    static void declare(CLI::App &parent, ChosenCommand &chosen);
    Result<ExitStatus> run(Session &session) override;

    UserOptions options;
};

/// Changes what is named and leaves the rest.
class UsersEditCommand final : public Command
{
public:
    static void declare(CLI::App &parent, ChosenCommand &chosen);
    Result<ExitStatus> run(Session &session) override;

    UserOptions options;
    std::optional<QString> newName {};
    QStringList withoutStores {};
    std::optional<QString> isActive {}; ///< "yes" or "no"
};

class UsersRemoveCommand final : public Command
{
public:
    static void declare(CLI::App &parent, ChosenCommand &chosen);
    Result<ExitStatus> run(Session &session) override;

    QString name;
};

} // namespace mailboat

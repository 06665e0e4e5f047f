// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How commands tell the parser what they accept. Only the .cpp files of commands include this: CLI11 is large.
#pragma once

#include "app/commands/command.h"

#include <CLI/CLI.hpp>
#include <QString>

#include <optional>

namespace mailboat {

/// A command's page of help. Lines are wrapped here, not by whoever writes the words.
struct HelpText {
    QString summary; ///< one line, for the list of commands
    QString details {}; ///< paragraphs
    QString examples {}; ///< lines, each a command line
};

/// `text` in lines of at most `width` columns, paragraphs kept.
std::string wrapped(const QString &text, int width);

/// Names a command and the words of its page.
CLI::App *addPage(CLI::App &parent, const char *name, const HelpText &help);

/// Adds a command of type C; its fields can be bound to options of the parser as long as the parser lives.
template<class C>
struct Declared {
    CLI::App *parser;
    std::shared_ptr<C> command;
};
template<class C>
Declared<C> addCommand(CLI::App &parent, ChosenCommand &chosen, const char *name, const HelpText &help)
{
    auto command = std::make_shared<C>();
    CLI::App *parser = addPage(parent, name, help);
    parser->callback([&chosen, command] { chosen = command; });
    return {parser, command};
}

/// Options and positional arguments that are texts. `placeholder` stands for the value in the help.
CLI::Option *addText(CLI::App *parser, const char *name, QString &field, const QString &words, const char *placeholder);
CLI::Option *addText(
    CLI::App *parser, const char *name, std::optional<QString> &field, const QString &words, const char *placeholder);
/// A positional argument that has to be there.
CLI::Option *addArgument(CLI::App *parser, const char *name, QString &field, const QString &words);
/// A whole number within limits.
CLI::Option *addNumber(
    CLI::App *parser, const char *name, qint64 &field, const QString &words, qint64 least, qint64 most);

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How programs and commands tell the parser what they accept, without seeing CLI11: it is large, and only declare.cpp pays
// for it.
#pragma once

#include "app/commands/command.h"
#include "app/commands/helptext.h"

#include <QStringList>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mailboat {

class Page;

/// The arguments asked for words, not for work: --help and --version.
struct Information {
    QString key; ///< of the one in a JSON document: "help", "version"
    QString text;
};

/// A program's command line.
class ArgumentParser final
{
public:
    ArgumentParser(const QString &summary, const char *program);
    ~ArgumentParser();
    Q_DISABLE_COPY_MOVE(ArgumentParser)

    /// To be asked for where options and commands are added.
    CLI::App &root();
    /// One of the commands that are added has to be named, and takes the program's own options, too.
    void expectCommand(const QString &footer);
    /// Fills the fields that were declared from the arguments after the program's name. UsageWrong where they cannot be
    /// understood, without the values of arguments: one of them may be a secret.
    Result<std::optional<Information>> parse(std::vector<std::string> arguments);

private:
    std::unique_ptr<Page> m_root;
    std::string m_version;
};

/// `text` in lines of at most `width` columns, paragraphs kept.
std::string wrapped(const QString &text, int width);

/// A command that has commands of its own, one of which has to be named.
CLI::App *addGroup(CLI::App &parent, const char *name, const HelpText &help);

enum class Subcommands { None, Possible };
/// Names a command; `choose` is called where the arguments name it, and none of its own commands.
CLI::App *addPage(
    CLI::App &parent, const char *name, const HelpText &help, Subcommands subcommands, std::function<void()> choose);

/// Adds a command of type C; its fields can be bound to options of the parser as long as the parser lives.
template<class C>
struct Declared {
    CLI::App *parser;
    std::shared_ptr<C> command;
};
template<class C>
Declared<C> addCommand(CLI::App &parent, ChosenCommand &chosen, const char *name, const HelpText &help,
    Subcommands subcommands = Subcommands::None)
{
    auto command = std::make_shared<C>();
    CLI::App *parser = addPage(parent, name, help, subcommands, [&chosen, command] { chosen = command; });
    return {parser, command};
}

enum class Presence { Optional, Required };

/// Options that are texts. `placeholder` stands for the value in the help.
void addText(CLI::App *parser, const char *name, QString &field, const QString &words, const char *placeholder,
    Presence presence = Presence::Optional);
void addText(
    CLI::App *parser, const char *name, std::optional<QString> &field, const QString &words, const char *placeholder);
/// An option that may stand there several times, each time with one text.
void addTexts(CLI::App *parser, const char *name, QStringList &field, const QString &words, const char *placeholder);
/// A positional argument that has to be there.
void addArgument(CLI::App *parser, const char *name, QString &field, const QString &words);
/// An option or a positional argument that is a whole number within limits.
void addNumber(CLI::App *parser, const char *name, qint64 &field, const QString &words, qint64 least, qint64 most,
    Presence presence = Presence::Optional);
/// An option that is one of a few words.
void addChoice(CLI::App *parser, const char *name, std::optional<QString> &field, const QStringList &choices,
    const QString &words);
void addFlag(CLI::App *parser, const char *name, bool &field, const QString &words);
/// Two options that make sense only together, or never together.
void requireBoth(CLI::App *parser, const char *one, const char *other);
void refuseBoth(CLI::App *parser, const char *one, const char *other);

} // namespace mailboat

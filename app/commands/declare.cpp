// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/declare.h"

#include "app/commands/page.h"
#include "core/domain/version.h"

#include <QCoreApplication>

#include <algorithm>

namespace mailboat {

namespace {

constexpr int pageWidth = 79;
constexpr int optionWidth = 49; // beside the column of names

std::string indented(const QString &lines)
{
    std::string result;
    const QStringList all = lines.split(u'\n');
    for (const QString &line : all)
        result += "  " + line.toStdString() + '\n';
    return result;
}

/// The parser's own check of a range takes what does not fit into 64 bits.
CLI::Validator wholeNumber(qint64 least, qint64 most)
{
    const auto problem = [least, most](const std::string &text) {
        bool isNumber = false;
        const qint64 number = QString::fromStdString(text).toLongLong(&isNumber);
        if (isNumber && number >= least && number <= most)
            return std::string();
        return QCoreApplication::translate("mailboat", "a whole number from %1 to %2 is needed")
            .arg(QString::number(least), QString::number(most))
            .toStdString();
    };
    return {problem, std::string()};
}

CLI::App *page(CLI::App &parent, const char *name, const HelpText &help)
{
    CLI::App *parser = parent.add_subcommand(std::make_shared<Page>(help, name, &parent));
    parser->group(QCoreApplication::translate("mailboat", "Commands").toStdString());
    parser->set_help_flag(
        "-h,--help", wrapped(QCoreApplication::translate("mailboat", "Shows this help."), optionWidth));
    std::string footer;
    if (!help.details.isEmpty())
        footer += wrapped(help.details, pageWidth) + "\n\n";
    if (!help.examples.isEmpty())
        footer += QCoreApplication::translate("mailboat", "Examples:").toStdString() + '\n' + indented(help.examples)
            + '\n';
    footer
        += wrapped(QCoreApplication::translate("mailboat",
                       "Every command also takes --datafile D (or MAILBOAT_DATAFILE), --json, and --code C or "
                       "--code-file F (or MAILBOAT_CODE).\n"
                       "Exit status: 0 done; 1 tried and failed; 2 bad usage, or refused by a rule; 3 locked, the "
                       "authorisation code is missing or wrong; 4 the datafile cannot be used; 130 ended by Ctrl-C."),
            pageWidth);
    parser->footer(footer);
    return parser;
}

template<class Kind>
bool is(const CLI::ParseError &error)
{
    return dynamic_cast<const Kind *>(&error) != nullptr;
}

/// "--user is required", "A subcommand is required"
QString missing(const QString &said)
{
    if (said.contains(QLatin1String("subcommand")))
        return QCoreApplication::translate("mailboat", "the name of a command is missing");
    return QCoreApplication::translate("mailboat", "%1 is missing").arg(said.section(u' ', 0, 0));
}

/// "--code: At Most 1 required but received 2", "--code: 1 required TEXT missing"
QString wrongCount(const QString &said)
{
    const QString name = said.section(u':', 0, 0).section(u' ', 0, 0);
    return said.contains(QLatin1String("At Most"))
        ? QCoreApplication::translate("mailboat", "%1 may be given only once").arg(name)
        : QCoreApplication::translate("mailboat", "%1 needs a value").arg(name);
}

// The parser's sentences are English; which options they are about stands in them and nowhere else.
QString usageReason(const CLI::ParseError &error, const CLI::App &app)
{
    const QString said = QString::fromUtf8(error.what()).simplified();
    // A wrong name of a command shows as a command that is missing.
    const std::vector<std::string> extras = app.remaining(true);
    if ((is<CLI::RequiredError>(error) && !extras.empty()) || is<CLI::ExtrasError>(error)) {
        const QString first = extras.empty() ? QString() : QString::fromStdString(extras.front()).section(u'=', 0, 0);
        return QCoreApplication::translate("mailboat", "\"%1\" was not expected").arg(first);
    }
    if (is<CLI::RequiredError>(error))
        return missing(said);
    if (is<CLI::ArgumentMismatch>(error))
        return wrongCount(said);
    const QStringList words = said.split(u' ');
    if (is<CLI::ExcludesError>(error))
        return QCoreApplication::translate("mailboat", "%1 and %2 cannot be given together")
            .arg(words.first(), words.last());
    if (is<CLI::RequiresError>(error))
        return QCoreApplication::translate("mailboat", "%1 needs %2 as well").arg(words.first(), words.last());
    if (is<CLI::ConversionError>(error))
        return QCoreApplication::translate("mailboat", "an option that takes no value was given one");
    return said; // a validator's words, which are ours
}

void nameLabels(CLI::App &app)
{
    const auto formatter = app.get_formatter();
    formatter->label("Usage", QCoreApplication::translate("mailboat", "Usage").toStdString());
    formatter->label("SUBCOMMAND", QCoreApplication::translate("mailboat", "COMMAND").toStdString());
    formatter->label("Positionals", QCoreApplication::translate("mailboat", "Arguments").toStdString());
    formatter->label("OPTIONS", QCoreApplication::translate("mailboat", "options").toStdString());
    app.option_defaults()->group(QCoreApplication::translate("mailboat", "Options").toStdString());
}

} // namespace

ArgumentParser::ArgumentParser(const QString &summary, const char *program)
    : m_root(std::make_unique<Page>(HelpText {summary}, program, nullptr))
    , m_version(std::string(program) + ' ' + version)
{
    m_root->set_help_flag("-h,--help", "Print this help message and exit");
    m_root->set_version_flag("--version", m_version);
}

ArgumentParser::~ArgumentParser() = default;

CLI::App &ArgumentParser::root()
{
    return *m_root;
}

void ArgumentParser::expectCommand(const QString &footer)
{
    nameLabels(*m_root);
    m_root->words.details = footer;
    m_root->footer(footer.toStdString());
    m_root->set_help_flag(
        "-h,--help", wrapped(QCoreApplication::translate("mailboat", "Shows this help."), optionWidth));
    m_root->set_version_flag(
        "--version", m_version, wrapped(QCoreApplication::translate("mailboat", "Shows the version."), optionWidth));
    m_root->fallthrough(); // inherited: options of the program are taken after the command, too
    m_root->require_subcommand(1);
}

Result<std::optional<Information>> ArgumentParser::parse(std::vector<std::string> arguments)
{
    std::reverse(arguments.begin(), arguments.end()); // as the parser takes them
    try {
        m_root->parse(std::move(arguments));
    } catch (const CLI::CallForHelp &) {
        return Information {QStringLiteral("help"), QString::fromStdString(m_root->help())};
    } catch (const CLI::CallForVersion &) {
        return Information {QStringLiteral("version"), QString::fromStdString(m_version) + u'\n'};
    } catch (const CLI::ParseError &error) {
        return failure(ErrorCode::UsageWrong, {{QStringLiteral("why"), usageReason(error, *m_root)}});
    }
    return std::nullopt;
}

std::string wrapped(const QString &text, int width)
{
    QStringList lines;
    const QStringList paragraphs = text.split(u'\n');
    for (const QString &paragraph : paragraphs) {
        const auto firstWord = std::find_if(paragraph.begin(), paragraph.end(), [](QChar c) { return c != u' '; });
        const QString indent(firstWord - paragraph.begin(), u' ');
        QString line = indent;
        const QStringList words = paragraph.split(u' ', Qt::SkipEmptyParts);
        for (const QString &word : words) {
            const bool isFirst = line.size() == indent.size();
            if (!isFirst && line.size() + 1 + word.size() > width) {
                lines += line;
                line = indent + word;
            } else {
                line += isFirst ? word : u' ' + word;
            }
        }
        lines += line;
    }
    return lines.join(u'\n').toStdString();
}

CLI::App *addGroup(CLI::App &parent, const char *name, const HelpText &help)
{
    CLI::App *parser = page(parent, name, help);
    parser->require_subcommand(1);
    return parser;
}

CLI::App *addPage(
    CLI::App &parent, const char *name, const HelpText &help, Subcommands subcommands, std::function<void()> choose)
{
    CLI::App *parser = page(parent, name, help);
    if (subcommands == Subcommands::Possible)
        parser->require_subcommand(0, 1);
    parser->callback([parser, choose = std::move(choose)] {
        if (parser->get_subcommands().empty())
            choose();
    });
    return parser;
}

void addText(CLI::App *parser, const char *name, QString &field, const QString &words, const char *placeholder,
    Presence presence)
{
    parser
        ->add_option_function<std::string>(
            name, [&field](const std::string &text) { field = QString::fromStdString(text); },
            wrapped(words, optionWidth))
        ->option_text(placeholder)
        ->required(presence == Presence::Required);
}

void addText(
    CLI::App *parser, const char *name, std::optional<QString> &field, const QString &words, const char *placeholder)
{
    parser
        ->add_option_function<std::string>(
            name, [&field](const std::string &text) { field = QString::fromStdString(text); },
            wrapped(words, optionWidth))
        ->option_text(placeholder);
}

void addTexts(CLI::App *parser, const char *name, QStringList &field, const QString &words, const char *placeholder)
{
    parser
        ->add_option_function<std::vector<std::string>>(
            name,
            [&field](const std::vector<std::string> &texts) {
                for (const std::string &text : texts)
                    field.append(QString::fromStdString(text));
            },
            wrapped(words, optionWidth))
        ->allow_extra_args(false)
        ->option_text(placeholder);
}

void addArgument(CLI::App *parser, const char *name, QString &field, const QString &words)
{
    addText(parser, name, field, words, " ", Presence::Required);
}

void addNumber(CLI::App *parser, const char *name, qint64 &field, const QString &words, qint64 least, qint64 most,
    Presence presence)
{
    parser->add_option(name, field, wrapped(words, optionWidth))
        ->check(wholeNumber(least, most))
        ->option_text("N")
        ->required(presence == Presence::Required);
}

void addChoice(
    CLI::App *parser, const char *name, std::optional<QString> &field, const QStringList &choices, const QString &words)
{
    const auto problem = [choices](const std::string &text) {
        if (choices.contains(QString::fromStdString(text)))
            return std::string();
        return QCoreApplication::translate("mailboat", "one of these is needed: %1")
            .arg(choices.join(QStringLiteral(", ")))
            .toStdString();
    };
    parser
        ->add_option_function<std::string>(
            name, [&field](const std::string &text) { field = QString::fromStdString(text); },
            wrapped(words, optionWidth))
        ->check(CLI::Validator(problem, std::string()))
        ->option_text(choices.join(u'|').toStdString());
}

void addFlag(CLI::App *parser, const char *name, bool &field, const QString &words)
{
    parser->add_flag(name, field, wrapped(words, optionWidth));
}

void requireBoth(CLI::App *parser, const char *one, const char *other)
{
    parser->get_option(one)->needs(other);
    parser->get_option(other)->needs(one);
}

void refuseBoth(CLI::App *parser, const char *one, const char *other)
{
    parser->get_option(one)->excludes(other);
}

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/manuals/manualpage.h"

#include "app/manuals/roff.h"
#include "core/domain/version.h"

namespace mailboat {

namespace {

QString section(const char *title)
{
    return QStringLiteral(".SH ") + QLatin1String(title) + u'\n';
}

QString bold(const QString &text)
{
    return QStringLiteral("\\fB") + roffText(text) + QStringLiteral("\\fR");
}

QString italic(const QString &text)
{
    return QStringLiteral("\\fI") + roffText(text) + QStringLiteral("\\fR");
}

/// "-n N, --number N"
QString title(const OptionPage &option)
{
    if (option.isPositional)
        return italic(option.names.first());
    QStringList forms;
    for (const QString &name : option.names)
        forms += bold(name) + (option.value.isEmpty() ? QString() : u' ' + italic(option.value));
    return forms.join(QStringLiteral(", "));
}

QString optionList(const QList<OptionPage> &options, bool isPositional)
{
    QString result;
    for (const OptionPage &option : options) {
        if (option.isPositional == isPositional)
            result += QStringLiteral(".TP\n") + title(option) + u'\n' + roffParagraph(option.words);
    }
    return result;
}

QString argumentsOf(const CommandPage &page)
{
    QStringList words;
    for (const OptionPage &option : page.options) {
        if (!option.isPositional && option.isRequired)
            words += bold(option.names.last()) + u' ' + italic(option.value);
    }
    words += u'[' + italic(QStringLiteral("options")) + u']';
    for (const OptionPage &option : page.options) {
        if (option.isPositional)
            words += option.isRequired ? italic(option.names.first()) : u'[' + italic(option.names.first()) + u']';
    }
    return words.join(u' ');
}

/// What somebody types, one line for the command itself and each of its own.
QString synopsis(const QString &typed, const CommandPage &page)
{
    QString result = bold(typed) + u' ' + argumentsOf(page) + u'\n';
    for (const CommandPage &command : page.commands)
        result += QStringLiteral(".br\n") + synopsis(typed + u' ' + command.name, command);
    return result;
}

/// Paragraphs; a line that is indented stays one, with its neighbours.
QString prose(const QString &text)
{
    QString result;
    QStringList kept;
    const auto flush = [&] {
        if (!kept.isEmpty())
            result += (result.isEmpty() ? QString() : QStringLiteral(".PP\n")) + roffLines(kept.join(u'\n'));
        kept.clear();
    };
    for (const QString &line : text.split(u'\n')) {
        if (line.startsWith(QLatin1String("  "))) {
            kept += line.mid(2);
            continue;
        }
        flush();
        if (!line.isEmpty())
            result += (result.isEmpty() ? QString() : QStringLiteral(".PP\n")) + roffParagraph(line);
    }
    flush();
    return result;
}

/// What stands below a program's help: "Environment:" and the like begin a section.
QString programSections(const QString &footer)
{
    QString result;
    QString above;
    for (const QString &paragraph : footer.split(QStringLiteral("\n\n"))) {
        const QString first = paragraph.section(u'\n', 0, 0);
        if (first.endsWith(u':') && paragraph.contains(QLatin1String("\n  ")))
            result += QStringLiteral(".SH ") + roffArgument(first.chopped(1).toUpper()) + u'\n'
                + prose(paragraph.section(u'\n', 1));
        else if (!paragraph.isEmpty())
            above += QStringLiteral(".PP\n") + roffParagraph(paragraph);
    }
    return above + result;
}

QString details(const CommandPage &page)
{
    QString result = prose(page.help.details);
    const QString arguments = optionList(page.options, true);
    const QString options = optionList(page.options, false);
    if (result.isEmpty())
        result = roffParagraph(page.help.summary + u'.');
    return result + arguments + options;
}

QString examples(const CommandPage &page)
{
    return page.help.examples.isEmpty() ? QString() : QStringLiteral(".PP\n") + roffLines(page.help.examples);
}

} // namespace

ManualPages::ManualPages(CommandPage program, QString date, QStringList others)
    : m_program(std::move(program))
    , m_date(std::move(date))
    , m_others(std::move(others))
{
}

QString ManualPages::nameOf(const CommandPage &command) const
{
    return m_program.name + u'-' + command.name;
}

QString ManualPages::head(const QString &name, const QString &summary) const
{
    const QStringList title {roffArgument(name.toUpper()), QStringLiteral("1"), u'"' + m_date + u'"',
        roffArgument(QStringLiteral("Mailboat ") + QLatin1String(version)), roffArgument(QStringLiteral("Mailboat"))};
    // Names of commands are not hyphenated, nor lines of them stretched.
    return QStringLiteral(".\\\" Made from --help by mailboat-manuals.\n.TH ") + title.join(u' ')
        + QStringLiteral("\n.nh\n.ad l\n") + section("NAME")
        + roffParagraph(name + QStringLiteral(" - ") + (summary.endsWith(u'.') ? summary.chopped(1) : summary));
}

QString ManualPages::seeAlso(const QStringList &names) const
{
    QString result = section("SEE ALSO");
    QStringList all = names + m_others;
    for (const QString &name : all)
        result += QStringLiteral(".BR ") + roffText(name) + QStringLiteral(" (1)")
            + (name == all.last() ? QString() : QStringLiteral(",")) + u'\n';
    return result;
}

QByteArray ManualPages::ofProgram() const
{
    const QString summary = m_program.help.summary;
    QString page = head(m_program.name, summary.section(QStringLiteral(": "), -1)) + section("SYNOPSIS")
        + bold(m_program.name) + u' ' + argumentsOf(m_program);
    if (!m_program.commands.isEmpty())
        page += u' ' + italic(QStringLiteral("command"));
    page += u'\n' + section("DESCRIPTION") + roffParagraph(summary.endsWith(u'.') ? summary : summary + u'.');
    page += section("OPTIONS") + optionList(m_program.options, true) + optionList(m_program.options, false);
    QStringList pages;
    if (!m_program.commands.isEmpty())
        page += section("COMMANDS");
    for (const CommandPage &command : m_program.commands) {
        page += QStringLiteral(".TP\n") + bold(command.name) + u'\n' + roffParagraph(command.help.summary);
        pages += nameOf(command);
    }
    page += programSections(m_program.help.details) + seeAlso(pages);
    return page.toUtf8();
}

QByteArray ManualPages::ofCommand(const CommandPage &command) const
{
    const QString typed = m_program.name + u' ' + command.name;
    QString page = head(nameOf(command), command.help.summary) + section("SYNOPSIS") + synopsis(typed, command)
        + section("DESCRIPTION") + details(command);
    for (const CommandPage &own : command.commands)
        page += QStringLiteral(".SS ") + roffArgument(typed + u' ' + own.name) + u'\n' + details(own) + examples(own);
    if (!command.help.examples.isEmpty())
        page += section("EXAMPLES") + examples(command).section(u'\n', 1);
    page += section("OPTIONS OF EVERY COMMAND") + optionList(m_program.options, false) + section("EXIT STATUS")
        + roffParagraph(QStringLiteral("As %1(1) says.").arg(m_program.name)) + seeAlso({m_program.name});
    return page.toUtf8();
}

} // namespace mailboat

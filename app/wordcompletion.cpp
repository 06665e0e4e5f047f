// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/wordcompletion.h"

#include <algorithm>

namespace mailboat {

namespace {

/// By the names that the commands give to what they take.
Completes completesOf(const QString &command, const OptionPage &option)
{
    const QString &name = option.names.last();
    const QString &what = option.isPositional ? name : option.value;
    if (what == QLatin1String("F") || what == QLatin1String("D") || what.startsWith(QLatin1String("FILE")))
        return Completes::File;
    if (command.startsWith(QLatin1String("prefs"))) {
        if (what == QLatin1String("NAME"))
            return Completes::Preference;
        return what == QLatin1String("VALUE") ? Completes::PreferenceValue : Completes::Nothing;
    }
    if (what == QLatin1String("LABEL"))
        return Completes::Label;
    if (command.startsWith(QLatin1String("records"))) {
        if (what == QLatin1String("TABLE") || name == QLatin1String("--table"))
            return command == QLatin1String("records put") ? Completes::NewRecordsTable : Completes::Table;
        return what == QLatin1String("NUMBER") ? Completes::QuarantineNumber : Completes::Nothing;
    }
    const bool isOther = command == QLatin1String("peers add"); // one that is not there yet
    return option.isPositional && what == QLatin1String("ID") && !isOther ? Completes::Site : Completes::Nothing;
}

} // namespace

WordCompletion::WordCompletion(const CommandPage &program, QStringList words)
    : m_path {&program}
    , m_word(words.isEmpty() ? QString() : words.takeLast())
{
    read(words);
    if (m_open) {
        m_isValue = true;
        expect(m_open);
        return;
    }
    const qsizetype sign = m_word.indexOf(u'=');
    if (!m_onlyArguments && m_word.startsWith(QLatin1String("--")) && sign > 0) {
        m_isValue = true;
        m_prefix = m_word.left(sign + 1);
        expect(option(m_word.left(sign)));
        m_word.remove(0, sign + 1);
    } else if (m_onlyArguments || !m_word.startsWith(u'-')) {
        expect(argument());
        m_isValue = m_completes == Completes::File;
    }
}

void WordCompletion::read(const QStringList &words)
{
    for (const QString &word : words) {
        m_before = word;
        if (m_open) {
            if (m_open->names.contains(QLatin1String("--datafile")))
                m_datafile = word;
            m_open = nullptr;
        } else if (!m_onlyArguments && word == QLatin1String("--")) {
            m_onlyArguments = true;
        } else if (!m_onlyArguments && word.startsWith(u'-') && word.size() > 1) {
            readOption(word);
        } else {
            const QList<CommandPage> &commands = m_path.first()->commands;
            const auto command = std::find_if(
                commands.begin(), commands.end(), [&word](const CommandPage &page) { return page.name == word; });
            if (command == commands.end() || m_onlyArguments)
                ++m_arguments;
            else
                m_path.prepend(&*command);
        }
    }
}

void WordCompletion::readOption(const QString &word)
{
    const QString name = word.section(u'=', 0, 0);
    const OptionPage *const found = option(name);
    if (!found)
        return;
    m_used += found->names;
    if (found->value.isEmpty())
        return;
    if (!word.contains(u'='))
        m_open = found;
    else if (name == QLatin1String("--datafile"))
        m_datafile = word.section(u'=', 1);
}

/// A command takes the options of those above it, too.
const OptionPage *WordCompletion::option(const QString &name) const
{
    for (const CommandPage *page : m_path) {
        for (const OptionPage &option : page->options) {
            if (!option.isPositional && option.names.contains(name))
                return &option;
        }
    }
    return nullptr;
}

const OptionPage *WordCompletion::argument() const
{
    int left = m_arguments;
    for (const OptionPage &option : m_path.first()->options) {
        if (option.isPositional && (left-- == 0 || option.isRepeatable))
            return &option;
    }
    return nullptr;
}

void WordCompletion::expect(const OptionPage *option)
{
    m_expected = option;
    if (!option)
        return;
    QStringList command;
    for (qsizetype i = m_path.size() - 2; i >= 0; --i)
        command += m_path.at(i)->name;
    m_completes = completesOf(command.join(u' '), *option);
}

/// Of commands, and of options once a hyphen stands there.
QList<Candidate> WordCompletion::names() const
{
    QList<Candidate> found;
    if (m_onlyArguments || !m_word.startsWith(u'-')) {
        if (m_arguments == 0) {
            for (const CommandPage &command : m_path.first()->commands)
                found += {command.name, command.help.summary};
        }
        return found;
    }
    for (const CommandPage *page : m_path) {
        for (const OptionPage &option : page->options) {
            const QString name = option.names.last();
            const bool isKnown = std::any_of(
                found.cbegin(), found.cend(), [&name](const Candidate &other) { return other.text == name; });
            if (!option.isPositional && !isKnown && (option.isRepeatable || !m_used.contains(name)))
                found += {name, option.words};
        }
    }
    return found;
}

QList<Candidate> WordCompletion::candidates(const Known &known) const
{
    QList<Candidate> all = m_isValue ? QList<Candidate>() : names();
    if (m_expected) {
        for (const QString &choice : m_expected->choices())
            all += {choice};
        if (m_completes != Completes::Nothing && m_completes != Completes::File)
            all += known(m_completes);
    }
    QList<Candidate> fitting;
    for (const Candidate &candidate : std::as_const(all)) {
        if (candidate.text.startsWith(m_word))
            fitting += {m_prefix + candidate.text, candidate.words};
    }
    return fitting;
}

} // namespace mailboat

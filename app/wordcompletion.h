// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/commandpage.h"

#include <functional>

namespace mailboat {

/// What a shell may put in the place of the word that is being typed.
struct Candidate {
    QString text;
    QString words {}; ///< beside it, where the shell shows any
    bool operator==(const Candidate &) const = default;
};

/// What an option or argument takes, as far as more is known of it than its choices.
enum class Completes {
    Nothing,
    File,
    Site,
    Table,
    NewRecordsTable,
    Label,
    QuarantineNumber,
    Preference,
    PreferenceValue
};

/// The last of some words, of which the others are read as the parser would: what may stand there.
class WordCompletion final
{
public:
    WordCompletion(const CommandPage &program, QStringList words);

    bool wantsFile() const { return m_isValue && m_completes == Completes::File; } ///< the shell knows them itself
    /// What `known` has of a kind is asked for only where it may stand there. Only what goes on with the word.
    using Known = std::function<QList<Candidate>(Completes kind)>;
    QList<Candidate> candidates(const Known &known) const;

    /// --datafile as it was given before that word.
    const std::optional<QString> &datafile() const { return m_datafile; }
    const QString &word() const { return m_word; } ///< empty, or how it begins
    const QString &before() const { return m_before; } ///< it: the name of the preference whose value it is

private:
    void read(const QStringList &words);
    void readOption(const QString &word);
    const OptionPage *option(const QString &name) const;
    const OptionPage *argument() const; ///< the positional one that comes next
    void expect(const OptionPage *option);
    QList<Candidate> names() const;

    QList<const CommandPage *> m_path; ///< a command of a command, that one, the program last
    const OptionPage *m_expected = nullptr; ///< the option or argument whose value the word is
    const OptionPage *m_open = nullptr; ///< the option whose value is the next word
    Completes m_completes = Completes::Nothing;
    QString m_word;
    QString m_prefix; ///< "--option=": a part of the word that is given back with each
    QString m_before;
    QStringList m_used;
    std::optional<QString> m_datafile;
    int m_arguments = 0; ///< positional ones so far
    bool m_isValue = false; ///< of an option: nothing else may stand there
    bool m_onlyArguments = false; ///< after "--"
};

} // namespace mailboat

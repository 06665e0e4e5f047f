// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/complete.h"

#include "app/completionvalues.h"
#include "app/datafileaddress.h"
#include "app/session.h"
#include "app/wordcompletion.h"
#include "core/domain/plaintext.h"

#include <QFile>

#include <csignal>
#include <cstdio>
#include <unistd.h>

namespace mailboat {

namespace {

constexpr unsigned patience = 1; // s: nobody waits longer for a key

/// A datafile on a disk that does not answer, or that somebody holds, is no reason to keep a shell.
void giveUpSoon()
{
    std::signal(SIGALRM, [](int) { ::_exit(0); });
    ::alarm(patience);
}

QStringList wordsFromShell()
{
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return {};
    QStringList words = QString::fromUtf8(input.readAll()).split(QChar::Null);
    words.removeLast(); // nothing stands behind the last end
    return words;
}

} // namespace

CompleteCommand::CompleteCommand(CommandPage program)
    : m_program(std::move(program))
{
}

Result<ExitStatus> CompleteCommand::run(Session &session)
{
    giveUpSoon();
    const WordCompletion completion(m_program, wordsFromShell());
    if (completion.wantsFile()) {
        session.out().raw(":file\n");
        return ExitStatus::Done;
    }
    const Result<DatafileAddress> datafile = datafileAddress(completion.datafile());
    const QList<Candidate> candidates = completion.candidates([&](Completes kind) {
        return datafile ? knownValues(kind, completion.before(), *datafile, session.clock()) : QList<Candidate>();
    });
    for (const Candidate &candidate : candidates) {
        if (candidate.text == plain(candidate.text)) // what is no plain text is nothing to type
            session.out().raw((candidate.text + u'\t' + plain(candidate.words).simplified() + u'\n').toUtf8());
    }
    return ExitStatus::Done;
}

} // namespace mailboat

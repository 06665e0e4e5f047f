// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/globaloptions.h"
#include "app/input.h"
#include "app/output.h"
#include "core/domain/clock.h"
#include "core/domain/site.h"
#include "core/records/datafile.h"
#include "core/security/authorisation.h"

namespace mailboat {

class Signals;

/// What a command works with: the datafile, opened when first asked for, the person's code, and where to read and write.
class Session final
{
public:
    Session(GlobalOptions options, Output &output, Signals &signalSource);

    Output &out() { return m_output; }
    Signals &signalSource() { return m_signals; }
    SystemClock &clock() { return m_clock; }

    /// --datafile, MAILBOAT_DATAFILE, or the one in the user's data folder. DatafileUnsupported for a database's URL.
    Result<DatafileAddress> datafileAddress() const;
    Result<Datafile *> datafile();
    /// For commands that only read: one that cannot be written, on media that cannot, is opened all the same.
    Result<Datafile *> datafileToRead();

    /// From now on errors are about rows of the list of a site of this role, and advised on as at such a site.
    void setListOf(SiteRole own) { m_listOf = own; }
    QString advice(const Error &error) const;

    /// The code from the arguments, a file, the environment; empty where there is none.
    Result<QString> givenCode();
    /// Checks the code, after asking for it at a terminal where none is given. CodeMissing, CodeWrong and so on.
    Result<Authorisation> authorise();
    /// The password in the first line of a file; without a file a terminal is asked, anything else gives none.
    enum class Whose { Site, Person };
    Result<std::optional<QString>> password(const std::optional<QString> &file, bool mayAsk, Whose whose = Whose::Site);
    /// Where standard input is a terminal asks and returns whether the answer was yes; else yes.
    Result<bool> confirm(const QString &question);
    /// Asks so, and says that nothing was changed where the answer was no: true. The command then ends with ExitStatus::Failed.
    Result<bool> declined(const QString &question);
    /// A file, or the one standard input for "-": what several options read from it comes line after line.
    Result<Input *> input(const QString &path);

private:
    Result<Datafile *> opened(const Datafile::Options &options);
    Result<QString> secretFrom(const QString &path);
    Result<QString> askSecret(const QString &prompt);

    GlobalOptions m_options;
    Output &m_output;
    Signals &m_signals;
    SystemClock m_clock;
    std::unique_ptr<Datafile> m_datafile;
    std::optional<SiteRole> m_listOf {};
    std::unique_ptr<Input> m_standardInput;
    std::unique_ptr<Input> m_file;
};

} // namespace mailboat

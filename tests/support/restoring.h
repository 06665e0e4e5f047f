// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace mailboat::test {

/// Stands for a process that restores what SQLite keeps beside a datafile, as the first does that comes after one has died in
/// the midst of writing. Until it has, nobody reads or writes: every other lock lets readers go on. Its locks stand against
/// those of this process, too, which lose theirs when it goes: no other process may open the datafile from then on.
class Restoring final
{
public:
    /// Of a datafile that is open.
    explicit Restoring(const QString &datafile);
    ~Restoring();
    Q_DISABLE_COPY_MOVE(Restoring)
    void begin();
    void end();

private:
    void toggleIndex();
    void lock(short type);

    int m_descriptor;
    bool m_hasBegun = false;
};

} // namespace mailboat::test

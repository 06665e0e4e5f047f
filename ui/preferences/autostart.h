// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

namespace mailboat {

/// The entry by which the desktop starts a program hidden at log-in (XDG autostart), one for each datafile, found by what it says of
/// that. Waits for the disk.
class Autostart final
{
public:
    /// `program`: the full path to start; `datafile`: its place, as an argument names it.
    Autostart(QString program, QString datafile);

    /// Whether the desktop starts it: there is an entry, and nobody has switched it off in the desktop's own settings.
    bool isOn() const;
    Result<> set(bool on) const; ///< FileUnwritable (path, why)
    /// An entry that starts another program than this one, which has been moved or is an earlier version, is written anew.
    void mend() const;

private:
    QString entry() const;
    QString place() const;
    Result<> write(const QString &path) const;

    QString m_program;
    QString m_datafile;
};

} // namespace mailboat

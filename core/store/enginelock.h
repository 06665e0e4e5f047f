// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <QDateTime>

#include <memory>
#include <optional>

namespace mailboat {

class DatafileAddress;

/// The right to run the engine on a datafile: flock() on "<identity of the address>-engine", released by the operating system when
/// its holder dies. A symbolic link in its place is not followed. Its holder is not at work yet: what it begins with, such as to
/// listen, may fail.
class EngineLock final
{
public:
    /// EngineLockHeld (path) where another process (or another EngineLock of this one) holds it; where the file cannot be
    /// opened DatafileUnreadable (path, why), DiskFull, DatafileReadOnly, TooManyOpenFiles.
    static Result<std::unique_ptr<EngineLock>> take(const DatafileAddress &datafile);
    static bool isHeld(const DatafileAddress &datafile);
    void setAtWork(); ///< from now on, until it is given back
    static bool isAtWork(const DatafileAddress &datafile); ///< whether somebody holds it and is

    /// What keeps its holder from using the datafile, an isDatafileFault(), and since when (to a second).
    struct Trouble {
        ErrorCode code {};
        QDateTime since {};
        bool operator==(const Trouble &) const = default;
    };
    /// Shown to every process, without a byte being written: on that disk nothing may be possible any more. Any thread.
    void showTrouble(const std::optional<Trouble> &trouble);
    static std::optional<Trouble> troubleOf(const DatafileAddress &datafile); ///< as its holder shows it
    ~EngineLock();
    Q_DISABLE_COPY_MOVE(EngineLock)

private:
    explicit EngineLock(int descriptor);
    int m_descriptor;
};

} // namespace mailboat

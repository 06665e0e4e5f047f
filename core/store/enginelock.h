// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <memory>

namespace mailboat {

class DatafileAddress;

/// The right to run the engine on a datafile: flock() on "<identity of the address>-engine", released by the operating system when
/// its holder dies. Its holder is not at work yet: what it begins with, such as to listen, may fail.
class EngineLock final
{
public:
    /// EngineLockHeld (path) where another process (or another EngineLock of this one) holds it.
    static Result<std::unique_ptr<EngineLock>> take(const DatafileAddress &datafile);
    static bool isHeld(const DatafileAddress &datafile);
    void setAtWork(); ///< from now on, until it is given back
    static bool isAtWork(const DatafileAddress &datafile); ///< whether somebody holds it and is
    ~EngineLock();
    Q_DISABLE_COPY_MOVE(EngineLock)

private:
    explicit EngineLock(int descriptor);
    int m_descriptor;
};

} // namespace mailboat

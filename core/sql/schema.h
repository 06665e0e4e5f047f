// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace mailboat {

/// The tables of a datafile, version by version. A step never changes once a datafile of its version exists: what is wrong with
/// it is put right by a later one.
struct Schema {
    QList<QStringList> steps; ///< statements that take an empty datafile to version 1, that one to version 2, …
    int current() const { return static_cast<int>(steps.size()); } ///< what this program reads and writes
};

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <QHash>
#include <QStringList>

namespace mailboat {

class Connection;

/// The tables of a datafile, version by version. A step never changes once a datafile of its version exists: what is wrong with
/// it is put right by a later one.
struct Schema {
    QList<QStringList> steps; ///< statements that take an empty datafile to version 1, that one to version 2, …
    /// What the statements of a version's step cannot say: done after them, in their transaction.
    QHash<int, Result<> (*)(Connection &connection)> work {};
    /// At every opening, once the schema is up to date: what a migration leaves to be done outside its transaction. Quick where
    /// nothing is left; what fails is tried again at the next opening, and keeps nobody from working.
    void (*settle)(Connection &connection) = nullptr;
    int current() const { return static_cast<int>(steps.size()); } ///< what this program reads and writes
};

} // namespace mailboat

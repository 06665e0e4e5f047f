// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/wordcompletion.h"
#include "core/sql/address.h"

namespace mailboat {

class Clock;

/// The names of that kind that there are, in this program or in the datafile, which is only read, of whatever schema it is; nothing is
/// made beside it. None where it cannot be read. `before`: the name of the preference whose value is asked for.
QList<Candidate> knownValues(
    Completes kind, const QString &before, const DatafileAddress &datafile, const Clock &clock);

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>

namespace mailboat {

/// Which of PeerTableModel::furtherColumns this person has switched on, as it was last left on this machine.
QSet<int> chosenColumns();
void keepChosenColumns(const QSet<int> &columns);

} // namespace mailboat

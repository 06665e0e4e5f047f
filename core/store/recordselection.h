// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace mailboat {

/// Many records at once, as SQL for statements that put them somewhere without bringing them here.
struct RecordSelection {
    QString rows; ///< a query that yields their rowids
    QString inOrder; ///< "FROM …" with the records as `r`, ordered
};

} // namespace mailboat

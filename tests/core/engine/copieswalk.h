// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <functional>

namespace mailboat::test {

/// Something that happens to a primary or its satellites. The numbers choose among what there is by then, so that any steps make
/// a walk, also where some of one were left out.
struct WalkStep {
    enum class Kind {
        Put, ///< a new record at a satellite: its own, a patient, what belongs to one, or what all may write
        Transfer, ///< a new one that is for another site, with a line
        Edit, ///< what the satellite may write
        Remove, ///< the same
        Share, ///< a patient is shown to the satellite, by itself
        PutCentral, ///< at the primary, by hand: central data, a patient, who sees one
        EditCentral, ///< at the primary, by hand: what several may write, too
        RemoveCentral, ///< the same
        Synchronise,
        CutOff, ///< a synchronisation over a line that is cut
        Kill, ///< the same, and both ends have died there
        ForeignEdit, ///< at the site of another make: a record is put, edited or deleted
        ForeignSynchronise, ///< it may die at any request
        ForeignInitialise, ///< somebody tells it to
        BackUp,
        Restore, ///< an earlier backup, as `mailboatctl restore` does
        PutBack, ///< an earlier backup, by hand
        Clone, ///< another satellite with the same datafile
        Choose, ///< the usual choice, where an end stands still
    };
    Kind kind {};
    int end = 0; ///< where: 0 the primary, or which satellite
    int which = 0; ///< record, backup, request
};
using Walk = QList<WalkStep>;

Walk walkOf(quint32 seed);
/// Leaves out of a walk that fails what is not needed for that.
Walk shortened(Walk walk, const std::function<bool(const Walk &)> &fails);

} // namespace mailboat::test

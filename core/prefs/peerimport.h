// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/prefs/csvtable.h"
#include "core/prefs/peerchecks.h"
#include "core/prefs/peeredits.h"

#include <array>

namespace mailboat {

class SyncPreferences;

/// What a CSV file of sites (peercsv.h) would make of a list that is being edited: every row, and what is wrong with it. Reads and
/// judges; changes nothing.
class PeerImport
{
public:
    enum class Kind { New, Changed, Same, Bad };
    struct Row {
        int line = 0; ///< of the file, from 1
        Kind kind = Kind::Bad;
        SyncId syncId {}; ///< 0: it could not be read
        /// In a bad row as the file has it; empty where its fields may have moved: a password may stand there.
        QString userName {};
        QString url {}; ///< completed; empty in a bad row, too
        QString problem {}; ///< of a bad row: a sentence that repeats no field that may hold a password
    };

    static QStringList columns(); ///< that such a file may have
    /// `course`: told how many rows are judged. The errors of CsvTable::read(), and Cancelled; bad rows are no error.
    static Result<PeerImport> read(const PeerEdits &edits, const SyncPreferences &preferences, const QByteArray &csv,
        const PeerChecks::Course &course = {});

    const QList<Row> &rows() const { return m_rows; } ///< in the order of the file
    qsizetype count(Kind kind) const { return m_counts[static_cast<std::size_t>(kind)]; }
    bool canBeTaken() const { return count(Kind::Bad) == 0; }
    /// The list with all rows in it, where canBeTaken().
    const PeerEdits &edits() const { return m_edits; }
    Error badRows() const; ///< ImportRowsBad with every bad row

private:
    explicit PeerImport(const PeerEdits &edits);
    void take(const QList<PeerRow> &typed, const PeerChecks::JudgedRows &judged, const QList<qsizetype> &placeOf);

    QList<Row> m_rows {};
    std::array<qsizetype, 4> m_counts {}; ///< of each kind
    PeerEdits m_edits;
};

} // namespace mailboat

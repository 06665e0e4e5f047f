// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/wire/wire.h"

namespace mailboat {

/// How the pull of a queue gets on: which batches have come, and which of them the next request acknowledges. Of batches with
/// tokens several may be on their way into the datafile (protocol.md §2.9); only what is stored is acknowledged.
class QueueCourse final
{
public:
    struct Question {
        QByteArray acknowledge {}; ///< tokens of batches, separated by commas where there are several
        /// Token of the batch behind which the answer begins; empty: at the first that is not acknowledged.
        QByteArray after {};
        int more = 0; ///< records beside those that are wanted: what cannot be acknowledged comes again with each batch
    };
    /// What to ask now. `stored`: how many batches of the queue have been committed.
    Question next(int stored);

    struct Turn {
        QList<QByteArray> acknowledged {}; ///< by the question: the primary has heard of them
        /// Of this batch; empty: it has to be stored and named record by record before the next question.
        QByteArray token {};
        qint64 left = 0; ///< records that are to come after this batch
        bool isLast = false; ///< nothing is left behind it
    };
    /// What the answer means. `isMailboat`: where queueLength tells when nothing is left. NoProgress, where the same batch comes again
    /// and again. `isFull`: there may be more behind the batch, whatever queueLength says.
    Result<Turn> answered(const wire::QueueBatch &batch, bool isMailboat, bool isFull);
    /// All that has come is acknowledged, record by record.
    void acknowledgedAll();
    /// Whether the next batch may be asked for before this one is stored.
    bool mayGoAhead() const { return m_nameless == 0 && m_isUnderstood; }

private:
    struct Given {
        QByteArray token;
        QList<QByteArray> ids;
        qint64 records = 0;
    };
    bool comesAgain(const QList<QByteArray> &ids) const;

    QList<Given> m_given {}; ///< not acknowledged yet, in order
    int m_gone = 0; ///< batches that are
    int m_askedFor = 0; ///< batches whose acknowledgement is on its way
    Question m_asked {};
    QList<QByteArray> m_last {};
    int m_repeats = 0;
    bool m_isUnderstood = true; ///< nothing has come again
    int m_nameless = 0; ///< records of the last batch for which not even their syncOutId can be read
};

} // namespace mailboat

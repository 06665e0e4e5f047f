// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/siteconnection.h"

namespace mailboat {

/// What somebody does with refused records, a few at a time in the datafile's thread, so that everything else gets its turn and it can
/// be given up between them. One thing at a time.
class RefusedWork final : public QObject
{
    Q_OBJECT
public:
    explicit RefusedWork(SiteConnection &site, QObject *parent); ///< `site` outlives it

    void retry(QList<qint64> numbers); ///< those marked; one alone is meant by its number
    /// As "mailboatctl records retry", those that match; empty: all, which are about `total`.
    void retryAll(qint64 total, QuarantineList::Matches matches);
    void drop(QList<qint64> numbers);
    void cancel(); ///< what was done stays done
    bool isRunning() const { return m_isRunning; }

signals:
    void progressed(qint64 done, qint64 total); ///< total 0: nobody knows
    void retried(const mailboat::RetryOutcome &outcome, bool isCancelled);
    void dropped(qint64 records, bool isCancelled);
    void failed(const mailboat::Error &error); ///< what was done before stays done

private:
    enum class Act { Retry, RetryAll, Drop };
    void begin(Act act, QList<qint64> numbers, qint64 total);
    void goOn();
    void readNext();
    void end();
    void end(const Error &error);

    SiteConnection &m_site;
    Act m_act = Act::Retry;
    QList<qint64> m_numbers {}; ///< still to come
    QuarantineList::Matches m_matches {}; ///< for all
    qint64 m_before = 0; ///< for all: what is further back has a number below this; 0: nothing is
    bool m_isAlone = false;
    bool m_isRunning = false;
    bool m_isCancelled = false;
    qint64 m_done = 0;
    qint64 m_total = 0;
    qint64 m_dropped = 0;
    RetryOutcome m_outcome {};
};

} // namespace mailboat

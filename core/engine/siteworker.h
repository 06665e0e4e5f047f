// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/newestcheck.h"
#include "core/engine/noticeboard.h"
#include "core/engine/recoverybyhand.h"
#include "core/engine/retrieval.h"
#include "core/engine/supportbyhand.h"
#include "core/engine/syncbyhand.h"
#include "core/engine/watcheddatafile.h"

namespace mailboat {

/// What of a SiteConnection lives in its thread: the datafile, and each thing that waits for the network meanwhile.
class SiteWorker final : public QObject
{
    Q_OBJECT
public:
    SiteWorker(DatafileAddress address, Clock &clock, Datafile::Options options);

    WatchedDatafile &datafile() { return m_datafile; }
    NewestCheck &check() { return m_check; }
    SyncByHand &sync() { return m_sync; }
    Retrieval &retrieval() { return m_retrieval; }
    RecoveryByHand &recovery() { return m_recovery; }
    NoticeBoard &notices() { return m_notices; }
    SupportByHand &support() { return m_support; }

    /// Gives up what is under way; finished() once nothing is.
    void finish();

signals:
    void finished();

private:
    WatchedDatafile m_datafile; ///< counts what is under way: who waits holds it
    NewestCheck m_check;
    SyncByHand m_sync;
    Retrieval m_retrieval;
    RecoveryByHand m_recovery;
    NoticeBoard m_notices {};
    SupportByHand m_support;
};

} // namespace mailboat

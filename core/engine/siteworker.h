// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/sitecheck.h"
#include "core/engine/status.h"
#include "core/engine/syncrequest.h"
#include "core/http/httpclient.h"
#include "core/records/datafile.h"
#include "core/store/watch.h"

#include <QTimer>

#include <functional>

namespace mailboat {

/// The half of SiteConnection that lives in its thread: the datafile, and what waits for the network.
class SiteWorker final : public QObject
{
    Q_OBJECT
public:
    SiteWorker(DatafileAddress address, Clock &clock, Datafile::Options options);
    ~SiteWorker() override;

    void open();
    /// The open datafile, or why there is none.
    Result<Datafile *> datafile();
    /// Something was written by way of datafile(), which the watch does not notice by itself: it is told soon.
    void wrote();
    /// A newer check takes the place of an older one, which is cancelled.
    void check(Settings shown, std::optional<QString> newPassword, CheckObserver observer,
        std::function<void(const CheckReport &)> answer);
    void cancelCheck();
    void syncNow();
    void stopSync();
    /// Retrieve (contract.md §6): at a primary a wish that the satellite hears of, at a satellite a request to the primary.
    void retrieve(SyncId peer, std::function<void(const Result<qint64> &)> answer);
    void cancelRetrieve();
    /// Gives up what is under way; finished() once nothing is.
    void finish();

signals:
    void opened();
    void failed(const mailboat::Error &error);
    void recovered();
    void statusChanged(const mailboat::Status &status);
    void settingsChanged(qint64 revision);
    void peersChanged(const QList<mailboat::PeerNews> &news);
    void synced(const mailboat::CycleReport &report);
    void finished();

private:
    Result<> openDatafile();
    void look();
    Result<> readNews();
    Result<> tell();
    Result<> tellPeers();
    void report(const Error &error);
    QCoro::Task<> runCheck(
        std::shared_ptr<SiteCheck> check, CheckObserver observer, std::function<void(const CheckReport &)> answer);
    QCoro::Task<> runSync(std::shared_ptr<SyncRequest> request);
    QCoro::Task<> runRetrieve(std::function<void(const Result<qint64> &)> answer);
    Result<qint64> askSatellite(SyncId peer);
    void taskEnded();

    DatafileAddress m_address;
    Clock &m_clock;
    Datafile::Options m_options;
    std::unique_ptr<Datafile> m_datafile {};
    std::optional<Watch> m_watch {}; ///< of the open datafile
    QTimer m_lookTimer;
    std::optional<Error> m_failure {}; ///< as last told
    std::optional<std::chrono::milliseconds> m_tried {}; ///< when opening was last tried
    std::chrono::milliseconds m_toldPeers {};
    bool m_isEngineRunning = false;
    bool m_isTold = false; ///< that it was opened
    bool m_hasNews = false; ///< peers changed, and are not told yet
    SiteRole m_role = SiteRole::Off;
    std::shared_ptr<SiteCheck> m_check {}; ///< the newest
    std::shared_ptr<SyncRequest> m_sync {};
    std::unique_ptr<HttpClient> m_retrieving {};
    int m_tasks = 0; ///< under way: they hold on to the datafile
    bool m_isFinishing = false;
};

} // namespace mailboat

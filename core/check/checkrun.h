// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/check/checkobserver.h"
#include "core/check/checktarget.h"
#include "core/check/probe.h"
#include "core/domain/clock.h"
#include "core/wire/primaryapi.h"

#include <QElapsedTimer>
#include <QTimer>

namespace mailboat {

/// One run of a ConnectionCheck. Its frame keeps it alive, so that the check itself may go at any time.
class CheckRun final : public std::enable_shared_from_this<CheckRun>
{
public:
    CheckRun(HttpClient::Options options, const Clock &clock, CheckTarget expected, CheckLimits limits);
    QCoro::Task<CheckReport> run(CheckObserver observer);
    void cancel();

private:
    using Found = Result<QString>; ///< words for people
    /// A step is left where it failed; what is only a warning is noted in m_warning.
    using Work = QCoro::Task<Found> (CheckRun::*)();
    /// Ends what the client is doing when its time is up.
    struct Deadline {
        Deadline(HttpClient &http, std::chrono::milliseconds limit);
        std::chrono::milliseconds most;
        bool hasPassed = false;
        QTimer timer {};
    };

    QCoro::Task<Found> completeAddress();
    QCoro::Task<Found> resolve();
    QCoro::Task<Found> connectSocket();
    QCoro::Task<Found> handshake();
    QCoro::Task<Found> askAnonymously();
    QCoro::Task<Found> signIn();
    QCoro::Task<Found> hardware();
    QCoro::Task<Found> version();
    QCoro::Task<Found> compareClocks();
    QCoro::Task<Found> site();

    QCoro::Task<void> step(QString name, Work work);
    void begin(const QString &name);
    void end(const Found &found);
    bool isOver() const;
    std::chrono::milliseconds left() const; ///< for the step that runs
    QNetworkProxy proxy() const;
    QCoro::Task<Result<HttpReply>> ask(QUrl server, std::chrono::milliseconds most);
    QCoro::Task<Result<HttpReply>> askPlainly(std::chrono::milliseconds most);
    QCoro::Task<bool> speaksTls();
    QCoro::Task<void> measure();
    Error timedOut(const Deadline &deadline) const;
    /// The same, but that what a passed deadline cancelled has timed out.
    template<class T>
    Result<T> inTime(Result<T> result, const Deadline &deadline) const
    {
        if (!result && result.error().code == ErrorCode::Cancelled && deadline.hasPassed)
            return failure(timedOut(deadline));
        return result;
    }
    bool isBusy() const;
    Result<> compareSites() const;

    const Clock &m_clock;
    CheckTarget m_expected;
    CheckLimits m_limits;
    HttpClient m_http;
    probe::Stop m_stop;
    CheckObserver m_observer {};
    QUrl m_url;
    QList<QHostAddress> m_addresses;
    QHostAddress m_address; ///< the one that answers
    std::unique_ptr<PrimaryApi> m_api;
    std::optional<Result<wire::SiteInfo>> m_site; ///< what signing in gave
    std::optional<Result<wire::SiteStatus>> m_status;
    std::optional<Error> m_warning;
    CheckReport m_report;
    QString m_step;
    QElapsedTimer m_sinceStart;
    QElapsedTimer m_sinceStep;
};

} // namespace mailboat

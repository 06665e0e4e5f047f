// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/connectioncheck.h"
#include "core/net/probe.h"

#include <QElapsedTimer>

namespace mailboat {

/// One run of a ConnectionCheck. Its frame keeps it alive, so that the check itself may go at any time.
class CheckRun final : public QObject, public std::enable_shared_from_this<CheckRun>
{
    Q_OBJECT
public:
    CheckRun(HttpClient::Options options, const Clock &clock, ConnectionCheck::Expected expected);
    QCoro::Task<CheckReport> run();
    void cancel();

signals:
    void stepStarted(const QString &step);
    void stepFinished(const mailboat::CheckFinding &finding);

private:
    using Found = Result<QString>; ///< words for people
    /// A step is left where it failed; what is only a warning is noted in m_warning.
    using Work = QCoro::Task<Found> (CheckRun::*)();

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
    std::chrono::milliseconds limit() const; ///< for the step that begins now
    QNetworkProxy proxy() const;
    QCoro::Task<Result<HttpReply>> send(HttpRequest request);
    QCoro::Task<Found> judge(HttpReply reply);
    QCoro::Task<Error> explained(Error error);
    QCoro::Task<void> measureSpeed();
    Result<> compareSites() const;

    const Clock &m_clock;
    ConnectionCheck::Expected m_expected;
    HttpClient m_http;
    probe::Stop m_stop;
    QUrl m_url;
    std::unique_ptr<PrimaryApi> m_api;
    std::optional<Result<wire::SiteInfo>> m_site; ///< what signing in gave
    std::optional<Error> m_warning;
    CheckReport m_report;
    QString m_step;
    QElapsedTimer m_sinceStart;
    QElapsedTimer m_sinceStep;
};

} // namespace mailboat

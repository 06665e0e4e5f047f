// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/pushmark.h"
#include "core/http/coding.h"
#include "core/http/httpclient.h"
#include "core/wire/wire.h"

#include <QDateTime>

namespace mailboat {

/// How to reach a primary as a satellite.
struct Endpoint {
    QUrl url; ///< completed; only its root counts (protocol.md §2.1)
    QString userName;
    QByteArray wirePassword; ///< SHA-256 hex
    QString hardwareId;
    bool isCheck = false; ///< sends `mailboat-check: 1` (protocol.md §2.9)
};

/// The protocol's seven calls, typed. Speaks plain v5; uses our extension where the answers show `mailboat: 1`.
/// A connection that is lost is asked again once, whatever the request: a kept one may have been closed while the request was
/// on its way (design §10), and every request may be sent twice. So is an answer that was damaged or cut short on the way. Other repeats
/// are the caller's. Outlives the tasks it has given out.
class PrimaryApi
{
public:
    PrimaryApi(HttpClient &http, Endpoint endpoint);
    Q_DISABLE_COPY_MOVE(PrimaryApi)
    /// From the next request on; what the answers have shown of the old one is forgotten where the URL differs.
    void setEndpoint(const Endpoint &endpoint);
    const Endpoint &endpoint() const { return m_endpoint; }

    /// Connects so that two requests may be on their way at a time; says nothing of how that goes.
    void openTwo();
    enum class Asks { WhoIAm, WhatWaits }; ///< WhatWaits: about how much there is, too (wire::Waiting)
    /// `positions`: what the satellite says of them; empty: it asks without.
    QCoro::Task<Result<wire::SiteInfo>> site(
        std::optional<SatellitePositions> positions = {}, Asks asks = Asks::WhoIAm);
    QCoro::Task<Result<wire::SiteStatus>> siteStatus();
    /// How long the new queue is. `firstBatch`: where isMailboat(), so many records from its begin, too; our extension,
    /// `?limit=n`, saves a round trip. 204 or an empty body: queueLength 0.
    QCoro::Task<Result<wire::QueueBatch>> initialise(std::optional<int> firstBatch = {});
    QCoro::Task<Result<wire::CentralBatch>> centralRecords(qint64 cursor, int limit);
    /// `acknowledge`: the token of a batch to acknowledge with this request, where isMailboat(), and where canAhead() of several,
    /// separated by commas; else empty. `after`: of the batch behind which to begin, where canAhead(); else empty.
    QCoro::Task<Result<wire::QueueBatch>> queuedRecords(int limit, QByteArray acknowledge = {}, QByteArray after = {});
    QCoro::Task<Result<>> acknowledge(QList<QByteArray> syncOutIds); ///< any 2xx will do
    /// `body`: a composed wire::QueueBatch. `isLast`: its queueLength is 0; then 204 or an empty body say that integration has started.
    /// `mark`: said where canEpoch().
    QCoro::Task<Result<wire::PushAnswer>> push(QByteArray body, bool isLast, PushMark mark = {});

    bool isMailboat() const { return m_isMailboat; } ///< the last answer carried `mailboat: 1`
    bool canEpoch() const { return m_canEpoch; } ///< and named the extension `epoch` (protocol.md §2.9)
    bool canAhead() const { return m_canAhead; } ///< the same of `ahead`
    struct Traffic {
        qint64 bytesReceived = 0; ///< bodies of whole answers, as on the wire
        std::chrono::milliseconds lastRoundTrip {}; ///< first byte of the last answer, connecting included
        QByteArray date {}; ///< Date header of the last answer
        QDateTime serverDate() const; ///< the same, UTC; invalid: it is none
        std::chrono::seconds retryAfter {0}; ///< of the last answer
    };
    const Traffic &traffic() const { return m_traffic; }

private:
    struct Answer {
        QByteArray body;
        QByteArray type;
        int status = 0;
    };
    /// What goes out, but for the sign-in.
    struct Question {
        QByteArray verb;
        QByteArray path;
        QList<HttpHeader> query {};
        QByteArray body {};
        qint64 mostBytes = 0; ///< of the answer; 0: what the client takes
        QList<HttpHeader> headers {};
    };
    template<class Read>
    auto ask(Question question, Read read) -> QCoro::Task<decltype(read(QByteArray()))>;
    QCoro::Task<Result<Answer>> call(Question question);
    QUrl urlOf(const QByteArray &path, const QList<HttpHeader> &query) const;
    QList<HttpHeader> headers() const;
    QCoro::Task<Result<HttpReply>> send(HttpRequest request);
    void account(const HttpRequest &request, const HttpReply &reply);
    void judgeLine(const HttpRequest &request, const HttpReply &reply);

    HttpClient &m_http;
    Endpoint m_endpoint;
    bool m_isMailboat = false;
    bool m_canEpoch = false;
    bool m_canAhead = false;
    std::optional<Coding> m_reads {}; ///< the best coding that the primary has shown to read (protocol.md §2.9)
    Traffic m_traffic;
};

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/server/listenerstate.h"

#include <chrono>

namespace mailboat {

/// A request as libmicrohttpd hands it over piece by piece; a part of HttpListener. Lives from the request line to the end
/// of the answer, on the listener's thread, but for the time in which the handler has it.
///
///  Head -> (Asking ->) Reading -> Answering -> Answered
///    |        |           |
///    +--------+-----------+-> Dropping -> Answered     refused, but its sender is still writing
class ClientConnection final : public PendingRequest
{
public:
    ~ClientConnection() override = default;
    Q_DISABLE_COPY_MOVE(ClientConnection)
    static void *begin(void *state, const char *target, MHD_Connection *connection);
    static MHD_Result handle(void *state, MHD_Connection *connection, const char *url, const char *method,
        const char *version, const char *data, size_t *size, void **exchange);
    static void completed(void *state, MHD_Connection *connection, void **exchange, MHD_RequestTerminationCode reason);

    const ServerRequest &request() const override { return m_request; }
    bool isStranger() const override;
    void signedIn(SyncId site) override;
    void countFor(SyncId site) override;
    MemoryAccount &memory() override { return m_state.memory; }
    void proceed(std::optional<ServerAnswer> refusal) override;
    void answer(ServerAnswer answer) override;

private:
    enum class Phase { Head, Asking, Reading, Dropping, Answering, Answered };

    ClientConnection(ListenerState &state, MHD_Connection *connection, const char *target);
    MHD_Result headCame(const char *method, const char *version);
    MHD_Result dataCame(QByteArrayView data);
    MHD_Result allCame();
    std::optional<ServerAnswer> refusalByHead();
    void gather(QByteArrayView data);
    MHD_Result refuse(ServerAnswer answer);
    MHD_Result cutOff(ServerAnswer answer);
    void drop(ServerAnswer answer);
    MHD_Result send();
    void handOver();
    void handBack(ConnectionPlaces::Phase next);
    ServerAnswer timed(ServerAnswer answer) const;
    void setAnswer(ServerAnswer answer);
    void countAnswer();
    void forgetBody();
    ServerAnswer ownAnswer(const Error &error) const;
    ServerAnswer tooManyHeaders() const;
    Error tooLarge() const;

    ListenerState &m_state;
    MHD_Connection *m_connection;
    ConnectionPlaces::Place *m_place; ///< outlives this
    Phase m_phase = Phase::Head;
    ServerRequest m_request;
    std::optional<qint64> m_length; ///< of the body; nothing: it comes in chunks
    qint64 m_mostBody = 0; ///< that is gathered: little until it is known who sends it
    qint64 m_dropped = 0;
    MemoryAccount::Part m_bodyRoom;
    std::optional<ServerAnswer> m_answer;
    MemoryAccount::Part m_answerRoom; ///< until the caller has read it
    bool m_isCounted = false;
    std::chrono::steady_clock::time_point m_whole {}; ///< when all of the request had come
};

} // namespace mailboat

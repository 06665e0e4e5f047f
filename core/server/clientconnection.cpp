// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/clientconnection.h"

#include "core/server/calleraddress.h"
#include "core/server/framing.h"
#include "core/server/limits.h"
#include "core/wire/wire.h"

#include <QCoreApplication>

#include <sys/socket.h>

#include <algorithm>
#include <utility>

namespace mailboat {

namespace {

constexpr int dropFactor = 4; ///< how many times the limit is read and dropped before the line is cut

struct Head {
    ServerRequest &request;
    Framing framing {};
    bool isTooLong = false;
};

MHD_Result takeHeader(void *head, MHD_ValueKind, const char *key, size_t keySize, const char *value, size_t valueSize)
{
    auto &[request, framing, isTooLong] = *static_cast<Head *>(head);
    const QByteArray name = QByteArray(key, static_cast<qsizetype>(keySize)).toLower();
    const QByteArray text = value ? QByteArray(value, static_cast<qsizetype>(valueSize)) : QByteArray();
    framing.add(name, text);
    QByteArray *const known = request.headers.find(name);
    isTooLong = !known && request.headers.isFull();
    if (isTooLong)
        return MHD_NO; // looks no further
    if (!known)
        request.headers.insert(name, text);
    else if (name == "x-forwarded-for") // of which every proxy may add one
        *known += ", " + text;
    return MHD_YES;
}

QHostAddress ownAddress(MHD_Connection *connection)
{
    sockaddr_storage address {};
    socklen_t length = sizeof address;
    const MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    auto *name = reinterpret_cast<sockaddr *>(&address);
    return info && getsockname(info->connect_fd, name, &length) == 0 ? plainAddress(name) : QHostAddress();
}

ConnectionPlaces::Place *placeOf(MHD_Connection *connection)
{
    const MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return static_cast<ConnectionPlaces::Place *>(info->socket_context);
}

void freeBody(void *body)
{
    delete static_cast<QByteArray *>(body);
}

MHD_Response *responseOf(const ServerAnswer &answer)
{
    auto *body = new QByteArray(answer.body); // shares its bytes; libmicrohttpd calls freeBody
    MHD_Response *response = MHD_create_response_from_buffer_with_free_callback_cls(static_cast<size_t>(body->size()),
        const_cast<char *>(body->constData()), &freeBody, body); // which reads only: data() would copy
    if (!response) {
        freeBody(body);
        return nullptr;
    }
    for (const ServerAnswer::Header &header : answer.headers)
        MHD_add_response_header(response, header.name.constData(), header.value.constData());
    return response;
}

} // namespace

ClientConnection::ClientConnection(ListenerState &state, MHD_Connection *connection, const char *target)
    : m_state(state)
    , m_connection(connection)
    , m_place(placeOf(connection))
    , m_bodyRoom(state.memory, MemoryAccount::nobody, MemoryAccount::Use::Waits)
    , m_answerRoom(state.memory, MemoryAccount::nobody, MemoryAccount::Use::Waits)
{
    setTarget(m_request, target);
}

void *ClientConnection::begin(void *state, const char *target, MHD_Connection *connection)
{
    return new ClientConnection(*static_cast<ListenerState *>(state), connection, target); // deleted by completed()
}

void ClientConnection::completed(void *, MHD_Connection *, void **exchange, MHD_RequestTerminationCode)
{
    auto *self = static_cast<ClientConnection *>(*exchange);
    if (!self)
        return;
    ListenerState &state = self->m_state;
    const bool wasCounted = self->m_isCounted;
    state.places.enter(self->m_place, ConnectionPlaces::Phase::Head);
    delete self;
    *exchange = nullptr;
    if (wasCounted)
        state.answerEnded();
}

MHD_Result ClientConnection::handle(void *, MHD_Connection *, const char *, const char *method, const char *version,
    const char *data, size_t *size, void **exchange)
{
    auto *self = static_cast<ClientConnection *>(*exchange);
    if (self->m_phase == Phase::Head)
        return self->headCame(method, version);
    if (self->m_phase == Phase::Asking) { // asked and resumed
        if (self->m_answer)
            return self->refuse(*self->m_answer);
        self->m_phase = Phase::Reading;
        self->m_mostBody = self->m_state.options.maxBody;
        if (*size == 0)
            return MHD_YES;
    }
    if (*size > 0) {
        const QByteArrayView piece(data, static_cast<qsizetype>(*size));
        *size = 0;
        return self->dataCame(piece);
    }
    return self->allCame();
}

MHD_Result ClientConnection::headCame(const char *method, const char *version)
{
    m_state.places.enter(m_place, ConnectionPlaces::Phase::Body);
    m_request.method = method;
    Head head {m_request};
    MHD_get_connection_values_n(m_connection, MHD_HEADER_KIND, &takeHeader, &head);
    if (const auto *info = MHD_get_connection_info(m_connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS))
        m_request.peer = plainAddress(info->client_addr);
    m_request.address
        = m_state.options.trustedProxies.callerBehind(m_request.peer, m_request.header("x-forwarded-for"));
    m_request.isTls = !m_state.options.certificate.isEmpty();
    m_request.ownAddress = ownAddress(m_connection);
    if (head.isTooLong)
        return cutOff(tooManyHeaders());
    if (const Result<> plain = head.framing.check(version); !plain)
        return cutOff(ownAnswer(plain.error()));
    if (!m_state.places.isFor(m_place, m_request.address))
        return cutOff(ownAnswer({ErrorCode::ServerFull,
            {{QStringLiteral("why"),
                QCoreApplication::translate("mailboat", "there are too many connections from one address")}}}));
    m_length = head.framing.length();
    m_mostBody = std::min(smallBody, m_state.options.maxBody);

    m_phase = Phase::Reading;
    if (auto refusal = refusalByHead())
        return refuse(std::move(*refusal));
    if (!m_length || *m_length > smallBody) {
        m_phase = Phase::Asking;
        handOver();
        m_state.handler.ask(*this);
    }
    return MHD_YES;
}

std::optional<ServerAnswer> ClientConnection::refusalByHead()
{
    if (m_state.closing)
        return ownAnswer(stoppingError());
    if (auto refusal = m_state.handler.look(m_request))
        return refusal;
    if (m_length && *m_length > m_state.options.maxBody)
        return ownAnswer(tooLarge());
    return {};
}

ServerAnswer ClientConnection::ownAnswer(const Error &error) const
{
    return m_state.handler.refusal(m_request, error);
}

ServerAnswer ClientConnection::tooManyHeaders() const
{
    ServerAnswer answer = ownAnswer(
        {ErrorCode::RequestMalformed, {{QStringLiteral("why"), QStringLiteral("it has too many headers")}}});
    answer.status = 431; // as libmicrohttpd answers a head that is too large
    return answer;
}

Error ClientConnection::tooLarge() const
{
    return {ErrorCode::RequestTooLarge, {{QStringLiteral("limit"), m_state.options.maxBody}}};
}

MHD_Result ClientConnection::dataCame(QByteArrayView data)
{
    m_state.places.bodyCame(m_place, data.size());
    if (m_phase == Phase::Reading)
        gather(data);
    if (m_phase != Phase::Dropping)
        return MHD_YES;
    m_dropped += data.size();
    return m_dropped > m_state.options.maxBody * dropFactor ? MHD_NO : MHD_YES;
}

void ClientConnection::gather(QByteArrayView data)
{
    if (m_request.body.size() + data.size() > m_mostBody)
        return drop(ownAnswer(tooLarge()));
    if (const Result<> room = m_bodyRoom.grow(data.size()); !room)
        return drop(ownAnswer(room.error()));
    m_request.body.append(data);
}

MHD_Result ClientConnection::allCame()
{
    if (m_phase != Phase::Reading) // dropped what was refused, or resumed with the answer
        return send();
    m_phase = Phase::Answering;
    m_whole = std::chrono::steady_clock::now();
    if (auto answer = m_state.handler.answerAtOnce(*this)) {
        setAnswer(timed(std::move(*answer)));
        return send();
    }
    handOver();
    m_state.handler.take(*this);
    return MHD_YES;
}

/// Before any of the body has come. An answer given now ends the connection, and while the body is still being sent, with a
/// reset, so that it is often lost: the body is dropped first, unless the sender waits to be asked for it, or it is much too
/// large.
MHD_Result ClientConnection::refuse(ServerAnswer answer)
{
    const bool waitsToBeAsked = m_request.header("expect").toLower() == "100-continue";
    const bool isWorthReading = !m_length || *m_length <= m_state.options.maxBody * dropFactor;
    drop(std::move(answer));
    return waitsToBeAsked || !isWorthReading ? send() : MHD_YES;
}

/// Answers at once and closes: what comes next cannot be told.
MHD_Result ClientConnection::cutOff(ServerAnswer answer)
{
    drop(std::move(answer));
    m_answer->set("Connection", "close");
    return send();
}

void ClientConnection::drop(ServerAnswer answer)
{
    setAnswer(std::move(answer));
    forgetBody();
    m_phase = Phase::Dropping;
}

MHD_Result ClientConnection::send()
{
    if (!m_answer)
        return MHD_NO;
    m_phase = Phase::Answered;
    m_state.places.enter(m_place, ConnectionPlaces::Phase::Answer);
    forgetBody();
    countAnswer();
    if (m_state.closing)
        m_answer->set("Connection", "close");
    MHD_Response *response = responseOf(*m_answer);
    if (!response)
        return MHD_NO;
    const MHD_Result queued = MHD_queue_response(m_connection, static_cast<unsigned int>(m_answer->status), response);
    MHD_destroy_response(response); // the connection holds it now
    return queued;
}

void ClientConnection::handOver()
{
    m_state.handedOver();
    m_state.places.enter(m_place, ConnectionPlaces::Phase::Hand);
    MHD_suspend_connection(m_connection);
}

/// As soon as the connection is resumed this object may be gone.
void ClientConnection::handBack(ConnectionPlaces::Phase next)
{
    ListenerState &state = m_state;
    state.places.enter(m_place, next);
    MHD_resume_connection(m_connection);
    state.handedBack();
}

bool ClientConnection::isStranger() const
{
    return m_state.places.isStranger(m_place);
}

void ClientConnection::signedIn(SyncId site)
{
    m_state.places.signedIn(m_place);
    countFor(site);
}

void ClientConnection::countFor(SyncId site)
{
    m_bodyRoom.moveTo(site.value());
    m_answerRoom.moveTo(site.value());
}

void ClientConnection::proceed(std::optional<ServerAnswer> refusal)
{
    if (refusal)
        setAnswer(std::move(*refusal));
    handBack(ConnectionPlaces::Phase::Body);
}

void ClientConnection::answer(ServerAnswer answer)
{
    setAnswer(timed(std::move(answer)));
    countAnswer();
    handBack(ConnectionPlaces::Phase::Answer);
}

/// Says how long it took; of a refusal that is nobody's business.
ServerAnswer ClientConnection::timed(ServerAnswer answer) const
{
    if (m_request.isMailboat() && answer.status / 100 == 2) {
        const auto took = std::chrono::steady_clock::now() - m_whole;
        const auto rounded = std::chrono::duration_cast<std::chrono::microseconds>(took);
        answer.set(wire::tookHeader, QByteArray::number(static_cast<qint64>(rounded.count())));
    }
    return answer;
}

void ClientConnection::setAnswer(ServerAnswer answer)
{
    m_answerRoom.set(answer.body.size());
    m_answer = std::move(answer);
}

/// From here on a stop of the listener waits for the answer to leave.
void ClientConnection::countAnswer()
{
    if (!std::exchange(m_isCounted, true))
        m_state.answerBegun();
}

void ClientConnection::forgetBody()
{
    m_request.body = {}; // clear() would keep its room
    m_bodyRoom.set(0);
}

} // namespace mailboat

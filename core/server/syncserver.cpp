// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/syncserver.h"

#include "core/server/dispatcher.h"
#include "core/server/httplistener.h"
#include "core/server/log.h"
#include "core/server/login/loginapi.h"
#include "core/server/sitedesk.h"
#include "core/server/v3/v3api.h"
#include "core/server/v4/lookupapi.h"
#include "core/server/v5/v5api.h"
#include "core/server/v5/v5testapi.h"
#include "core/server/v6/v6api.h"
#include "core/store/settingstable.h"

namespace mailboat {

namespace {

constexpr int receptionists = 2; // one to go on while the other waits for the disk
constexpr std::chrono::milliseconds patienceAtStop {3000};
/// Such a part of the memory for requests and answers is for pages that are kept: 8 MiB usually.
constexpr qint64 pageShare = 96;

qint64 memoryOf(const SyncPreferences &preferences)
{
    return static_cast<qint64>(preferences.maxRequestMemory.value()) << 20;
}

HttpListener::Options listenerOptions(
    const SyncServer::Options &options, const SyncPreferences &preferences, QList<QByteArray> knownNetworks)
{
    return {options.certificate, options.key, static_cast<qint64>(preferences.maxBodySize.value()) << 20,
        preferences.maxConnections.value(), preferences.maxConnectionsPerAddress.value(),
        preferences.idleTimeout.value(), preferences.headTimeout.value(),
        memoryOf(preferences) - memoryOf(preferences) / pageShare, TrustedProxies(preferences.trustedProxies.value()),
        std::move(knownNetworks)};
}

/// The first also answers what belongs to none.
ProtocolVersions spokenVersions(const V5Api::Listener &heard, qint64 pageBytes, bool testEndpoints)
{
    std::vector<std::unique_ptr<ProtocolVersion>> versions;
    versions.push_back(std::make_unique<V5Api>(heard, pageBytes));
    versions.push_back(std::make_unique<LookupApi>());
    if (testEndpoints)
        versions.push_back(std::make_unique<V5TestApi>());
    versions.push_back(std::make_unique<V6Api>());
    versions.push_back(std::make_unique<V3Api>());
    versions.push_back(std::make_unique<LoginApi>());
    return ProtocolVersions(std::move(versions));
}

/// Whoever may call them may change everything.
Result<> mayServeTests(SiteDesk &desk, const ListenSocket &socket)
{
    const Result<bool> isForTests = desk.datafile().settings().isForTests();
    if (!isForTests)
        return failure(isForTests.error());
    if (!*isForTests)
        return failure(ErrorCode::TestDatafileOnly, {{QStringLiteral("path"), desk.datafile().address().shown()}});
    if (!socket.address().isLoopback())
        return failure(ErrorCode::TestLoopbackOnly, {{QStringLiteral("address"), socket.address().toString()}});
    return {};
}

} // namespace

struct SyncServer::State {
    DatafileAddress datafile;
    Options options;
    const Clock &clock;
    QString address;
    std::unique_ptr<Dispatcher> dispatcher;
    std::unique_ptr<HttpListener> listener;
};

SyncServer::SyncServer(DatafileAddress datafile, Options options, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_state(new State {std::move(datafile), std::move(options), clock, {}, {}, {}})
{
}

SyncServer::~SyncServer()
{
    stop();
}

Result<> SyncServer::start()
{
    stop();
    const Options &options = m_state->options;
    const Result<std::unique_ptr<SiteDesk>> desk = SiteDesk::open(m_state->datafile, m_state->clock);
    if (!desk)
        return failure(desk.error());
    Result<ListenSocket> socket = ListenSocket::open(options.listen);
    if (!socket)
        return failure(socket.error());
    if (const Result<> may = options.testEndpoints ? mayServeTests(**desk, *socket) : Result<>(); !may)
        return may;
    const QString scheme = options.certificate.isEmpty() ? QStringLiteral("http") : QStringLiteral("https");
    const V5Api::Listener heard {scheme, socket->address(), socket->port()};

    const SyncPreferences &preferences = (*desk)->preferences();
    const Result<QList<QByteArray>> known
        = (*desk)->datafile().peerStates().knownNetworks(HttpListener::Options::mostKnownNetworks);
    if (!known)
        return failure(known.error());
    const HttpListener::Options limits = listenerOptions(options, preferences, *known);
    auto dispatcher = std::make_unique<Dispatcher>(m_state->clock,
        spokenVersions(heard, memoryOf(preferences) / pageShare, options.testEndpoints), limits.maxBody,
        options.trouble);
    auto listener = std::make_unique<HttpListener>(limits, *dispatcher, m_state->clock);
    if (const Result<> started = dispatcher->start(m_state->datafile, preferences.workers.value(), receptionists);
        !started)
        return started;
    if (const Result<> started = listener->start(std::move(*socket)); !started)
        return started;
    m_state->dispatcher = std::move(dispatcher);
    m_state->listener = std::move(listener);
    m_state->address = scheme + QStringLiteral("://") + hostAndPort(heard.address, heard.port);
    qCDebug(serverLog, "Listening on %s", qPrintable(m_state->address));
    return {};
}

void SyncServer::stop()
{
    if (!m_state->listener)
        return;
    m_state->listener->quiesce();
    m_state->dispatcher->stop(); // ends every request in hand
    m_state->listener->stop(patienceAtStop);
    m_state->listener.reset();
    m_state->dispatcher.reset();
    m_state->address.clear();
}

Result<> SyncServer::setCertificate(const QByteArray &certificate, const QByteArray &key)
{
    if (m_state->listener) {
        if (const Result<> taken = m_state->listener->setCertificate(certificate, key); !taken)
            return taken;
    }
    m_state->options.certificate = certificate; // for the next start
    m_state->options.key = key;
    return {};
}

QString SyncServer::address() const
{
    return m_state->address;
}

bool SyncServer::isBusy() const
{
    return m_state->listener && m_state->listener->inHand() > 0;
}

} // namespace mailboat

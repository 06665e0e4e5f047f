// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Two versions of the protocol at one primary: version 5, and one made up here that has nothing in common with it.
#include "core/server/dispatcher.h"

#include "core/security/passwordhash.h"
#include "core/server/httplistener.h"
#include "core/server/v5/v5api.h"
#include "tests/support/catch.h"
#include "tests/support/heldwriter.h"
#include "tests/support/servedprimary.h"

#include <semaphore>

using namespace mailboat;
using namespace mailboat::test;

namespace {

constexpr qint64 dispatchedMaxBody = 100000;

/// What is asked for at /whispers/hold keeps the reception until it is let go.
struct Held {
    std::binary_semaphore hasCome {0};
    std::binary_semaphore mayGo {0};
};

/// Who calls stands in headers of its own; an error is a 200 with a word.
class Whispers final : public ProtocolVersion
{
public:
    explicit Whispers(Held &held)
        : m_held(held)
    {
    }
    std::vector<Route> routes() override
    {
        const auto who = [](const Call &call) -> Result<ServerAnswer> {
            return ServerAnswer {200, "you are " + call.site.userName.toUtf8(), {}};
        };
        const auto take = [](const Call &call) -> Result<ServerAnswer> {
            return ServerAnswer {200, QByteArray::number(call.request.body.size()), {}};
        };
        const auto hold = [this](const Call &) -> Result<ServerAnswer> {
            m_held.hasCome.release();
            m_held.mayGo.acquire();
            return ServerAnswer {200, "held", {}};
        };
        return {{"GET", "/whispers/hold", Place::Reception, WorkerPool::Work::None, Effect::Reads, hold},
            {"GET", "/whispers/who", Place::Reception, WorkerPool::Work::None, Effect::Reads, who},
            {"POST", "/whispers", Place::Lane, WorkerPool::Work::Push, Effect::Changes, take}};
    }
    Result<SignIn> signInOf(const ServerRequest &request) const override
    {
        return SignIn {QString::fromUtf8(request.header("name")),
            wirePassword(QString::fromUtf8(request.header("word"))), QString::fromUtf8(request.header("machine"))};
    }
    ServerAnswer answerTo(const Error &told) const override { return {200, "no: " + wireError(told.code).code, {}}; }

private:
    Held &m_held;
};

/// A primary that speaks both, on a free port.
class BilingualPrimary
{
public:
    BilingualPrimary()
        : m_dispatcher(m_primary.clock(), bothVersions(m_held), dispatchedMaxBody)
        , m_listener(limits(), m_dispatcher, m_primary.clock())
    {
        REQUIRE(m_dispatcher.start(m_primary.address(), 1, 1));
        Result<ListenSocket> socket = ListenSocket::open(QStringLiteral("127.0.0.1:0"));
        REQUIRE(socket);
        m_port = socket->port();
        REQUIRE(m_listener.start(std::move(*socket)));
    }
    ~BilingualPrimary()
    {
        m_listener.quiesce();
        m_dispatcher.stop();
        m_listener.stop(std::chrono::milliseconds(1000));
    }
    Q_DISABLE_COPY_MOVE(BilingualPrimary)

    QByteArray whisper(const QByteArray &method, const QByteArray &target, const QByteArray &word = "secret-2",
        const QByteArray &body = {}, const QByteArray &machine = "machine") const
    {
        RawConnection connection(m_port);
        connection.send(rawRequest(method, target, {{"name", "hill"}, {"word", word}, {"machine", machine}}, body));
        const auto reply = connection.reply();
        return reply ? QByteArray::number(reply->status) + ' ' + reply->body : QByteArray("no answer");
    }
    V5Caller hill() const { return {m_port, QStringLiteral("hill"), QStringLiteral("secret-2")}; }
    V5Caller valley() const { return {m_port, QStringLiteral("valley"), QStringLiteral("secret-3")}; }
    ServedPrimary &primary() { return m_primary; }
    void bind(int site)
    {
        REQUIRE(m_primary.datafile().peerStates().bindHardwareId(SyncId {site}, QStringLiteral("machine")).value());
    }
    void stopDispatcher() { m_dispatcher.stop(); }
    Held &held() { return m_held; }
    quint16 port() const { return m_port; }

private:
    static ProtocolVersions bothVersions(Held &held)
    {
        std::vector<std::unique_ptr<ProtocolVersion>> versions;
        versions.push_back(std::make_unique<V5Api>(
            V5Api::Listener {QStringLiteral("http"), QHostAddress(QHostAddress::LocalHost), 80}, 0));
        versions.push_back(std::make_unique<Whispers>(held));
        return ProtocolVersions(std::move(versions));
    }
    static HttpListener::Options limits()
    {
        HttpListener::Options options;
        options.maxBody = dispatchedMaxBody;
        return options;
    }

    Held m_held;
    ServedPrimary m_primary;
    Dispatcher m_dispatcher;
    HttpListener m_listener;
    quint16 m_port = 0;
};

} // namespace

TEST_CASE("Each version of the protocol reads who calls in its own way")
{
    const BilingualPrimary primary;
    V5Caller hill = primary.hill();
    CHECK(primary.whisper("GET", "/whispers/who") == "200 you are hill");
    CHECK(primary.whisper("POST", "/whispers", "secret-2", "abc") == "200 3");
    CHECK(primary.whisper("POST", "/whispers", "secret-2", QByteArray(90000, 'x')) == "200 90000");
    CHECK(hill.get("/whispers/who").body == "no: site_name_not_found");
    CHECK(hill.get("/sync/v5/site").status == 200);
    CHECK(primary.whisper("GET", "/sync/v5/site").startsWith("401 {"));
}

TEST_CASE("Each version of the protocol says in its own shape what went wrong, wherever it did")
{
    const BilingualPrimary primary;
    CHECK(primary.whisper("GET", "/whispers/who", "guess") == "200 no: site_incorrect_password");
    CHECK(primary.whisper("POST", "/whispers", "guess", QByteArray(90000, 'x')) == "200 no: site_incorrect_password");
    CHECK(primary.whisper("POST", "/whispers/who") == "200 no: request_method_wrong");
    CHECK(primary.whisper("POST", "/whispers", "secret-2", QByteArray(dispatchedMaxBody + 1, 'x'))
        == "200 no: request_too_large");
    CHECK(primary.whisper("GET", "/whispers/who") == "200 you are hill");
    CHECK(primary.whisper("GET", "/whispers/who", "secret-2", {}, "other") == "200 no: site_incorrect_hardware_id");
    V5Caller hill = primary.hill();
    CHECK(outcome(hill.post("/sync/v5/site", "{}")) == "405 request_method_wrong");
    CHECK(outcome(hill.post("/sync/v5/queued_records", QByteArray(dispatchedMaxBody + 1, 'x')))
        == "413 request_too_large");
}

TEST_CASE("A path that no version has is answered in the shape of the first")
{
    const BilingualPrimary primary;
    CHECK(outcome(primary.hill().get("/murmurs")) == "404 request_path_unknown");
}

TEST_CASE("13: who is known hears of site_status whatever the reception does, until anything in the datafile changes")
{
    BilingualPrimary primary;
    V5Caller hill = primary.hill();
    V5Caller valley = primary.valley();
    primary.bind(2);
    HeldWriter writer(primary.primary().path()); // last contacts, too, are written later
    CHECK(hill.get(statusCall).status == 200);
    RawConnection holder(primary.port());
    holder.send(
        rawRequest("GET", "/whispers/hold", {{"name", "hill"}, {"word", "secret-2"}, {"machine", "machine"}}, {}));
    primary.held().hasCome.acquire();

    CHECK(hill.get(statusCall).status == 200);
    CHECK(hill.get(statusCall).status == 200);
    hill.begin("GET", siteCall);
    valley.begin("GET", statusCall);
    V5Caller another = primary.hill();
    CHECK(another.get(statusCall).status == 200); // behind these
    CHECK_FALSE(hill.connection().hasSomething());
    CHECK_FALSE(valley.connection().hasSomething());

    writer.release();
    primary.primary().putStore("store_c", 3);
    another.begin("GET", statusCall);
    RawConnection unknown(primary.port());
    unknown.send(rawRequest("GET", "/nowhere", {}, {}));
    CHECK(unknown.reply().value().status == 404); // the listener's thread has seen all of these
    CHECK_FALSE(another.connection().hasSomething());
    primary.held().mayGo.release();
    CHECK(holder.reply().value().body == "held");
    for (V5Caller *caller : {&hill, &valley, &another})
        CHECK(caller->connection().reply().value().status == 200);
}

TEST_CASE("13: a primary that stops says so to whom it knows, too")
{
    BilingualPrimary primary;
    V5Caller hill = primary.hill();
    primary.bind(2);
    for (int time = 0; time < 2; ++time)
        CHECK(hill.get(statusCall).status == 200);
    primary.stopDispatcher();
    CHECK(hill.get(statusCall).status == 503);
}

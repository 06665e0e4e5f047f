// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/dispatcher.h"

#include "core/http/coding.h"
#include "core/http/inflater.h"
#include "core/security/passwordhash.h"
#include "core/server/calleraddress.h"
#include "core/server/limits.h"
#include "core/store/datafiletrouble.h"

namespace mailboat {

namespace {

/// How long it is as if a site had just signed in.
constexpr std::chrono::milliseconds justNow {100};

SiteDesk &deskOf(Desk &desk)
{
    return static_cast<SiteDesk &>(desk); // the pool's desks are all made in start()
}

/// The request with its body as its sender meant it. Nobody reads the body of a GET.
Result<ServerRequest> plainRequest(const ServerRequest &request, qint64 maxBody, RequestRoom &room)
{
    const QByteArray name = request.header("content-encoding").trimmed().toLower();
    if (name.isEmpty() || name == "identity" || request.method == "GET")
        return request;
    const std::optional<Coding> coding = codingNamed(name);
    if (!coding)
        return failure(
            ErrorCode::RequestMalformed, {{QStringLiteral("why"), QStringLiteral("its content coding is not known")}});
    Result<QByteArray> body
        = decoded(request.body, *coding, maxBody, [&room](qint64 bytes) { return room.toInflate(bytes); });
    if (!body)
        return failure(body.error());
    ServerRequest plain = request;
    plain.body = std::move(*body);
    return plain;
}

} // namespace

Dispatcher::Dispatcher(const Clock &clock, ProtocolVersions versions, qint64 maxBody, DatafileTrouble *trouble)
    : m_clock(clock)
    , m_versions(std::move(versions))
    , m_maxBody(maxBody)
    , m_trouble(trouble)
    , m_book(trouble)
    , m_authenticator(m_book, clock)
    , m_people(m_versions, m_pool, m_slowLane, clock, trouble)
{
}

Dispatcher::~Dispatcher()
{
    stop();
}

Result<> Dispatcher::start(const DatafileAddress &datafile, int workers, int receptionists)
{
    const auto turn = std::make_shared<WriterTurn>();
    const auto openDatafile = [datafile, turn, this] {
        return Datafile::open(datafile, m_clock).map([&turn](std::unique_ptr<Datafile> opened) {
            opened->connection().takeTurns(turn, DatafileOptions().patience);
            return opened;
        });
    };
    if (const Result<> started = m_book.start(openDatafile); !started)
        return started;
    if (const Result<> started = m_people.start(openDatafile); !started)
        return started;
    if (const Result<> opened = m_known.open(datafile); !opened)
        return opened;
    m_slowLane.start();
    return m_pool.start(workers, receptionists, [datafile, turn, this]() -> Result<std::unique_ptr<Desk>> {
        Result<std::unique_ptr<SiteDesk>> desk = SiteDesk::open(datafile, m_clock);
        if (!desk)
            return failure(desk.error());
        (*desk)->datafile().connection().takeTurns(turn, DatafileOptions().patience);
        return std::unique_ptr<Desk>(std::move(*desk));
    });
}

void Dispatcher::stop()
{
    m_slowLane.stop(); // first, for what it has found out goes to the pool
    m_pool.stop();
    m_people.stop();
    m_book.stop();
}

std::optional<ServerAnswer> Dispatcher::look(const ServerRequest &head)
{
    const Result<const Route *> route = m_versions.routeOf(head);
    if (!route)
        return refusal(head, route.error());
    if ((*route)->place != Place::People)
        return {};
    const std::optional<Error> refused = PeopleReception::refusalByHead(head);
    return refused ? std::optional(refusal(head, *refused)) : std::nullopt;
}

ServerAnswer Dispatcher::refusal(const ServerRequest &request, const Error &error) const
{
    return dressed(request, m_versions.answerTo(request, error));
}

void Dispatcher::ask(PendingRequest &exchange)
{
    if (m_versions.signsInByBody(exchange.request()))
        return askUnseen(exchange);
    signIn({exchange,
        [this, &exchange](SiteDesk &, const Result<SignedIn> &site) -> WorkerPool::Answering {
            std::optional<ServerAnswer> answer;
            if (site) {
                exchange.lane = site->peer.syncId.value();
            } else {
                tell(exchange.request(), failure(site.error()));
                answer = refusal(exchange.request(), site.error());
            }
            return [&exchange, answer = std::move(answer)] { exchange.proceed(answer); };
        },
        [this, &exchange](const Error &error) { exchange.proceed(refusal(exchange.request(), error)); }});
}

/// Who calls is known once the whole body is here: it is read from where a site has signed in of late, and counts as that one's.
void Dispatcher::askUnseen(PendingRequest &exchange)
{
    const auto site = m_book.lastSignedIn(networkOf(exchange.request().address), m_clock.utcNow());
    if (!site)
        return exchange.proceed(
            refusal(exchange.request(), {ErrorCode::LargeBodyFromStranger, {{QStringLiteral("limit"), smallBody}}}));
    exchange.countFor(*site);
    exchange.proceed({});
}

void Dispatcher::take(PendingRequest &exchange)
{
    if (exchange.lane != 0)
        return queue(exchange);
    const Result<const Route *> route = m_versions.routeOf(exchange.request());
    if (route && (*route)->place == Place::People)
        return m_people.take(exchange, **route);
    const Admission before {{}, 0, m_works.now(), m_clock.monotonic()};
    signIn({exchange,
        [this, &exchange, before](
            SiteDesk &desk, const Result<SignedIn> &site) { return receive(exchange, desk, site, before); },
        [this, &exchange](const Error &error) { refuse(exchange, error); }});
}

void Dispatcher::signIn(const Reception &at, const std::optional<Proof> &proof)
{
    m_pool.receive({WorkerPool::Work::None,
                       [this, at, proof](Desk &desk) -> WorkerPool::Answering {
                           Result<Authenticator::Identified> found = identify(deskOf(desk), at.exchange, proof);
                           if (const SlowCheck *check = found ? std::get_if<SlowCheck>(&*found) : nullptr)
                               return [this, at, check = *check] { prove(at, check); };
                           return at.then(
                               deskOf(desk), found.map([](auto &site) { return std::get<SignedIn>(std::move(site)); }));
                       },
                       [at] { at.refuse(stoppingError()); }},
        at.exchange.isStranger() ? WorkerPool::Order::Stranger : WorkerPool::Order::AsItCame);
}

/// Has the slow hash worked out, and signs in again with what it says.
void Dispatcher::prove(const Reception &at, const SlowCheck &check)
{
    const bool isTaken = m_slowLane.enter({check.site, check.isStranger,
        [this, at, check] {
            signIn(at, Proof {check.slowHash, matchesSlowHash(check.password, check.slowHash)});
        },
        [at] { at.refuse(stoppingError()); }});
    if (!isTaken)
        at.refuse(m_slowLane.isOpen() ? Authenticator::comeLater() : stoppingError());
}

Result<Authenticator::Identified> Dispatcher::identify(
    SiteDesk &desk, PendingRequest &exchange, const std::optional<Proof> &proof)
{
    const ServerRequest &request = exchange.request();
    if (const Result<> read = desk.refresh(); !read)
        return failure(read.error());
    if (roleOf(desk.preferences().site()) != SiteRole::Primary && desk.disabled())
        return failure(*desk.disabled());
    const Result<SignIn> presented = m_versions.signInOf(request);
    if (!presented)
        return failure(presented.error());
    Result<Authenticator::Identified> site = m_authenticator.identify(desk, *presented, request.address, proof);
    if (const SignedIn *signedIn = site ? std::get_if<SignedIn>(&*site) : nullptr)
        exchange.signedIn(signedIn->peer.syncId);
    return site;
}

WorkerPool::Answering Dispatcher::receive(
    PendingRequest &exchange, SiteDesk &desk, const Result<SignedIn> &site, const Admission &before)
{
    const ServerRequest &request = exchange.request();
    const Result<const Route *> route = m_versions.routeOf(request);
    if (!route)
        return finishing(exchange, failure(route.error()));
    if (site)
        noteKnown(exchange, desk, *site);
    if ((*route)->place == Place::Reception || !site)
        return answering(exchange, desk, **route, site);
    exchange.lane = site->peer.syncId.value();
    return [this, &exchange, admission = Admission {*site, desk.revision(), before.works, before.since}] {
        queue(exchange, admission);
    };
}

void Dispatcher::queue(PendingRequest &exchange, const std::optional<Admission> &admission)
{
    const ServerRequest &request = exchange.request();
    const Result<const Route *> route = m_versions.routeOf(request);
    if (!route)
        return finishing(exchange, failure(route.error()))();
    const bool isQueued = m_pool.queue(exchange.lane,
        {(*route)->work,
            [this, &exchange, found = *route, admission](
                Desk &desk) { return work(exchange, deskOf(desk), *found, admission); },
            [this, &exchange] { refuse(exchange, stoppingError()); }});
    if (!isQueued)
        refuse(exchange, m_pool.isStopping() ? stoppingError() : Error {ErrorCode::PrimaryBusy});
}

WorkerPool::Answering Dispatcher::work(
    PendingRequest &exchange, SiteDesk &desk, const Route &route, const std::optional<Admission> &admission)
{
    WorkerPool::Answering answer = answering(exchange, desk, route, signedInStill(exchange, desk, admission));
    m_works.ended(exchange.lane);
    return answer;
}

/// Signs in again where that was not just now: since the reception the request may have waited, for others of its site too, and its
/// body may have taken an hour to come. A slow hash is worked out here only for whom had signed in there, and whose password has been
/// changed meanwhile.
Result<SignedIn> Dispatcher::signedInStill(
    PendingRequest &exchange, SiteDesk &desk, const std::optional<Admission> &admission)
{
    // Where no machine is recorded another request may have recorded one, which is no change of the settings.
    if (admission && !admission->site.peer.hardwareId.isEmpty() && m_clock.monotonic() - admission->since < justNow
        && !m_works.hasEndedSince(exchange.lane, admission->works)) {
        if (const Result<> read = desk.refresh(); !read)
            return failure(read.error());
        if (desk.revision() == admission->revision)
            return admission->site;
    }
    desk.mayHaveWritten();
    Result<Authenticator::Identified> found = identify(desk, exchange);
    if (const SlowCheck *check = found ? std::get_if<SlowCheck>(&*found) : nullptr)
        found = identify(desk, exchange, Proof {check->slowHash, matchesSlowHash(check->password, check->slowHash)});
    return found.and_then([](const Authenticator::Identified &who) -> Result<SignedIn> {
        const SignedIn *signedIn = std::get_if<SignedIn>(&who);
        return signedIn ? Result<SignedIn>(*signedIn) : failure(Authenticator::comeLater());
    });
}

/// What the work takes is given back once the answer is made; from then on that counts.
WorkerPool::Answering Dispatcher::answering(
    PendingRequest &exchange, SiteDesk &desk, const Route &route, const Result<SignedIn> &site)
{
    RequestRoom room(
        exchange.memory(), site ? site->peer.syncId.value() : MemoryAccount::nobody, exchange.request().body.size());
    const Result<ServerAnswer> answer = answerOf(exchange.request(), desk, route, site, room);
    if (route.place != Place::Reception || route.effect == Effect::Changes)
        desk.mayHaveWritten();
    tell(exchange.request(), answer);
    if (!site)
        return finishing(exchange, answer);
    const ServerAnswer given
        = answer ? dressed(exchange.request(), *answer) : refusal(exchange.request(), answer.error());
    if (answer)
        noteServed(exchange.request(), *site, given, route.place == Place::Lane);
    return [&exchange, given] { exchange.answer(given); };
}

void Dispatcher::noteServed(
    const ServerRequest &request, const SignedIn &site, const ServerAnswer &answer, bool isLetIn)
{
    if (request.isCheck())
        return;
    m_book.served(
        site.peer.syncId, m_clock.utcNow(), request.address, site.app, request.bytes() + answer.bytes(), isLetIn);
}

/// Before the answer: whoever has it and looks at this primary finds the same there.
void Dispatcher::tell(const ServerRequest &request, const Result<ServerAnswer> &answer) const
{
    if (!m_trouble)
        return;
    if (!answer)
        m_trouble->failed(answer.error(), request.body.size());
    else if (answer->hasStored)
        m_trouble->stored();
}

Result<ServerAnswer> Dispatcher::answerOf(
    const ServerRequest &request, SiteDesk &desk, const Route &route, const Result<SignedIn> &site, RequestRoom &room)
{
    if (!site)
        return failure(site.error());
    const bool isLane = route.place == Place::Lane;
    const auto binding = isLane ? Authenticator::Binding::Written : Authenticator::Binding::Noted;
    const bool isJudged = route.caller == Caller::Site;
    if (const Result<> admitted = isJudged ? m_authenticator.admit(desk, request, *site, binding) : Result<>();
        !admitted)
        return failure(admitted.error());
    if (isLane && desk.disabled()) {
        if (!request.isCheck())
            m_book.refused({site->peer.syncId, site->peer.userName, desk.disabledBy(), request.address, site->app},
                m_clock.utcNow());
        return failure(*desk.disabled());
    }
    // That a site begins afresh is somebody's choice, and ends what did not fit.
    if (isLane && site->peer.misfit && route.work != WorkerPool::Work::Initialise)
        return failure(*site->peer.misfit);
    const Result<ServerRequest> plain = plainRequest(request, m_maxBody, room);
    if (!plain)
        return failure(plain.error());
    if (route.effect == Effect::Changes && request.isCheck())
        return failure(ErrorCode::RequestMalformed,
            {{QStringLiteral("why"), QStringLiteral("a connection check changes nothing")}});
    const qint64 most = mostListed(route.load, desk.preferences());
    if (!plain->body.isEmpty() && plain->method != "GET")
        if (const Result<> read = room.toRead(plain->body, route.load, most); !read)
            return failure(read.error());
    return route.handler(Call {*plain, desk, *site, m_pool, room, most, m_book});
}

/// Once that has been called the exchange may be gone.
WorkerPool::Answering Dispatcher::finishing(PendingRequest &exchange, const Result<ServerAnswer> &answer) const
{
    const ServerRequest &request = exchange.request();
    return [&exchange, given = answer ? dressed(request, *answer) : refusal(request, answer.error())] {
        exchange.answer(given);
    };
}

void Dispatcher::refuse(PendingRequest &exchange, const Error &error) const
{
    finishing(exchange, failure(error))();
}

} // namespace mailboat

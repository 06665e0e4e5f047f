// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/primaryendpoint.h"

#include "core/prefs/syncpreferences.h"
#include "core/records/datafile.h"
#include "core/records/recovery.h"
#include "core/security/hardwareid.h"
#include "core/store/peerstates.h"
#include "core/store/settingstable.h"
#include "core/store/standstill.h"
#include "core/store/syncstate.h"
#include "core/wire/ownprimary.h"

namespace mailboat {

namespace {

Result<> checkSatellite(Datafile &datafile)
{
    const Result<SyncId> own = datafile.settings().ownSite();
    if (!own)
        return failure(own.error());
    if (own->isOff())
        return failure(ErrorCode::NotSetUp);
    return own->isSatellite() ? Result<>() : failure(ErrorCode::NotASatellite);
}

Result<Endpoint> endpointFrom(Datafile &datafile)
{
    const Result<std::optional<PeerStates::PrimaryAccess>> access = datafile.peerStates().primaryAccess();
    if (!access)
        return failure(access.error());
    if (!access->has_value() || (*access)->url.isEmpty())
        return failure(ErrorCode::NoPrimary);
    const Result<QByteArray> &password = (*access)->wirePassword;
    if (!password)
        return failure(password.error());
    const Result<QString> machine = hardwareId();
    if (!machine)
        return failure(machine.error());
    return Endpoint {QUrl((*access)->url), (*access)->userName, *password, *machine};
}

/// Whether who has answered is this satellite's primary; what is known of that by now.
Result<> recognise(Datafile &datafile, const wire::SiteInfo &site)
{
    const Result<SyncId> own = datafile.settings().ownSite();
    if (!own)
        return failure(own.error());
    if (const Result<> answered = isAnsweredAs(*own, site); !answered)
        return answered;
    const Result<std::optional<KnownPrimary>> known = datafile.state().known();
    if (!known)
        return failure(known.error());
    return *known ? isSamePrimary(**known, site) : Result<>();
}

/// Another primary is another matter: what this site has seen is not of that.
Result<> mayRetrieve(Datafile &datafile, const wire::SiteInfo &site)
{
    const Result<std::optional<KnownPrimary>> known = datafile.state().known();
    const Result<SatellitePositions> own = datafile.state().positions();
    if (!known)
        return failure(known.error());
    if (!own)
        return failure(own.error());
    const bool isSame = *known && isSamePrimary(**known, site).has_value();
    return isSame && site.positions ? mayFetchAnew(misfitOf(*own, *site.positions)) : Result<>();
}

} // namespace

Result<Endpoint> primaryEndpoint(Datafile &datafile)
{
    if (const Result<> satellite = checkSatellite(datafile); !satellite)
        return failure(satellite.error());
    const Result<std::optional<Error>> standstill = Standstill(datafile.connection()).reasonHere();
    if (!standstill)
        return failure(standstill.error());
    if (*standstill)
        return failure(**standstill);
    return endpointFrom(datafile);
}

HttpClient::Options httpOptions(const SyncPreferences &preferences)
{
    HttpClient::Options options;
    options.idleTimeout = preferences.idleTimeout.value();
    options.maxAnswerBytes = qint64(preferences.maxAnswerSize.value()) * 1024 * 1024;
    options.proxy = preferences.proxy.value();
    options.throughNode = preferences.nodeHttpClient.value();
    return options;
}

QCoro::Task<Result<qint64>> retrieveFromPrimary(Datafile &datafile, HttpClient &http)
{
    const Result<Endpoint> endpoint = primaryEndpoint(datafile);
    const Result<SyncId> own = datafile.settings().ownSite();
    if (!endpoint)
        co_return failure(endpoint.error());
    if (!own)
        co_return failure(own.error());
    PrimaryApi api(http, *endpoint);
    const Result<wire::SiteInfo> site = co_await api.site();
    if (!site)
        co_return failure(site.error());
    if (const Result<> answered = isAnsweredAs(*own, *site); !answered)
        co_return failure(answered.error());
    if (!site->syncDisabled.isEmpty())
        co_return failure(ErrorCode::SyncDisabled, {{QStringLiteral("why"), site->syncDisabled}});
    if (const Result<> may = mayRetrieve(datafile, *site); !may)
        co_return failure(may.error());
    const Result<wire::QueueBatch> answer = co_await api.initialise();
    if (!answer)
        co_return failure(answer.error());
    if (const Result<> reset = datafile.state().resetForRetrieve(true); !reset)
        co_return failure(reset.error());
    co_return answer->queueLength;
}

QCoro::Task<Result<wire::SiteInfo>> siteAtPrimary(Datafile &datafile, HttpClient &http)
{
    if (const Result<> satellite = checkSatellite(datafile); !satellite)
        co_return failure(satellite.error());
    Result<Endpoint> endpoint = endpointFrom(datafile);
    if (!endpoint)
        co_return failure(endpoint.error());
    endpoint->isCheck = true;
    const Result<SatellitePositions> own = datafile.state().positions();
    if (!own)
        co_return failure(own.error());
    PrimaryApi api(http, *endpoint);
    const Result<wire::SiteInfo> site = co_await api.site(*own);
    if (!site)
        co_return failure(site.error());
    if (const Result<> known = recognise(datafile, *site); !known)
        co_return failure(known.error());
    co_return site;
}

} // namespace mailboat

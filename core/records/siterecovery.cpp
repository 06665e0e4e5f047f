// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/siterecovery.h"

#include "core/prefs/peerlist.h"
#include "core/records/primaryrecords.h"
#include "core/records/sitereturn.h"
#include "core/security/authorisation.h"
#include "core/sql/connection.h"
#include "core/store/epoch.h"
#include "core/store/settingstable.h"
#include "core/store/sitepositions.h"
#include "core/store/siterefusals.h"
#include "core/store/standstill.h"
#include "core/store/store.h"
#include "core/store/synclog.h"

#include <QCoreApplication>
#include <QJsonObject>

namespace mailboat {

namespace {

auto noChoice(const QString &why)
{
    return failure(ErrorCode::ActionNotPossible, {{QStringLiteral("why"), why}});
}

auto noChoiceFor(SyncId site, const QString &why)
{
    return noChoice(why.arg(site.value()));
}

} // namespace

SiteRecovery::SiteRecovery(Store &store, SyncId site)
    : m_store(store)
    , m_site(site)
{
}

Result<Peer> SiteRecovery::peer() const
{
    const Result<Settings> settings = m_store.settings().read();
    if (!settings)
        return failure(settings.error());
    const Peer *found = findPeer(settings->peers, m_site);
    if (!found)
        return failure(ErrorCode::PeerUnknown, {{QStringLiteral("syncId"), m_site.value()}});
    return *found;
}

/// That this is a primary, and none that stands still itself.
Result<> SiteRecovery::checkPrimary() const
{
    const Result<SyncId> own = m_store.settings().ownSite();
    if (!own)
        return failure(own.error());
    if (!own->isPrimary())
        return noChoice(
            QCoreApplication::translate("mailboat", "--site is for a primary, which chooses for one of its sites"));
    const Result<std::optional<Error>> reason = Standstill(m_store.connection()).reasonHere();
    if (!reason)
        return failure(reason.error());
    if (*reason)
        return noChoice(QCoreApplication::translate(
            "mailboat", "this primary stands still as a whole: choose for all of it first"));
    return {};
}

Result<std::optional<Error>> SiteRecovery::whatStandsStill() const
{
    return SitePositions(m_store.connection()).misfit(m_site).map([](const std::optional<SiteMisfit> &misfit) {
        return misfit ? std::optional(misfit->error) : std::nullopt;
    });
}

QList<Recovery::Choice> SiteRecovery::offeredFor(const Error &misfit)
{
    switch (misfit.code) {
    case ErrorCode::SiteNewer:
    case ErrorCode::PositionImpossible:
        return {Choice::Collect};
    case ErrorCode::TwoMachines:
        return {Choice::KeepThis};
    default:
        return {};
    }
}

Result<QList<Recovery::Choice>> SiteRecovery::offered() const
{
    return whatStandsStill().map(
        [](const std::optional<Error> &misfit) { return misfit ? offeredFor(*misfit) : QList<Choice>(); });
}

Result<> SiteRecovery::checkFits(Choice choice) const
{
    const Result<std::optional<Error>> noted = whatStandsStill();
    if (!noted)
        return failure(noted.error());
    const std::optional<Error> &error = *noted;
    if (choice == Choice::Collect)
        return checkCollect(error);
    if (choice != Choice::KeepThis)
        return noChoice(
            QCoreApplication::translate("mailboat", "for the site with Sync ID %1, \"%2\" is chosen at that site")
                .arg(QString::number(m_site.value()), Recovery::name(choice)));
    if (!error || error->code != ErrorCode::TwoMachines)
        return noChoiceFor(m_site,
            QCoreApplication::translate("mailboat", "two machines have not been seen as the site with Sync ID %1"));
    return {};
}

Result<> SiteRecovery::checkCollect(const std::optional<Error> &misfit) const
{
    if (!misfit)
        return {};
    switch (misfit->code) {
    case ErrorCode::SiteNewer:
    case ErrorCode::PositionImpossible:
        return {};
    case ErrorCode::SiteOlder:
        return noChoiceFor(m_site,
            QCoreApplication::translate("mailboat",
                "the site with Sync ID %1 is the older copy, not this primary: whoever runs it has to choose there"));
    case ErrorCode::TwoMachines:
        return noChoiceFor(m_site,
            QCoreApplication::translate(
                "mailboat", "two machines synchronise as the site with Sync ID %1: the choice is keep-this"));
    default:
        return failure(*misfit);
    }
}

Result<Recovery::Plan> SiteRecovery::plan(Choice choice) const
{
    if (const Result<> primary = checkPrimary(); !primary)
        return failure(primary.error());
    const Result<Peer> site = peer();
    if (!site)
        return failure(site.error());
    if (const Result<> fits = checkFits(choice); !fits)
        return failure(fits.error());
    if (choice == Choice::KeepThis)
        return Recovery::Plan {.sites = 1};
    if (!mayHearWish(*site))
        return noChoice(QCoreApplication::translate("mailboat",
            "the site with Sync ID %1 runs %2, which cannot be asked: what it has sent since the copy was made is "
            "missing here until it initialises anew, by which it loses what it alone holds")
                            .arg(QString::number(m_site.value()), site->app.words()));
    const PrimaryRecords records(m_store);
    const Result<qint64> owned = records.countOwnedBy(m_site);
    const Result<std::optional<Error>> misfit = whatStandsStill();
    if (!owned)
        return failure(owned.error());
    if (!misfit)
        return failure(misfit.error());
    return records.countFor(m_site).map([&](qint64 queued) {
        const bool isNew = hasNeverCalled(*site);
        return Recovery::Plan {.sites = 1,
            .records = *owned,
            .waiting = queued,
            .isNeedless = !*misfit && !isNew,
            .hasNeverCalled = isNew};
    });
}

/// With an epoch of its own it begins anew, as all sites do after a collect.
Result<> SiteRecovery::collect(qint64 known)
{
    SitePositions positions(m_store.connection());
    const auto misfit = positions.misfit(m_site);
    const Result<Peer> site = peer();
    if (!misfit)
        return failure(misfit.error());
    if (!site)
        return failure(site.error());
    const Occasion occasion = misfit->has_value() ? Occasion::AfterCopy : Occasion::OnWish;
    const QByteArray seen
        = misfit->has_value() ? (*misfit)->error.values.value(QStringLiteral("epoch")).toByteArray() : QByteArray();
    return Epoch(m_store.connection())
        .renewFor(m_site, seen)
        .and_then([&] { return awaitAgain(m_store, *site, known, occasion); })
        .and_then([&] { return positions.setMisfit(m_site, {}); });
}

/// What the two were refused for is settled with it.
Result<> SiteRecovery::keep()
{
    return SitePositions(m_store.connection()).setMisfit(m_site, {}).and_then([this] {
        return SiteRefusals(m_store.connection()).drop(m_site);
    });
}

Result<> SiteRecovery::choose(Choice choice, const Authorisation &by)
{
    const bool isCollect = choice == Choice::Collect;
    return m_store.connection().transact([&]() -> Result<> {
        const Result<Recovery::Plan> planned = plan(choice);
        if (!planned)
            return failure(planned.error());
        const QJsonObject details {{QStringLiteral("choice"), Recovery::name(choice)},
            {QStringLiteral("syncId"), m_site.value()}, {QStringLiteral("records"), planned->records},
            {QStringLiteral("waiting"), planned->waiting}};
        const Result<> done = isCollect ? collect(planned->records) : keep();
        return done.and_then([&] { return m_store.log().addAudit(QStringLiteral("recovered"), by.label(), details); });
    });
}

} // namespace mailboat

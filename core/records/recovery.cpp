// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/recovery.h"

#include "core/records/reconciliation.h"
#include "core/records/sitereturn.h"
#include "core/security/authorisation.h"
#include "core/sql/connection.h"
#include "core/store/changelog.h"
#include "core/store/epoch.h"
#include "core/store/peerstates.h"
#include "core/store/settingstable.h"
#include "core/store/sitepositions.h"
#include "core/store/standstill.h"
#include "core/store/store.h"
#include "core/store/synclog.h"
#include "core/store/syncqueue.h"
#include "core/store/syncstate.h"
#include "core/store/v6log.h"

#include <QCoreApplication>
#include <QJsonObject>

#include <algorithm>
#include <iterator>

namespace mailboat {

namespace {

struct NamedChoice {
    Recovery::Choice choice;
    const char *name;
};
constexpr NamedChoice choices[] {{Recovery::Choice::Collect, "collect"}, {Recovery::Choice::Fetch, "fetch"},
    {Recovery::Choice::Continue, "continue"}, {Recovery::Choice::KeepThis, "keep-this"}};

auto unfit(const QString &why)
{
    return failure(ErrorCode::ActionNotPossible, {{QStringLiteral("why"), why}});
}

/// What its cycles have noted: in another role that says nothing any more.
Result<std::optional<Error>> stoppedAsSatellite(Store &store, SiteRole role)
{
    return role == SiteRole::Satellite ? store.state().blocked() : Result<std::optional<Error>>(std::nullopt);
}

} // namespace

Result<> mayFetchAnew(const std::optional<Error> &misfit)
{
    if (!misfit || (misfit->code != ErrorCode::PrimaryOlder && misfit->code != ErrorCode::EpochDiffers))
        return {};
    return unfit(QCoreApplication::translate("mailboat",
        "the primary is an older copy than this site has seen, and what it has would take the place of newer records "
        "here: its administrator has to choose \"collect\" there first"));
}

Recovery::Recovery(Store &store)
    : m_store(store)
{
}

QString Recovery::name(Choice choice)
{
    const auto *found = std::ranges::find(choices, choice, &NamedChoice::choice);
    return QString::fromLatin1(found->name);
}

QStringList Recovery::names()
{
    QStringList all;
    for (const NamedChoice &one : choices)
        all.append(QString::fromLatin1(one.name));
    return all;
}

std::optional<Recovery::Choice> Recovery::fromName(const QString &name)
{
    const auto *found
        = std::ranges::find_if(choices, [&name](const NamedChoice &one) { return name == QLatin1String(one.name); });
    return found == std::end(choices) ? std::nullopt : std::optional(found->choice);
}

Result<std::optional<Error>> Recovery::whatStandsStill() const
{
    const Result<std::optional<Error>> reason = Standstill(m_store.connection()).reasonHere();
    if (!reason || *reason)
        return reason;
    const Result<SyncId> site = m_store.settings().ownSite();
    if (!site)
        return failure(site.error());
    if (roleOf(*site) != SiteRole::Primary)
        return stoppedAsSatellite(m_store, roleOf(*site));
    return SitePositions(m_store.connection()).worst().map([](const auto &worst) {
        return worst ? std::optional(worst->second.error) : std::nullopt;
    });
}

Result<QList<Recovery::Choice>> Recovery::offered() const
{
    const Result<std::optional<Error>> reason = whatStandsStill();
    const Result<SyncId> site = m_store.settings().ownSite();
    if (!reason)
        return failure(reason.error());
    if (!site)
        return failure(site.error());
    if (!*reason || site->isOff())
        return QList<Choice> {};
    const bool isPrimary = roleOf(*site) == SiteRole::Primary;
    switch ((*reason)->code) {
    case ErrorCode::RestoredUnconfirmed:
        return isPrimary ? QList {Choice::Collect} : QList {Choice::Fetch, Choice::Continue};
    case ErrorCode::DatafileOlder:
        return QList {Choice::Fetch, Choice::KeepThis};
    case ErrorCode::SiteNewer:
        return QList {Choice::Collect};
    case ErrorCode::TwoMachines:
        return isPrimary ? QList<Choice> {} : QList {Choice::KeepThis, Choice::Fetch};
    case ErrorCode::OtherMachine:
        return QList {Choice::KeepThis};
    default:
        return QList<Choice> {};
    }
}

/// Whether keep-this is a choice between two machines: at an older copy, too, since what has come further may be another machine.
Result<bool> Recovery::takesSiteOver() const
{
    const Result<std::optional<Error>> reason = Standstill(m_store.connection()).reasonHere();
    const Result<std::optional<Error>> stopped = m_store.state().blocked();
    const Result<SyncId> site = m_store.settings().ownSite();
    for (const Result<std::optional<Error>> &read : {reason, stopped}) {
        if (!read)
            return failure(read.error());
    }
    if (!site)
        return failure(site.error());
    if (*reason || !*stopped || roleOf(*site) != SiteRole::Satellite)
        return false;
    return (*stopped)->code == ErrorCode::TwoMachines || (*stopped)->code == ErrorCode::DatafileOlder;
}

Result<> Recovery::refuseToKeep() const
{
    const auto worst = SitePositions(m_store.connection()).worst();
    if (!worst)
        return failure(worst.error());
    if (*worst && (*worst)->second.error.code == ErrorCode::TwoMachines)
        return unfit(QCoreApplication::translate("mailboat",
            "two machines synchronise as the site with Sync ID %1: choose at the one that is to go on, or here with "
            "--site %1")
                         .arg((*worst)->first.value()));
    return unfit(QCoreApplication::translate("mailboat", "this datafile is on its own machine"));
}

/// Collect and fetch are there where nothing stands still, too: for a copy that was put back by hand.
Result<> Recovery::checkFits(Choice choice) const
{
    const Result<std::optional<Error>> reason = Standstill(m_store.connection()).reasonHere();
    const Result<SyncId> site = m_store.settings().ownSite();
    if (!reason)
        return failure(reason.error());
    if (!site)
        return failure(site.error());
    const bool isOtherMachine = *reason && (*reason)->code == ErrorCode::OtherMachine;
    const SiteRole role = roleOf(*site);
    const Result<std::optional<Error>> stopped = stoppedAsSatellite(m_store, role);
    if (!stopped)
        return failure(stopped.error());
    if (isOtherMachine && choice != Choice::KeepThis)
        return unfit(QCoreApplication::translate(
            "mailboat", "this datafile was used on another machine before: the choice is keep-this"));
    if (!isOtherMachine && choice == Choice::KeepThis)
        return takesSiteOver().and_then([this](bool takesOver) { return takesOver ? Result<>() : refuseToKeep(); });
    if (choice == Choice::Collect && role != SiteRole::Primary)
        return unfit(QCoreApplication::translate("mailboat", "\"%1\" is for a primary").arg(name(choice)));
    if ((choice == Choice::Fetch || choice == Choice::Continue) && role != SiteRole::Satellite)
        return unfit(QCoreApplication::translate("mailboat", "\"%1\" is for a satellite").arg(name(choice)));
    const bool isOlder = *stopped && (*stopped)->code == ErrorCode::DatafileOlder;
    if (choice == Choice::Continue && !*reason && !isOlder)
        return unfit(QCoreApplication::translate("mailboat", "this datafile does not stand still as an older copy"));
    // What a datafile that was put back stood still for in its former life says nothing.
    return choice == Choice::Fetch && !*reason ? mayFetchAnew(*stopped) : Result<>();
}

/// Of a copy that is to go on as it is: the site has done nothing since that the primary has seen.
Result<> Recovery::checkNothingMissing(const std::optional<PrimaryPositions> &shown) const
{
    const Result<SatellitePositions> own = m_store.state().positions();
    if (!own)
        return failure(own.error());
    if (!shown || own->epoch.isEmpty())
        return unfit(QCoreApplication::translate("mailboat",
            "it cannot be told whether this copy has missed something, since one of the two ends has never said how "
            "far it has come: the choice is fetch"));
    if (own->epoch != shown->epoch)
        return unfit(QCoreApplication::translate(
            "mailboat", "the primary was itself restored since this copy was made: the choice is fetch"));
    const std::optional<Error> misfit = misfitOf(*own, *shown);
    const Result<bool> isOwn = m_store.state().isOwnPush(shown->taken);
    if (!isOwn)
        return failure(isOwn.error());
    if (!misfit && !*isOwn)
        return unfit(QCoreApplication::translate("mailboat",
            "another machine has gone on as this site since this copy was made: the primary has taken push %1, which "
            "is none of this copy's. The choice is fetch")
                         .arg(shown->taken));
    if (!misfit)
        return {};
    if (misfit->code != ErrorCode::DatafileOlder)
        return failure(*misfit);
    return failure({ErrorCode::ActionNotPossible,
        {{QStringLiteral("why"),
            QCoreApplication::translate("mailboat",
                "this copy has missed something. The primary has taken records from this site, or given it some, since "
                "the backup was made. Choose fetch")}},
        QStringLiteral("pushes taken there: %1, known here: %2; held as confirmed there: %3, known here: %4")
            .arg(QString::number(shown->taken), QString::number(own->sent), QString::number(shown->held),
                QString::number(own->held))});
}

Result<> Recovery::checkShown(Choice choice, const std::optional<PrimaryPositions> &shown) const
{
    if (choice == Choice::Continue)
        return checkNothingMissing(shown);
    if (choice != Choice::Fetch || !shown)
        return {};
    return m_store.state().positions().and_then(
        [&shown](const SatellitePositions &own) { return mayFetchAnew(misfitOf(own, *shown)); });
}

Result<> Recovery::collect(const Plan &plan)
{
    const Result<Settings> settings = m_store.settings().read();
    if (!settings)
        return failure(settings.error());
    const Occasion occasion = plan.isNeedless ? Occasion::OnWish : Occasion::AfterCopy;
    for (const Peer &peer : settings->peers) {
        if (const Result<> asked = awaitAgain(m_store, peer, plan.known.value(peer.syncId), occasion); !asked)
            return asked;
    }
    // What a site has seen of this primary's later lives, which this copy knows nothing of.
    SitePositions positions(m_store.connection());
    const auto misfits = positions.misfits();
    if (!misfits)
        return failure(misfits.error());
    QList<QByteArray> seen;
    qint64 cursor = 0;
    for (const auto &[site, misfit] : *misfits) {
        if (misfit.code == ErrorCode::SiteNewer)
            cursor = std::max(cursor, misfit.values.value(QStringLiteral("cursor")).toLongLong());
        if (const QByteArray epoch = misfit.values.value(QStringLiteral("epoch")).toByteArray(); !epoch.isEmpty())
            seen.append(epoch);
    }
    return m_store.changeLog()
        .numberAnew(cursor)
        .and_then([this] { return V6Log(m_store.connection()).numberAnew(); })
        .and_then([this] { return m_store.queue().skipNumbers(); })
        .and_then([&] { return positions.clearMisfits(); })
        .and_then([&] { return Epoch(m_store.connection()).renew(seen); });
}

Result<> Recovery::fetch()
{
    const Result<SatellitePositions> before = m_store.state().positions();
    if (!before)
        return failure(before.error());
    return m_store.state().resetForRetrieve(false).and_then(
        [&] { return Reconciliation(m_store).begin(Unbrought::Restored::Satellite, *before); });
}

/// Whoever has the same datafile is another one from now on.
Result<> Recovery::keep()
{
    return m_store.state().renewCopy().and_then([this] { return m_store.state().setBlocked({}); });
}

Result<> Recovery::carryOut(Choice choice, const Plan &plan)
{
    switch (choice) {
    case Choice::Collect:
        return collect(plan);
    case Choice::Fetch:
        return fetch();
    case Choice::Continue:
        return keep();
    case Choice::KeepThis:
        return takesSiteOver().and_then([this](bool takesOver) { return takesOver ? fetch() : keep(); });
    }
    Q_UNREACHABLE();
}

namespace {

QJsonObject details(Recovery::Choice choice, const Recovery::Plan &plan)
{
    QJsonObject details {{QStringLiteral("choice"), Recovery::name(choice)}, {QStringLiteral("records"), plan.records},
        {QStringLiteral("waiting"), plan.waiting}};
    if (choice != Recovery::Choice::Collect)
        return details;
    QStringList silent;
    for (const Recovery::Plan::Silent &site : plan.silent)
        silent += QString::number(site.site.value());
    details.insert(QStringLiteral("sites"), plan.sites);
    details.insert(QStringLiteral("cannotBeAsked"), silent.join(QStringLiteral(", ")));
    return details;
}

} // namespace

Result<> Recovery::choose(Choice choice, const Authorisation &by, const std::optional<PrimaryPositions> &shown)
{
    return m_store.connection().transact([&]() -> Result<> {
        const Result<Plan> planned = plan(choice);
        if (!planned)
            return failure(planned.error());
        if (const Result<> fitting = checkShown(choice, shown); !fitting)
            return fitting;
        return carryOut(choice, *planned)
            .and_then([this] { return m_store.state().forgetError(); })
            .and_then([this] { return Standstill(m_store.connection()).end(); })
            .and_then([&] {
                return m_store.log().addAudit(QStringLiteral("recovered"), by.label(), details(choice, *planned));
            });
    });
}

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/contactsfinding.h"

#include "core/domain/clock.h"
#include "core/domain/refusalwords.h"
#include "core/prefs/peerlist.h"
#include "core/records/recoverywords.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>

namespace mailboat {

namespace {

constexpr std::chrono::hours usualSilence {24};
constexpr int manyWrongSignIns = 10;
constexpr qsizetype namedAtMost = 5; ///< as many as people take in at once

QString fewOf(const QStringList &all)
{
    QStringList few = all.first(std::min(all.size(), namedAtMost));
    const auto more = static_cast<int>(all.size() - few.size());
    if (more > 0)
        few.append(QCoreApplication::translate("mailboat", "and %Ln more", nullptr, more));
    return few.join(QStringLiteral(", "));
}

/// Sites at which many wrong passwords have come since a right one.
QList<Peer> guessedAt(QList<Peer> peers, std::optional<SyncId> only)
{
    peers.removeIf(
        [only](const Peer &peer) { return peer.wrongSignIns < manyWrongSignIns || (only && peer.syncId != *only); });
    return peers;
}

QString wrongSignIns(const QList<Peer> &peers)
{
    QStringList sites;
    for (const Peer &peer : peers)
        sites.append(QStringLiteral("%1 (%2)").arg(peer.userName, QString::number(peer.wrongSignIns)));
    return QCoreApplication::translate("mailboat", "Wrong passwords since the last right one: %1.").arg(fewOf(sites));
}

/// What the sites run, each program with how many of them; empty: nobody has said.
QString programs(const QList<Peer> &peers, std::optional<SyncId> only)
{
    constexpr qsizetype most = 8; // a list may have many versions: the rest is in the list of sites
    QMap<QString, int> sites;
    for (const Peer &peer : peers) {
        if (peer.app.isKnown() && (!only || peer.syncId == *only))
            ++sites[peer.app.words()];
    }
    QStringList shown;
    for (auto it = sites.cbegin(); it != sites.cend() && shown.size() < most; ++it)
        shown.append(only ? it.key() : QStringLiteral("%1 (%2)").arg(it.key(), QString::number(*it)));
    if (sites.size() > most)
        shown.append(QStringLiteral("…"));
    return shown.isEmpty()
        ? QString()
        : QCoreApplication::translate("mailboat", "Programs there: %1.").arg(shown.join(QStringLiteral(", ")));
}

/// Whether what the last call as that site was refused for still stands.
bool isRefused(const Peer &peer, const SiteRefusal &refusal, const SiteThresholds &thresholds, const QDateTime &now)
{
    SiteRow row;
    row.lastContact = peer.lastContact;
    row.hardwareId = peer.hardwareId;
    row.lastRefusal = refusal;
    return isStandingRefusal(row, thresholds, now);
}

/// Sites of the list, as far as they do not come as they should.
struct Standing {
    QList<CheckedSite> refused {};
    std::optional<ErrorCode> why {}; ///< of the first
    QList<CheckedSite> silent {}; ///< for a day
    QList<CheckedSite> never {}; ///< has one come

    void add(const Peer &peer, const SiteRefusals::Refusal &noted)
    {
        refused.append({peer.syncId, peer.userName, noted.when, noted.address + u": " + refusalWords(noted.why)});
        if (!why)
            why = noted.why;
    }
    void add(const Peer &peer)
    {
        (peer.lastContact.isValid() ? silent : never).append({peer.syncId, peer.userName, peer.lastContact, {}});
    }
    /// The longest silent first: who has them all may stop reading there.
    void order()
    {
        std::stable_sort(silent.begin(), silent.end(),
            [](const CheckedSite &one, const CheckedSite &other) { return one.when < other.when; });
    }
};

QString namesOf(const QList<CheckedSite> &sites)
{
    QStringList names;
    for (const CheckedSite &site : sites)
        names.append(site.userName);
    return fewOf(names);
}

Standing standingOf(const QList<Peer> &peers, std::optional<SyncId> only, const Refusals &refusals,
    const QDateTime &now, const SiteThresholds &thresholds)
{
    Standing standing;
    for (const Peer &peer : peers) {
        if (only && peer.syncId != *only)
            continue;
        const auto refusal = refusals.constFind(peer.syncId);
        if (refusal != refusals.cend() && isRefused(peer, *refusal, thresholds, now))
            standing.add(peer, *refusal);
        else if (!peer.lastContact.isValid()
            || peer.lastContact.secsTo(now) > std::chrono::seconds(thresholds.silentAfter).count())
            standing.add(peer);
    }
    standing.order();
    return standing;
}

} // namespace

CheckFinding contactsFinding(const QList<Peer> &peers, std::optional<SyncId> only, const Refusals &refusals,
    const QDateTime &now, const SiteThresholds &thresholds)
{
    const QString step = QStringLiteral("contacts");
    if (only && !findPeer(peers, *only))
        return {step, CheckLevel::Failed, Error {ErrorCode::PeerUnknown, {{QStringLiteral("syncId"), only->value()}}}};
    const Standing standing = standingOf(peers, only, refusals, now, thresholds);
    const QList<Peer> guessed = guessedAt(peers, only);
    QStringList details;
    const auto say = [&details](const char *text, const QList<CheckedSite> &sites) {
        const auto count = static_cast<int>(sites.size());
        if (count > 0)
            details.append(QCoreApplication::translate("mailboat", text, nullptr, count).arg(namesOf(sites)));
    };
    say(QT_TRANSLATE_N_NOOP("mailboat", "%Ln site(s) are refused: %1."), standing.refused);
    if (standing.why) {
        const CheckedSite &first = standing.refused.first();
        details.append(QCoreApplication::translate("mailboat", "A call of the site %1 was refused, from %2.")
                           .arg(first.userName, first.refusal));
    }
    const bool isUsual = thresholds.silentAfter == usualSilence;
    const auto hours = static_cast<int>(thresholds.silentAfter.count());
    if (isUsual)
        say(QT_TRANSLATE_N_NOOP("mailboat", "%Ln site(s) have been silent for more than a day: %1."), standing.silent);
    else if (!standing.silent.isEmpty())
        details.append(QCoreApplication::translate("mailboat", "Silent for more than %Ln hour(s): %1.", nullptr, hours)
                           .arg(namesOf(standing.silent)));
    say(QT_TRANSLATE_N_NOOP("mailboat", "%Ln site(s) have never come: %1."), standing.never);
    if (!guessed.isEmpty())
        details.append(wrongSignIns(guessed));
    const bool isOk = details.isEmpty();
    if (isOk)
        details.append(isUsual ? QCoreApplication::translate("mailboat", "Every satellite has come within a day.")
                               : QCoreApplication::translate(
                                   "mailboat", "Every satellite has come within %Ln hour(s).", nullptr, hours));
    QString detail = details.join(QLatin1Char(' ')); // sentences
    if (const QString known = programs(peers, only); !known.isEmpty())
        detail += QLatin1Char(' ') + known;
    if (isOk)
        return {step, CheckLevel::Ok, {}, detail};
    Error error {ErrorCode::SiteIncorrectPassword};
    const QList<CheckedSite> absent = standing.silent + standing.never;
    if (standing.why)
        error = {*standing.why, {{QStringLiteral("syncId"), standing.refused.first().syncId.value()}}};
    else if (!absent.isEmpty())
        error = {ErrorCode::SiteSilent,
            {{QStringLiteral("syncId"), absent.first().syncId.value()},
                {QStringLiteral("since"), absent.first().when}}};
    CheckFinding finding {step, CheckLevel::Warning, error, detail};
    finding.sites = standing.refused + absent;
    if (standing.why)
        finding.refused = {standing.refused.first().syncId, *standing.why};
    else if (!guessed.isEmpty())
        finding.refused = {guessed.first().syncId, ErrorCode::SiteIncorrectPassword};
    return finding;
}

Refusals standingRefusals(Refusals refusals, const Misfits &misfits, bool standsStill)
{
    const auto isOver = [&](SyncId site, ErrorCode why) {
        const bool hasMisfit
            = std::ranges::any_of(misfits, [site](const auto &misfit) { return misfit.first == site; });
        return isRefusalOver(why, hasMisfit, standsStill);
    };
    for (auto refusal = refusals.begin(); refusal != refusals.end();)
        refusal = isOver(refusal.key(), refusal->why) ? refusals.erase(refusal) : std::next(refusal);
    return refusals;
}

CheckFinding withAwaited(CheckFinding contacts, const QList<AwaitedSites::Awaited> &awaited, std::optional<SyncId> only)
{
    QList<AwaitedSites::Awaited> concerned;
    for (const AwaitedSites::Awaited &one : awaited) {
        if (!only || one.site == *only)
            concerned.append(one);
    }
    if (concerned.isEmpty())
        return contacts;
    if (contacts.level == CheckLevel::Ok)
        contacts.level = CheckLevel::Warning;
    contacts.detail = awaitedWords(concerned) + QLatin1Char(' ') + contacts.detail;
    return contacts;
}

CheckFinding withMisfits(CheckFinding contacts, const Misfits &misfits, std::optional<SyncId> only)
{
    QStringList details;
    int untold = 0;
    for (const auto &[site, misfit] : misfits) {
        if (only && site != *only)
            continue;
        if (details.isEmpty() || misfit.code == ErrorCode::SiteNewer) // that it is older says most of this primary
            contacts.error = misfit;
        if (details.size() < namedAtMost)
            details.append(describe(misfit));
        else
            ++untold;
    }
    if (untold > 0)
        details.append(QCoreApplication::translate(
            "mailboat", "%Ln more site(s) are not served either: the list of sites marks them.", nullptr, untold));
    if (details.isEmpty() || contacts.level == CheckLevel::Failed)
        return contacts;
    contacts.level = CheckLevel::Failed;
    contacts.detail = details.join(QLatin1Char(' ')) + QLatin1Char(' ') + contacts.detail;
    return contacts;
}

} // namespace mailboat

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

constexpr qint64 silentAfter = 24 * 60 * 60; // seconds
constexpr int manyWrongSignIns = 10;
constexpr qsizetype namedAtMost = 5; ///< as many as people take in at once

QString fewOf(const QStringList &all)
{
    QStringList few = all.first(std::min(all.size(), namedAtMost));
    if (all.size() > namedAtMost)
        few.append(QCoreApplication::translate(
            "mailboat", "and %n more", nullptr, static_cast<int>(all.size() - namedAtMost)));
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

/// Whether the last that came as that site was refused. Where two machines have one identity the other one comes and goes, too.
bool isRefused(const Peer &peer, const SiteRefusals::Refusal &refusal, const QDateTime &now)
{
    if (refusal.when.secsTo(now) > silentAfter)
        return false;
    const bool isTwin = (refusal.why == ErrorCode::SiteIncorrectHardwareId && !peer.hardwareId.isEmpty())
        || refusal.why == ErrorCode::TwoMachines;
    return isTwin || !peer.lastContact.isValid() || refusal.when >= peer.lastContact;
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

Standing standingOf(
    const QList<Peer> &peers, std::optional<SyncId> only, const Refusals &refusals, const QDateTime &now)
{
    Standing standing;
    for (const Peer &peer : peers) {
        if (only && peer.syncId != *only)
            continue;
        const auto refusal = refusals.constFind(peer.syncId);
        if (refusal != refusals.cend() && isRefused(peer, *refusal, now))
            standing.add(peer, *refusal);
        else if (!peer.lastContact.isValid() || peer.lastContact.secsTo(now) > silentAfter)
            standing.add(peer);
    }
    standing.order();
    return standing;
}

} // namespace

CheckFinding contactsFinding(
    const QList<Peer> &peers, std::optional<SyncId> only, const Refusals &refusals, const QDateTime &now)
{
    const QString step = QStringLiteral("contacts");
    if (only && !findPeer(peers, *only))
        return {step, CheckLevel::Failed, Error {ErrorCode::PeerUnknown, {{QStringLiteral("syncId"), only->value()}}}};
    const Standing standing = standingOf(peers, only, refusals, now);
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
    say(QT_TRANSLATE_N_NOOP("mailboat", "%Ln site(s) have been silent for more than a day: %1."), standing.silent);
    say(QT_TRANSLATE_N_NOOP("mailboat", "%Ln site(s) have never come: %1."), standing.never);
    if (!guessed.isEmpty())
        details.append(wrongSignIns(guessed));
    const bool isOk = details.isEmpty();
    if (isOk)
        details.append(QCoreApplication::translate("mailboat", "Every satellite has come within a day."));
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
        switch (why) {
        case ErrorCode::RestoredUnconfirmed:
        case ErrorCode::OtherMachine:
            return !standsStill;
        case ErrorCode::SiteNewer:
        case ErrorCode::SiteOlder:
        case ErrorCode::PositionImpossible:
            return std::ranges::none_of(misfits, [site](const auto &misfit) { return misfit.first == site; });
        default: // of two machines the one that was not chosen calls on
            return false;
        }
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

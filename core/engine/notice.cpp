// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/notice.h"

#include "core/domain/refusalwords.h"
#include "core/engine/alarm.h"

#include <QCoreApplication>
#include <QSet>

namespace mailboat {

namespace {

using Kind = Notice::Kind;

QString faultId(const Error &error)
{
    return QStringLiteral("fault:") + codeOf(error.code);
}

Notice faultNotice(const Error &error)
{
    return {Kind::Fault, faultId(error), {}, error};
}

/// What keeps synchronisation from going on and waits for a person.
std::optional<Notice> stopNotice(const Status &status)
{
    const bool hasWorked = status.lastSuccess.isValid();
    switch (status.blocked) {
    case Blocked::NotSetUp:
    case Blocked::Paused:
        return std::nullopt;
    case Blocked::NoPrimary: // until it has worked somebody is about to set it up
        return hasWorked ? std::optional(faultNotice({ErrorCode::NoPrimary})) : std::nullopt;
    case Blocked::UrlOnPrimary:
        return faultNotice({ErrorCode::UrlOnPrimary});
    case Blocked::PasswordNeeded:
        return faultNotice(status.lastError.value_or(Error {ErrorCode::PasswordNeeded}));
    case Blocked::OlderCopy:
    case Blocked::NewerSite:
    case Blocked::TwoMachines:
    case Blocked::OtherMachine:
        return Notice {
            Kind::Fault, QStringLiteral("fault:") + blockedName(status.blocked), blockedSentence(status.blocked)};
    case Blocked::WrongPrimary:
    case Blocked::No:
        break;
    }
    const bool isFault
        = status.lastError && status.lastError->code != ErrorCode::Cancelled && !mayHeal(status.lastError->code);
    return isFault ? std::optional(faultNotice(*status.lastError)) : std::nullopt;
}

std::optional<Notice> silenceNotice(const Status &status, const QDateTime &now)
{
    if (status.role != SiteRole::Satellite || status.blocked == Blocked::NotSetUp)
        return std::nullopt;
    const Alarm silence = silenceOf(status, now);
    if (silence.level < AlarmLevel::Warning)
        return std::nullopt;
    const bool isLong = silence.level == AlarmLevel::Loud;
    return Notice {isLong ? Kind::LongSilence : Kind::Silence,
        isLong ? QStringLiteral("long-silence") : QStringLiteral("silence"), silence.sentence};
}

QString refusedSentence(const SiteRow &site)
{
    if (!site.refusal)
        return QCoreApplication::translate("mailboat", "The site %1 is refused.").arg(site.userName);
    const QString why = refusalWords(site.refusal->why);
    return site.refusal->address.isEmpty()
        ? QCoreApplication::translate("mailboat", "The site %1 is refused: %2.").arg(site.userName, why)
        : QCoreApplication::translate("mailboat", "A call of the site %1 was refused, from %2.")
              .arg(site.userName, site.refusal->address + u": " + why);
}

} // namespace

QList<Notice> noticesOf(const Status &status, const QDateTime &now)
{
    QList<Notice> notices;
    QSet<QString> ids;
    const auto add = [&notices, &ids](const Notice &notice) {
        if (!ids.contains(notice.id)) {
            ids += notice.id;
            notices += notice;
        }
    };
    if (status.trouble && !mayHeal(status.trouble->error.code))
        add(faultNotice(status.trouble->error));
    if (const auto stop = stopNotice(status))
        add(*stop);
    if (const auto silence = silenceNotice(status, now))
        add(*silence);
    if (status.backupFault)
        add(faultNotice(*status.backupFault));
    for (const Status::SiteTrouble &site : status.siteTroubles)
        add({Kind::Site, QStringLiteral("site:%1:%2").arg(site.site.value()).arg(site.kind), site.sentence});
    return notices;
}

QList<Status::SiteTrouble> siteTroublesOf(const QList<SiteRow> &sites)
{
    QList<Status::SiteTrouble> troubles;
    for (const SiteRow &site : sites) {
        QString sentence;
        if (site.state == SiteState::Silent)
            sentence = QCoreApplication::translate("mailboat", "The site %1 is silent.").arg(site.userName);
        else if (site.state == SiteState::Refused)
            sentence = refusedSentence(site);
        if (!sentence.isEmpty())
            troubles.append({site.syncId, siteStateName(site.state), sentence});
    }
    return troubles;
}

bool isWell(const Status &status)
{
    return status.blocked == Blocked::No && !status.lastError && !status.trouble && !status.backupFault;
}

} // namespace mailboat

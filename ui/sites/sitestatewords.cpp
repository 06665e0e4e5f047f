// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sites/sitestatewords.h"

#include "core/domain/joinfilled.h"
#include "core/domain/refusalwords.h"
#include "ui/widgets/safetext.h"
#include "ui/widgets/timewords.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace mailboat {

namespace {

QString ofSite(const char *text)
{
    return QCoreApplication::translate("mailboat", text);
}

QString sentencesOf(QStringList sentences)
{
    return joinFilled(std::move(sentences), QStringLiteral(" "));
}

QString shortReason(SiteReason reason)
{
    switch (reason) {
    case SiteReason::WrongMachine:
        return ofSite(QT_TRANSLATE_NOOP("mailboat", "another machine"));
    case SiteReason::WrongPassword:
        return ofSite(QT_TRANSLATE_NOOP("mailboat", "wrong password"));
    case SiteReason::Paused:
        return ofSite(QT_TRANSLATE_NOOP("mailboat", "too many wrong passwords"));
    case SiteReason::OldVersion:
        return ofSite(QT_TRANSLATE_NOOP("mailboat", "program too old"));
    case SiteReason::NewVersion:
        return ofSite(QT_TRANSLATE_NOOP("mailboat", "program too new"));
    case SiteReason::NoStore:
        return ofSite(QT_TRANSLATE_NOOP("mailboat", "no active store"));
    case SiteReason::SyncOff:
        return ofSite(QT_TRANSLATE_NOOP("mailboat", "synchronisation is off"));
    case SiteReason::NeedsChoice:
        return ofSite(QT_TRANSLATE_NOOP("mailboat", "a choice is needed"));
    }
    Q_UNREACHABLE();
}

QString percent(const SiteLoad &load)
{
    const qint64 share = load.total > 0 ? std::clamp<qint64>(load.done * 100 / load.total, 0, 100) : 0;
    return QLocale().toString(qlonglong {share});
}

/// What to do about it in the window.
QString cureSentence(std::optional<SiteReason> reason)
{
    if (!reason)
        return {};
    switch (*reason) {
    case SiteReason::WrongMachine:
        return ofSite(QT_TRANSLATE_NOOP("mailboat",
            "Where its machine was replaced, let the new one in; where it was not, somebody else has its password."));
    case SiteReason::WrongPassword:
        return ofSite(QT_TRANSLATE_NOOP("mailboat", "Set the password here, and enter the same one at the site."));
    case SiteReason::Paused: // SignInThrottle's memory
        return ofSite(QT_TRANSLATE_NOOP("mailboat",
            "The pause ends by itself, an hour after the last wrong password at the latest. Set the password here, and "
            "enter the same one at the site. If nobody there has entered a wrong one, somebody may be guessing it."));
    case SiteReason::OldVersion:
        return ofSite(QT_TRANSLATE_NOOP("mailboat", "Update the program at the site."));
    case SiteReason::NewVersion:
        return ofSite(QT_TRANSLATE_NOOP("mailboat", "Update Mailboat on this machine."));
    default:
        return {};
    }
}

QString refusedSentences(const SiteRow &site, const QDateTime &now)
{
    if (!site.refusal)
        return ofSite(QT_TRANSLATE_NOOP("mailboat", "It is refused."));
    const auto &[when, why, address] = *site.refusal;
    const QString what = !when.isValid() ? ofSite(QT_TRANSLATE_NOOP("mailboat", "Refused: %1.")).arg(refusalWords(why))
        : address.isEmpty()
        ? ofSite(QT_TRANSLATE_NOOP("mailboat", "Refused %1: %2.")).arg(agoWords(when, now), refusalWords(why))
        : ofSite(QT_TRANSLATE_NOOP("mailboat", "Refused %1, from %2: %3."))
              .arg(agoWords(when, now), safeText(address), refusalWords(why));
    return sentencesOf({what, cureSentence(site.reason)});
}

QString waitingSentence(const SiteRow &site, const QDateTime &now)
{
    if (site.waiting == 0)
        return ofSite(QT_TRANSLATE_NOOP("mailboat", "Nothing waits for it."));
    if (!site.oldestWaiting.isValid())
        return ofSite(QT_TRANSLATE_NOOP("mailboat", "Records that wait for it: %1."))
            .arg(QLocale().toString(qlonglong {site.waiting}));
    return ofSite(QT_TRANSLATE_NOOP("mailboat", "Records that wait for it: %1, the oldest since %2."))
        .arg(QLocale().toString(qlonglong {site.waiting}), dayTimeWords(site.oldestWaiting, now));
}

QString contactSentence(const SiteRow &site, const QDateTime &now)
{
    const QString success
        = site.lastSuccess.isValid() ? agoWords(site.lastSuccess, now) : ofSite(QT_TRANSLATE_NOOP("mailboat", "never"));
    return ofSite(QT_TRANSLATE_NOOP("mailboat", "Last contact: %1. Last success: %2."))
        .arg(agoWords(site.lastContact, now), success);
}

} // namespace

QString shortStateWords(const SiteRow &site)
{
    if (site.syncId.isOff())
        return {};
    const QString state = siteStateWords(site.state);
    if (site.state == SiteState::Refused && site.reason)
        return ofSite(QT_TRANSLATE_NOOP("mailboat", "%1: %2")).arg(state, shortReason(*site.reason));
    if (site.state == SiteState::Initialising && site.load)
        return ofSite(QT_TRANSLATE_NOOP("mailboat", "%1, %2 %")).arg(state, percent(*site.load));
    return state;
}

QString stateSentences(const SiteRow &site, const QDateTime &now)
{
    if (site.syncId.isOff())
        return {};
    switch (site.state) {
    case SiteState::Refused:
        return refusedSentences(site, now);
    case SiteState::Silent:
        return sentencesOf({ofSite(QT_TRANSLATE_NOOP("mailboat", "It has not called since %1."))
                                .arg(dayTimeWords(site.lastContact, now)),
            waitingSentence(site, now),
            ofSite(QT_TRANSLATE_NOOP(
                "mailboat", "See at the site whether the machine is on, the program runs and the line works."))});
    case SiteState::Behind:
        return sentencesOf(
            {ofSite(QT_TRANSLATE_NOOP("mailboat", "It calls, but has not received everything for a long time.")),
                contactSentence(site, now), waitingSentence(site, now),
                ofSite(QT_TRANSLATE_NOOP("mailboat",
                    "At the site, look at what its program says of its synchronisation: the line may break off each "
                    "time, or its disk be full."))});
    case SiteState::Never:
        return ofSite(QT_TRANSLATE_NOOP("mailboat",
            "It has never called. At the site enter its Sync ID, its user name and password, and this primary's "
            "address."));
    case SiteState::Initialising: {
        const QString load = site.load ? ofSite(QT_TRANSLATE_NOOP("mailboat",
                                                    "Its first load runs: %1 of about %2 "
                                                    "records."))
                                             .arg(QLocale().toString(qlonglong {site.load->done}),
                                                 QLocale().toString(qlonglong {site.load->total}))
                                       : ofSite(QT_TRANSLATE_NOOP("mailboat", "Its first load has not ended yet."));
        return sentencesOf({load, contactSentence(site, now)});
    }
    case SiteState::Ok:
        return sentencesOf({contactSentence(site, now), waitingSentence(site, now)});
    }
    Q_UNREACHABLE();
}

QString stateIcon(SiteState state)
{
    switch (state) {
    case SiteState::Refused:
        return toneIcon(Tone::Error);
    case SiteState::Silent:
        return toneIcon(Tone::Warning);
    case SiteState::Behind:
        return QStringLiteral("pending");
    case SiteState::Never:
        return QStringLiteral("off");
    case SiteState::Initialising:
        return QStringLiteral("running");
    case SiteState::Ok:
        return toneIcon(Tone::Ok);
    }
    Q_UNREACHABLE();
}

Tone stateTone(SiteState state)
{
    switch (state) {
    case SiteState::Refused:
        return Tone::Error;
    case SiteState::Silent:
    case SiteState::Behind:
        return Tone::Warning;
    case SiteState::Ok:
        return Tone::Ok;
    default:
        return Tone::Info;
    }
}

} // namespace mailboat

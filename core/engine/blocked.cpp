// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/blocked.h"

#include "core/prefs/rules.h"
#include "core/prefs/settingsstore.h"
#include "core/prefs/syncpreferences.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace mailboat {

namespace {

struct Words {
    Blocked blocked;
    const char *name;
    const char *sentence;
    const char *answer;
};

constexpr std::array words {
    Words {Blocked::No, "", "", QT_TRANSLATE_NOOP("mailboat", "no")},
    Words {Blocked::NotSetUp, "not-set-up",
        QT_TRANSLATE_NOOP("mailboat", "Synchronisation is not set up: the Sync ID of this site is 0."),
        QT_TRANSLATE_NOOP("mailboat", "yes: this site has no Sync ID yet")},
    Words {Blocked::NoPrimary, "no-primary",
        QT_TRANSLATE_NOOP("mailboat", "Synchronisation is off: the list has no primary with a URL and a password."),
        QT_TRANSLATE_NOOP("mailboat", "yes: the list has no primary with a URL and a password")},
    Words {Blocked::PasswordNeeded, "password-needed",
        QT_TRANSLATE_NOOP("mailboat",
            "Synchronisation has stopped: the password of this site cannot be read on this machine and has to be "
            "entered again, in the row of the primary."),
        QT_TRANSLATE_NOOP("mailboat",
            "yes: the password cannot be read on this machine; \"mailboatctl peers edit 1 --password-file F\" "
            "enters it again")},
    Words {Blocked::Paused, "paused", QT_TRANSLATE_NOOP("mailboat", "Synchronisation is paused: the interval is 0."),
        QT_TRANSLATE_NOOP("mailboat", "yes: paused, the interval is 0")},
    Words {Blocked::UrlOnPrimary, "url-on-primary",
        QT_TRANSLATE_NOOP("mailboat", "Synchronisation is off: a site on this primary's list has a URL."),
        QT_TRANSLATE_NOOP("mailboat", "yes: a satellite in this primary's list has a URL")},
    Words {Blocked::WrongPrimary, "wrong-primary",
        QT_TRANSLATE_NOOP("mailboat", "Synchronisation has stopped: another primary answers than before."),
        QT_TRANSLATE_NOOP(
            "mailboat", "yes: another primary answers than before; \"mailboatctl retrieve 1\" accepts it")},
    Words {Blocked::OlderCopy, "older-copy",
        QT_TRANSLATE_NOOP("mailboat",
            "Synchronisation has stopped: this datafile is an older copy, and somebody has to choose how it goes "
            "on."),
        QT_TRANSLATE_NOOP(
            "mailboat", "yes: this datafile is an older copy; \"mailboatctl recover\" says how it goes on")},
    Words {Blocked::NewerSite, "newer-site",
        QT_TRANSLATE_NOOP("mailboat",
            "The primary is an older copy than a site has seen of it: that site stands still, and records are "
            "missing at the primary."),
        QT_TRANSLATE_NOOP("mailboat",
            "yes: the primary is an older copy than a site has seen; \"mailboatctl recover --choice collect\" at "
            "the primary says how it goes on")},
    Words {Blocked::TwoMachines, "two-machines",
        QT_TRANSLATE_NOOP("mailboat", "Two machines synchronise as one site, which stands still."),
        QT_TRANSLATE_NOOP("mailboat",
            "yes: two machines synchronise as one site; \"mailboatctl recover --choice keep-this\" at one of them "
            "lets it go on, \"mailboatctl recover --site ID --choice keep-this\" at the primary the one that is left")},
    Words {Blocked::OtherMachine, "other-machine",
        QT_TRANSLATE_NOOP("mailboat",
            "Synchronisation has stopped: this datafile was used on another machine before, and may be a copy."),
        QT_TRANSLATE_NOOP("mailboat",
            "yes: this datafile was used on another machine before; \"mailboatctl recover --choice keep-this\" "
            "keeps it here")},
};

/// Where no password has to be entered: the key that it is sealed with is there, but cannot be had.
constexpr Words keyRingWords {Blocked::PasswordNeeded, "password-needed",
    QT_TRANSLATE_NOOP("mailboat",
        "Synchronisation has stopped: the key for the password of this site is in this desktop's key ring, which "
        "cannot "
        "be used. Once it is unlocked, synchronisation goes on by itself."),
    QT_TRANSLATE_NOOP("mailboat",
        "yes: the key for the password is in this desktop's key ring, which cannot be used; once it is unlocked, "
        "synchronisation goes on by itself")};
constexpr Words keyFileWords {Blocked::PasswordNeeded, "password-needed",
    QT_TRANSLATE_NOOP("mailboat",
        "Synchronisation has stopped: the key for the password of this site cannot be used on this machine."),
    QT_TRANSLATE_NOOP(
        "mailboat", "yes: the key for the password cannot be used on this machine; the last error says what helps")};

const Words &wordsOf(Blocked blocked, const std::optional<Error> &why = {})
{
    if (blocked == Blocked::PasswordNeeded && why && why->code == ErrorCode::KeyRingUnusable)
        return keyRingWords;
    if (blocked == Blocked::PasswordNeeded && why && why->code == ErrorCode::MachineKeyUnusable)
        return keyFileWords;
    const auto *const found = std::ranges::find(words, blocked, &Words::blocked);
    Q_ASSERT(found != words.end());
    return *found;
}

/// What an error that stops a site for good counts as; nothing for what is only noted.
Blocked blockedBy(const std::optional<ErrorCode> &stoppedBy)
{
    if (!stoppedBy)
        return Blocked::No;
    switch (*stoppedBy) {
    case ErrorCode::WrongPrimary:
    case ErrorCode::WrongSite:
        return Blocked::WrongPrimary;
    case ErrorCode::DatafileOlder:
        return Blocked::OlderCopy;
    case ErrorCode::PrimaryOlder:
    case ErrorCode::EpochDiffers:
    case ErrorCode::SiteNewer:
        return Blocked::NewerSite;
    case ErrorCode::TwoMachines:
        return Blocked::TwoMachines;
    default: // one site alone, and none of its primary's doing
        return Blocked::No;
    }
}

} // namespace

QString blockedName(Blocked blocked)
{
    return QString::fromLatin1(wordsOf(blocked).name);
}

QString blockedSentence(Blocked blocked, const std::optional<Error> &why)
{
    return blocked == Blocked::No ? QString() : QCoreApplication::translate("mailboat", wordsOf(blocked, why).sentence);
}

QString blockedAnswer(Blocked blocked, const std::optional<Error> &why)
{
    return QCoreApplication::translate("mailboat", wordsOf(blocked, why).answer);
}

Blocked blockedBy(const SyncConditions &conditions)
{
    if (conditions.standstill && conditions.role != SiteRole::Off)
        return conditions.standstill == ErrorCode::OtherMachine ? Blocked::OtherMachine : Blocked::OlderCopy;
    switch (conditions.role) {
    case SiteRole::Off:
        return Blocked::NotSetUp;
    case SiteRole::Primary:
        return conditions.hasUrlOnPrimary ? Blocked::UrlOnPrimary : blockedBy(conditions.stoppedBy);
    case SiteRole::Satellite: // what has to be mended comes before what somebody has chosen
        if (conditions.needsPassword)
            return Blocked::PasswordNeeded;
        if (!conditions.knowsPrimary)
            return Blocked::NoPrimary;
        if (const Blocked stopped = blockedBy(conditions.stoppedBy); stopped != Blocked::No)
            return stopped;
        return conditions.isPaused ? Blocked::Paused : Blocked::No;
    }
    Q_UNREACHABLE();
}

Blocked blockedBy(const Settings &settings)
{
    SyncPreferences preferences;
    preferences.load(settings.preferences);
    SyncConditions conditions {.role = roleOf(preferences.site())};
    conditions.hasUrlOnPrimary = !sitesWithUrl(conditions.role, settings.peers).isEmpty();
    conditions.knowsPrimary = std::any_of(settings.peers.cbegin(), settings.peers.cend(),
        [](const Peer &peer) { return peer.syncId.isPrimary() && !peer.url.isEmpty() && peer.hasPassword; });
    conditions.needsPassword = std::any_of(settings.peers.cbegin(), settings.peers.cend(),
        [](const Peer &peer) { return peer.syncId.isPrimary() && !peer.url.isEmpty() && peer.needsPassword; });
    conditions.isPaused = preferences.interval.value().count() == 0;
    return blockedBy(conditions);
}

} // namespace mailboat

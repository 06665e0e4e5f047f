// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/sitestate.h"
#include "core/engine/status.h"

namespace mailboat {

/// What people are told wherever they are, such as by a notification of their desktop: once until all is well again (NoticeBoard).
struct Notice {
    enum class Kind {
        Fault, ///< waiting does not mend it
        Silence, ///< no synchronisation has succeeded for a day
        LongSilence, ///< for three days
        Site, ///< at a primary, one of its sites
        Well, ///< what was told is over
        SiteWell,
    };
    Kind kind = Kind::Fault;
    QString id {}; ///< which one it is, for good: "silence", "fault:wrong_password", "site:7:silent"; empty: of Well
    QString sentence {}; ///< for people, translated; empty: `error` has the words, or the kind is all there is to say
    std::optional<Error> error {};
    bool operator==(const Notice &) const = default;
};

/// All that is to be told of that status: faults that do not heal, at once; days without success, by the thresholds of alarmOf(); at a
/// primary its sites in trouble. What somebody has paused, or has not set up yet, is told by no notice.
QList<Notice> noticesOf(const Status &status, const QDateTime &now);
/// What people at a primary are told of its sites: those that are refused or silent.
QList<Status::SiteTrouble> siteTroublesOf(const QList<SiteRow> &sites);
/// Whether synchronisation works, or, at a primary, stands still for nobody; that nothing is to be told says less.
bool isWell(const Status &status);

} // namespace mailboat

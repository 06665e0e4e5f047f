// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/prefs/draft.h"

#include <QSet>

namespace mailboat {

/// One setting that a draft changes, and somebody else has changed otherwise since the draft was read.
struct SettingConflict {
    QString preference {}; ///< its name; empty: it is about a site
    SyncId site {}; ///< as saved when the draft was read; of a new one its own
    bool operator==(const SettingConflict &) const = default;
};

/// Those between a draft and one of the settings as they stand now, preferences first. Of a site what its row holds counts, but for
/// the password, of which nothing can be compared.
QList<SettingConflict> conflictsOf(const Draft &mine, const Draft &now);

/// Makes the changes of a draft anew, in one of the settings as they stand now, without those that give way. Whatever fails (a row that
/// is gone, a Sync ID or user name that is taken by now) leaves `now` half edited.
Result<> makeAnew(const Draft &mine, Draft &now, const QList<SettingConflict> &givingWay);

} // namespace mailboat

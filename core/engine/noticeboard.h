// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/notice.h"

#include <QStringList>

namespace mailboat {

/// Which notices have been told, so that each is told once: by one window of all that show the datafile, over restarts too, until it is
/// over. Kept in the datafile; what it cannot be told, its disk being full, is known here. One thread.
class NoticeBoard final
{
public:
    /// What has to be told now and has not been, which from now on has. Nothing while the preference `notifications` is off: what lasts
    /// is told once it is on again.
    Result<QList<Notice>> claim(Datafile &datafile, const Status &status, const QDateTime &now);

private:
    QStringList m_untold {}; ///< told, as the datafile does not know
};

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/notice.h"

namespace mailboat {

/// What a notification says: plain text.
struct NoticeWords {
    QString title;
    QString body;
    bool isBad = true; ///< something is the matter
    bool isUrgent = false; ///< stays until somebody has seen it
};
/// Of notices that come at once, in few notifications: sites of a primary share one. `site`: which one this is, for people.
QList<NoticeWords> noticeWords(const QList<Notice> &notices, const QString &site);

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/errorcode.h"
#include "core/domain/site.h"

#include <QJsonObject>
#include <QString>

#include <optional>

namespace mailboat {

/// Why a primary has refused a site, for whoever runs the primary; what the site is told is describe().
QString refusalWords(ErrorCode why); ///< a clause: "its password was wrong"
/// What to do about it at the primary, whole sentences. `site` 0: none of the list.
QString refusalAdvice(ErrorCode why, SyncId site);
/// Of an entry of the log's contacts (SyncLog::Entry::what, details) why the site was refused; nothing: it was not.
std::optional<ErrorCode> refusalIn(const QString &what, const QJsonObject &details);

} // namespace mailboat

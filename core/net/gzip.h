// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <QByteArray>

namespace mailboat {

/// gzip-coded; empty where zlib fails.
QByteArray gzipped(const QByteArray &plain);
/// The text of a gzip-coded body (one or more members, nothing behind). RequestTooLarge beyond `limit` bytes, long before
/// more than that has been made; RequestMalformed.
Result<QByteArray> gunzipped(const QByteArray &coded, qint64 limit);

} // namespace mailboat

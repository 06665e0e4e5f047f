// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <QByteArray>
#include <QList>

#include <functional>

namespace mailboat {

/// Told from time to time, in the thread that waits for it, how many of how many passwords have been hashed; false: it is given up.
using HashingProgress = std::function<bool(qint64 done, qint64 total)>;

/// slowHash() of each, on all processors: one takes some 20 ms, and a list may have thousands. Cancelled where it is given up.
Result<QList<QByteArray>> slowHashes(const QList<QByteArray> &secrets, const HashingProgress &hashed = {});

} // namespace mailboat

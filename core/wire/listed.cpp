// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/listed.h"

namespace mailboat::wire {

Error tooMany(Listed listed, qint64 most)
{
    const QString what = listed == Listed::Records ? QStringLiteral("records") : QStringLiteral("IDs");
    return {ErrorCode::TooManyRecords, {{QStringLiteral("what"), what}, {QStringLiteral("limit"), most}}};
}

} // namespace mailboat::wire

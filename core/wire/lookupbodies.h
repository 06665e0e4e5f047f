// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <QByteArray>

namespace mailboat::wire {

// Bodies of what is asked of a primary beside version 5 (protocol.md §8).

struct JoinBody {
    QByteArray id {}; ///< of the join; not there in what is asked for
    QByteArray nameId;
    QByteArray storeId;
};
/// {"name_ID":"…","store_ID":"…"}. RequestMalformed.
Result<JoinBody> parseJoin(const QByteArray &body);
QByteArray composeJoin(const JoinBody &join);

} // namespace mailboat::wire

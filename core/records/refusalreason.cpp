// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/refusalreason.h"

#include "core/domain/jsoncheck.h"

namespace mailboat {

Error refusalReason(const Record &record, const Error &refusal)
{
    const bool isOfName = refusal.code == ErrorCode::TableNameInvalid || refusal.code == ErrorCode::RecordIdInvalid;
    if (!isOfName || record.data.isEmpty())
        return refusal;
    const auto problem = jsonProblem(QByteArrayView(record.data));
    if (!problem)
        return refusal;
    Error reason {ErrorCode::RecordDataBroken, refusal.values, refusal.detail};
    reason.values.insert(QStringLiteral("why"), *problem);
    return reason;
}

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/arguments.h"

#include "core/server/limits.h"
#include "core/server/serverrequest.h"

#include <algorithm>

namespace mailboat {

namespace {

auto badArgument(const QByteArray &key)
{
    return failure(ErrorCode::RequestMalformed,
        {{QStringLiteral("why"), QStringLiteral("\"%1\" is no number that it may be").arg(QString::fromLatin1(key))}});
}

} // namespace

Result<qint64> numberArgument(const ServerRequest &request, const QByteArray &key, qint64 least, qint64 otherwise)
{
    const Result<std::optional<QByteArray>> text = request.argument(key);
    if (!text)
        return failure(text.error());
    if (!*text)
        return otherwise;
    const bool isDigits = !(*text)->isEmpty()
        && std::all_of((*text)->begin(), (*text)->end(), [](char c) { return c >= '0' && c <= '9'; });
    bool fits = false;
    const qint64 number = (*text)->toLongLong(&fits);
    if (!isDigits || !fits || number < least)
        return badArgument(key);
    return number;
}

Result<int> limitArgument(const ServerRequest &request)
{
    return numberArgument(request, "limit", 1, usualRecords).map([](qint64 limit) {
        return static_cast<int>(std::min<qint64>(limit, mostRecords));
    });
}

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prefs/timezone.h"

namespace mailboat {

namespace {

bool isTimeZone(const QString &name)
{
    return QTimeZone::isTimeZoneIdAvailable(name.toUtf8()) && QTimeZone(name.toUtf8()).isValid();
}

} // namespace

Result<QString> checkedTimeZone(const QString &typed)
{
    constexpr qsizetype longest = 100;
    const QString name = typed.trimmed();
    if (name.isEmpty() || (name.size() <= longest && isTimeZone(name)))
        return name;
    return failure(ErrorCode::TimeZoneUnknown, {{QStringLiteral("value"), name.left(longest)}});
}

QTimeZone timeZoneOf(const QString &site, const QString &primary)
{
    for (const QString &name : {site, primary}) {
        if (!name.isEmpty() && isTimeZone(name))
            return QTimeZone(name.toUtf8());
    }
    return QTimeZone::systemTimeZone();
}

} // namespace mailboat

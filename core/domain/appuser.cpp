// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/appuser.h"

#include "core/domain/ornull.h"

#include <QJsonArray>

namespace mailboat {

QJsonObject toJson(const AppUser &user)
{
    QJsonArray places;
    for (const AppUser::Place &place : user.places) {
        places.append(QJsonObject {{QStringLiteral("store"), QString::fromUtf8(place.store)},
            {QStringLiteral("default"), place.isDefault},
            {QStringLiteral("permissions"), QJsonArray::fromStringList(place.permissions.names())}});
    }
    return {
        {QStringLiteral("name"), user.name},
        {QStringLiteral("userId"), user.userId},
        {QStringLiteral("firstName"), orNull(user.firstName)},
        {QStringLiteral("lastName"), orNull(user.lastName)},
        {QStringLiteral("email"), orNull(user.email)},
        {QStringLiteral("language"), appLanguages().value(user.language)},
        {QStringLiteral("active"), user.isActive},
        {QStringLiteral("stores"), places},
    };
}

QStringList appLanguages()
{
    return {QStringLiteral("en"), QStringLiteral("fr"), QStringLiteral("es"), QStringLiteral("lo"),
        QStringLiteral("km"), QStringLiteral("pt"), QStringLiteral("ru"), QStringLiteral("tet")};
}

std::optional<int> appLanguageNumber(const QString &code)
{
    const qsizetype number = appLanguages().indexOf(code.trimmed().toLower());
    return number < 0 ? std::nullopt : std::optional(static_cast<int>(number));
}

} // namespace mailboat

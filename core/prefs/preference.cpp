// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prefs/preference.h"

#include "core/prefs/address.h"
#include "core/prefs/proxyaddress.h"

#include <algorithm>

namespace mailboat {

QString PreferenceText<int>::toText(int value)
{
    return QString::number(value);
}

std::optional<int> PreferenceText<int>::fromText(const QString &text)
{
    const QString digits = text.trimmed();
    const bool isPlain = std::all_of(digits.cbegin(), digits.cend(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    bool fits = false;
    const int value = digits.toInt(&fits);
    return isPlain && fits ? std::optional(value) : std::nullopt;
}

QString PreferenceText<bool>::toText(bool value)
{
    return value ? QStringLiteral("true") : QStringLiteral("false");
}

std::optional<bool> PreferenceText<bool>::fromText(const QString &text)
{
    const QString word = text.trimmed().toLower();
    if (word == toText(true))
        return true;
    if (word == toText(false))
        return false;
    return std::nullopt;
}

QJsonValue PreferenceText<QString>::toJson(const QString &value)
{
    return withoutPassword(value);
}

PreferenceBase::PreferenceBase(PreferenceGroup *group, QString name, QString allowed, Guard guard)
    : m_name(std::move(name))
    , m_allowed(std::move(allowed))
    , m_guard(guard)
{
    Q_ASSERT(!group->find(m_name));
    group->m_all.append(this);
}

QString PreferenceBase::shownText() const
{
    return withoutPassword(text());
}

Error PreferenceBase::invalid(const QString &text) const
{
    return {ErrorCode::PreferenceInvalid,
        {{QStringLiteral("name"), m_name}, {QStringLiteral("value"), shownInput(text)},
            {QStringLiteral("allowed"), m_allowed}}};
}

PreferenceBase *PreferenceGroup::find(const QString &name) const
{
    const auto found
        = std::find_if(m_all.cbegin(), m_all.cend(), [&](const PreferenceBase *p) { return p->name() == name; });
    return found == m_all.cend() ? nullptr : *found;
}

QStringList PreferenceGroup::names() const
{
    QStringList names;
    for (const PreferenceBase *preference : m_all)
        names.append(preference->name());
    return names;
}

Error PreferenceGroup::unknown(const QString &name) const
{
    return {ErrorCode::PreferenceUnknown, {{QStringLiteral("name"), name}, {QStringLiteral("known"), names()}}};
}

QList<Error> PreferenceGroup::load(const QMap<QString, QString> &stored)
{
    QList<Error> problems;
    for (PreferenceBase *preference : std::as_const(m_all)) {
        preference->reset();
        const auto text = stored.constFind(preference->name());
        if (text == stored.cend())
            continue;
        if (const Result<> taken = preference->setText(*text); !taken)
            problems.append(taken.error());
    }
    return problems;
}

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVariantMap>

#include <initializer_list>
#include <utility>

namespace mailboat {

/// The values of an Error. Much of it is text of the other side, and ends up in terminals, logs and windows: whatever is put in
/// goes through plain(), lists and maps too, so that no way in has to think of it. The one text with line breaks is "rows".
class ErrorValues final
{
public:
    ErrorValues() = default;
    // NOLINTBEGIN(google-explicit-constructor): an Error is made from what is at hand
    ErrorValues(const QVariantMap &values);
    ErrorValues(std::initializer_list<std::pair<QString, QVariant>> values);
    operator const QVariantMap &() const { return m_values; }
    // NOLINTEND(google-explicit-constructor)

    void insert(const QString &name, const QVariant &value);
    QVariant value(const QString &name, const QVariant &otherwise = {}) const
    {
        return m_values.value(name, otherwise);
    }
    QVariant operator[](const QString &name) const { return m_values.value(name); }
    bool contains(const QString &name) const { return m_values.contains(name); }
    QStringList keys() const { return m_values.keys(); }
    bool operator==(const ErrorValues &) const = default;

private:
    QVariantMap m_values;
};

} // namespace mailboat

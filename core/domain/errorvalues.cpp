// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/errorvalues.h"

#include "core/domain/plaintext.h"

namespace mailboat {

namespace {

QVariant plainValue(const QVariant &value, Breaks breaks)
{
    switch (value.typeId()) {
    case QMetaType::QString:
    case QMetaType::QByteArray:
        return plain(value.toString(), breaks);
    case QMetaType::QStringList: {
        QStringList list;
        for (const QString &text : value.toStringList())
            list.append(plain(text, breaks));
        return list;
    }
    case QMetaType::QVariantList: {
        QVariantList list;
        for (const QVariant &element : value.toList())
            list.append(plainValue(element, breaks));
        return list;
    }
    case QMetaType::QVariantMap: {
        QVariantMap map;
        const QVariantMap before = value.toMap();
        for (auto it = before.cbegin(); it != before.cend(); ++it)
            map.insert(plain(it.key()), plainValue(it.value(), breaks));
        return map;
    }
    default:
        return value; // numbers and times
    }
}

} // namespace

ErrorValues::ErrorValues(const QVariantMap &values)
{
    for (auto it = values.cbegin(); it != values.cend(); ++it)
        insert(it.key(), it.value());
}

ErrorValues::ErrorValues(std::initializer_list<std::pair<QString, QVariant>> values)
{
    for (const auto &[name, value] : values)
        insert(name, value);
}

void ErrorValues::insert(const QString &name, const QVariant &value)
{
    m_values.insert(plain(name), plainValue(value, name == QLatin1String("rows") ? Breaks::Lines : Breaks::None));
}

} // namespace mailboat

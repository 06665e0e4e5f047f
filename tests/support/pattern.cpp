// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/pattern.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <optional>

namespace mailboat::test {

namespace {

/// Nothing where `pattern` is a value like others.
std::optional<bool> isOfKind(const QString &pattern, const QJsonValue &value)
{
    if (pattern == QStringLiteral("<text>"))
        return value.isString() && !value.toString().isEmpty();
    if (pattern == QStringLiteral("<number>"))
        return value.isDouble();
    if (pattern == QStringLiteral("<list>"))
        return value.isArray();
    if (pattern == QStringLiteral("<absent>"))
        return value.isUndefined();
    return std::nullopt;
}

QString differenceOfObjects(const QJsonObject &wanted, const QJsonObject &found, const QString &where)
{
    for (auto key = wanted.begin(); key != wanted.end(); ++key) {
        const QString wrong = difference(key.value(), found.value(key.key()), where + u'/' + key.key());
        if (!wrong.isEmpty())
            return wrong;
    }
    return {};
}

QString differenceOfLists(const QJsonArray &wanted, const QJsonArray &found, const QString &where)
{
    if (wanted.size() != found.size())
        return where + QStringLiteral(" has %1, not %2").arg(found.size()).arg(wanted.size());
    for (qsizetype i = 0; i < wanted.size(); ++i) {
        const QString wrong = difference(wanted.at(i), found.at(i), where + u'/' + QString::number(i));
        if (!wrong.isEmpty())
            return wrong;
    }
    return {};
}

QJsonValue valueAt(const QJsonValue &value, QStringList path)
{
    if (path.isEmpty())
        return value;
    const QString key = path.takeFirst();
    if (!value.isArray())
        return valueAt(value.toObject().value(key), path);
    const QJsonArray list = value.toArray();
    if (key != QStringLiteral("*"))
        return valueAt(list.at(key.toInt()), path);
    QJsonArray all;
    for (const auto one : list)
        all.append(valueAt(one, path));
    return all;
}

} // namespace

QString textOf(const QJsonValue &value)
{
    if (value.isUndefined())
        return QStringLiteral("nothing");
    return QString::fromUtf8(QJsonDocument(QJsonArray {value}).toJson(QJsonDocument::Compact)).sliced(1).chopped(1);
}

QString difference(const QJsonValue &wanted, const QJsonValue &found, const QString &where)
{
    const auto fits = isOfKind(wanted.toString(), found);
    if (wanted.isObject() && found.isObject())
        return differenceOfObjects(wanted.toObject(), found.toObject(), where);
    if (wanted.isArray() && found.isArray())
        return differenceOfLists(wanted.toArray(), found.toArray(), where);
    if (fits.value_or(wanted == found))
        return {};
    return where + QStringLiteral(" is ") + textOf(found) + QStringLiteral(", not ") + textOf(wanted);
}

QJsonValue valueAt(const QJsonValue &value, const QString &path)
{
    const QString next = QStringLiteral("+1");
    if (path.endsWith(next))
        return valueAt(value, path.chopped(next.size())).toInteger() + 1;
    return valueAt(value, path.split(u'/', Qt::SkipEmptyParts));
}

} // namespace mailboat::test

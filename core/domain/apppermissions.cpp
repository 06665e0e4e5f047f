// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/apppermissions.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QRegularExpression>

namespace mailboat {

namespace {

bool isNumberOfOne(int number)
{
    return number >= 1 && number <= AppPermissions::highest;
}

std::size_t bitOf(int number)
{
    return static_cast<std::size_t>(number);
}

} // namespace

/// What the resource says.
struct AppPermissions::Known {
    QMap<int, QString> names;
    QMap<QString, Bits> byName; ///< sets, too
    QStringList sets;
    Bits usual;

    explicit Known(const QJsonObject &json)
    {
        Bits all;
        all.set();
        all.reset(0); // numbers begin with 1
        for (const auto entry : json.value(QStringLiteral("permissions")).toArray()) {
            const QJsonObject one = entry.toObject();
            const int number = one.value(QStringLiteral("number")).toInt();
            Q_ASSERT(isNumberOfOne(number));
            names.insert(number, one.value(QStringLiteral("name")).toString());
            byName.insert(names.value(number), Bits().set(bitOf(number)));
            if (one.value(QStringLiteral("takesAway")).toBool())
                all.reset(bitOf(number));
        }
        sets.append(json.value(QStringLiteral("all")).toString());
        byName.insert(sets.first(), all);
        const QJsonObject lists = json.value(QStringLiteral("sets")).toObject();
        for (auto list = lists.begin(); list != lists.end(); ++list) {
            Bits bits;
            for (const auto name : list->toArray()) {
                Q_ASSERT(byName.contains(name.toString()));
                bits |= byName.value(name.toString());
            }
            byName.insert(list.key(), bits);
            sets.append(list.key());
        }
        usual = byName.value(json.value(QStringLiteral("usual")).toString());
    }
};

const AppPermissions::Known &AppPermissions::known()
{
    static const Known known = [] {
        QFile file(QStringLiteral(":/permissions.json"));
        const bool isThere = file.open(QIODevice::ReadOnly);
        Q_ASSERT(isThere);
        return Known(isThere ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject());
    }();
    return known;
}

Result<AppPermissions> AppPermissions::fromText(const QString &text)
{
    static const QRegularExpression between(QStringLiteral("[\\s,]+"));
    Bits bits;
    for (const QString &word : text.split(between, Qt::SkipEmptyParts)) {
        const bool isTaken = word.startsWith(u'-');
        const QString name = (isTaken ? word.mid(1) : word).toLower();
        bool isNumber = false;
        const int number = name.toInt(&isNumber);
        const auto found = known().byName.constFind(name);
        if (isNumber ? !isNumberOfOne(number) : found == known().byName.cend())
            return failure(ErrorCode::AppUserInvalid,
                {{QStringLiteral("why"),
                    QCoreApplication::translate("mailboat", "there is no permission \"%1\"").arg(word)}});
        const Bits meant = isNumber ? Bits().set(bitOf(number)) : *found;
        bits = isTaken ? bits & ~meant : bits | meant;
    }
    return AppPermissions(bits);
}

AppPermissions AppPermissions::usual()
{
    return AppPermissions(known().usual);
}

QStringList AppPermissions::names() const
{
    QStringList shortest = namesBeyond({}, {});
    for (const QString &set : known().sets) {
        const QStringList names = namesBeyond(set, known().byName.value(set));
        if (names.size() < shortest.size())
            shortest = names;
    }
    return shortest;
}

/// A set, what is not in it, and with a "-" what is too much in it.
QStringList AppPermissions::namesBeyond(const QString &set, const Bits &bits) const
{
    QStringList names = set.isEmpty() ? QStringList() : QStringList {set};
    for (int number = 1; number <= highest; ++number) {
        if (has(number) == bits.test(bitOf(number)))
            continue;
        const QString name = known().names.value(number, QString::number(number));
        names.append(has(number) ? name : u'-' + name);
    }
    return names;
}

QString AppPermissions::stored() const
{
    QStringList runs;
    for (int number = 1; number <= highest; ++number) {
        if (!has(number))
            continue;
        const int first = number;
        while (has(number + 1))
            ++number;
        runs.append(first == number ? QString::number(first) : QStringLiteral("%1-%2").arg(first).arg(number));
    }
    return runs.join(u',');
}

AppPermissions AppPermissions::fromStored(const QString &text)
{
    Bits bits;
    for (const QString &run : text.split(u',', Qt::SkipEmptyParts)) {
        const int first = run.section(u'-', 0, 0).toInt();
        const int last = run.section(u'-', -1).toInt();
        if (!isNumberOfOne(first) || !isNumberOfOne(last))
            continue;
        for (int number = first; number <= last; ++number)
            bits.set(bitOf(number));
    }
    return AppPermissions(bits);
}

bool AppPermissions::has(int number) const
{
    return isNumberOfOne(number) && m_bits.test(bitOf(number));
}

QStringList AppPermissions::setNames()
{
    return known().sets;
}

QStringList AppPermissions::allNames()
{
    return known().names.values();
}

} // namespace mailboat

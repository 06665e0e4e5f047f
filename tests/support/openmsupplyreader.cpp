// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/openmsupplyreader.h"

#include "core/domain/jsonbody.h"
#include "tests/support/openmsupplytables.h"

#include <QDate>
#include <QLocale>
#include <QTime>
#include <stdexcept>

namespace mailboat::test {

namespace {

const QByteArray nothing = "-";

struct Key {
    QByteArray name;
    QByteArray code;
    QByteArrayList values; ///< of e(…)
    bool mayBeNull;
    bool mayBeAbsent;
};

Key keyFrom(QByteArray text)
{
    Key key {};
    const qsizetype colon = text.lastIndexOf(':');
    key.name = text.left(colon);
    QByteArray code = text.mid(colon + 1);
    key.mayBeAbsent = code.endsWith('~');
    code.chop(key.mayBeAbsent ? 1 : 0);
    key.mayBeNull = code.endsWith('?');
    code.chop(key.mayBeNull ? 1 : 0);
    if (code.startsWith("e(")) {
        key.values = code.sliced(2).chopped(1).split(',');
        code = "e";
    }
    key.code = code;
    return key;
}

const QMap<QByteArray, QList<Key>> &tables()
{
    static const QMap<QByteArray, QList<Key>> all = [] {
        QMap<QByteArray, QList<Key>> made;
        for (const OpenMSupplyTable &table : openMSupplyTables) {
            for (const QByteArray &key : QByteArray(table.keys).split(';'))
                made[table.name].append(keyFrom(key.trimmed()));
        }
        return made;
    }();
    return all;
}

bool isDay(const QByteArray &text)
{
    return text.size() == 10 && QDate::fromString(QString::fromLatin1(text), Qt::ISODate).isValid();
}

bool isTime(const QByteArray &text)
{
    const qsizetype point = text.indexOf('.');
    const QByteArray whole = point < 0 ? text : text.left(point);
    const bool isFraction = point < 0
        || (point + 1 < text.size()
            && std::all_of(text.begin() + point + 1, text.end(), [](char c) { return isdigit(c); }));
    return isFraction && whole.size() == 8
        && QTime::fromString(QString::fromLatin1(whole), QStringLiteral("HH:mm:ss")).isValid();
}

/// One record's reading; what is wrong throws.
class Reading
{
public:
    Reading(const QByteArray &table, const JsonValue &object)
        : m_table(table)
        , m_fields(fieldsOf(object))
    {
    }

    OpenMSupplyRow row()
    {
        for (const Key &key : tables().value(m_table))
            m_row.insert(key.name, valueOf(key));
        return m_row;
    }

private:
    [[noreturn]] void refuse(const Key &key, const JsonValue &value) const
    {
        throw std::runtime_error("Open mSupply cannot read " + m_table.toStdString() + '.' + key.name.toStdString()
            + ": " + value.text.toByteArray().toStdString());
    }

    QByteArray valueOf(const Key &key)
    {
        const JsonValue value = m_fields.value(key.name);
        if (value.type == JsonType::Absent && key.mayBeAbsent)
            return nothing;
        if (value.type == JsonType::Absent)
            refuse(key, value);
        if (value.type == JsonType::Null && (key.mayBeNull || key.code == "d" || key.code == "j"))
            return nothing;
        if (key.code == "o" || key.code == "O")
            return objectOf(key, value);
        return key.code == "j" ? value.text.toByteArray() : scalarOf(key, value);
    }

    QByteArray objectOf(const Key &key, const JsonValue &value)
    {
        if (key.code == "o" && value.type == JsonType::String && value.scalarText().isEmpty())
            return nothing;
        if (!value.isObject())
            refuse(key, value);
        const QByteArray inner = m_table + '.' + key.name;
        if (fieldsOf(value).size() == 0 && key.code == "o")
            return nothing;
        const OpenMSupplyRow within = Reading(inner, value).row();
        for (auto field = within.begin(); field != within.end(); ++field)
            m_row.insert(key.name + '.' + field.key(), field.value());
        return "{}";
    }

    QByteArray scalarOf(const Key &key, const JsonValue &value)
    {
        const bool isNumber = value.type == JsonType::Integer || value.type == JsonType::Number;
        if (key.code == "n" || key.code == "z") {
            if (!isNumber)
                refuse(key, value);
            const double number = value.text.toByteArray().toDouble();
            return key.code == "z" && number == 0 ? nothing
                                                  : QByteArray::number(number, 'g', QLocale::FloatingPointShortest);
        }
        if (key.code == "i" || key.code == "i32" || key.code == "t") {
            const auto number = value.toInteger();
            const bool fits = key.code == "i" || (number && *number == static_cast<qint32>(*number));
            if (!number || !fits || (key.code == "t" && (*number < 0 || *number >= 24 * 60 * 60)))
                refuse(key, value);
            return QByteArray::number(*number);
        }
        if (key.code == "b") {
            if (!value.toBool())
                refuse(key, value);
            return *value.toBool() ? "true" : "false";
        }
        if (value.type != JsonType::String)
            refuse(key, value);
        return textOf(key, value, value.scalarText());
    }

    QByteArray textOf(const Key &key, const JsonValue &value, const QByteArray &text)
    {
        const bool isNone = text.isEmpty() && (key.mayBeNull || key.code == "d") && !key.code.startsWith('D');
        if (isNone || (key.code == "d" && text == "0000-00-00"))
            return nothing;
        const bool hasTime = text.size() > 11 && (text[10] == 'T' || (text[10] == ' ' && key.code == "d"));
        const bool isMoment = hasTime && isDay(text.left(10)) && isTime(text.mid(11));
        bool isRead = true;
        if (key.code == "d")
            isRead = isDay(text) || (isMoment && text.size() == 19);
        else if (key.code.startsWith('D'))
            isRead = isDay(text);
        else if (key.code == "dt")
            isRead = isMoment;
        else if (key.code == "e")
            isRead = key.values.contains("*") || key.values.contains(text);
        else if (key.code == "sn")
            text.toDouble(&isRead);
        if (!isRead)
            refuse(key, value);
        return key.code == "d" ? text.left(10) : text;
    }

    QByteArray m_table;
    JsonFields m_fields;
    OpenMSupplyRow m_row {};
};

/// A value as the program writes it, and as it means it.
std::pair<QByteArray, QByteArray> written(const Key &key)
{
    const QByteArray text = "a " + key.name + " \\\"\u00e9\\\"";
    if (key.code == "n")
        return {"12.345", "12.345"};
    if (key.code == "z")
        return {"2.5", "2.5"};
    if (key.code == "i" || key.code == "i32")
        return {"12", "12"};
    if (key.code == "b")
        return {"true", "true"};
    if (key.code == "t")
        return {"\"13:04:06\"", "47046"};
    if (key.code == "d" || key.code == "D+")
        return {"\"2024-03-09T00:00:00\"", "2024-03-09"};
    if (key.code == "D")
        return {"\"2024-03-09\"", "2024-03-09"};
    if (key.code == "dt")
        return {"\"2024-03-09T13:04:06.123456\"", "2024-03-09T13:04:06.123456"};
    if (key.code == "e")
        return {'"' + key.values.constFirst() + '"', key.values.constFirst()};
    if (key.code == "sn")
        return {"\"2.5\"", "2.5"};
    if (key.code == "j")
        return {"{\"a\":[1,0.10]}", "{\"a\":[1,0.10]}"};
    return {'"' + text + '"', "a " + key.name + " \"\u00e9\""};
}

} // namespace

OpenMSupplyRow readByOpenMSupply(const QByteArray &table, const QByteArray &data)
{
    return Reading(table, valueOf(data)).row();
}

QByteArrayList openMSupplyReads()
{
    QByteArrayList names = tables().keys();
    names.removeIf([](const QByteArray &name) { return name.contains('.'); });
    return names;
}

PushedByOpenMSupply pushedByOpenMSupply(const QByteArray &table, Optional optional, const OpenMSupplyRow &values)
{
    PushedByOpenMSupply pushed;
    QByteArrayList members;
    for (const Key &key : tables().value(table)) {
        const bool mayBeNothing = key.mayBeNull || key.code == "d" || key.code == "z" || key.code == "o";
        std::pair<QByteArray, QByteArray> value {"null", nothing};
        if (values.contains(key.name)) {
            value = {values[key.name], mailboat::valueOf(values[key.name]).scalarText()};
        } else if (key.code == "o" || key.code == "O") {
            if (optional == Optional::Given && tables().contains(table + '.' + key.name)) {
                const PushedByOpenMSupply inner = pushedByOpenMSupply(table + '.' + key.name, optional, {});
                for (auto field = inner.row.begin(); field != inner.row.end(); ++field)
                    pushed.row.insert(key.name + '.' + field.key(), field.value());
                value = {inner.data, "{}"};
            }
        } else if (!mayBeNothing || optional == Optional::Given) {
            value = written(key);
        }
        members.append('"' + key.name + "\":" + value.first);
        pushed.row.insert(key.name, value.second);
    }
    pushed.data = '{' + members.join(',') + '}';
    return pushed;
}

} // namespace mailboat::test

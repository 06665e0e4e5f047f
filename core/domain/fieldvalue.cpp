// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/fieldvalue.h"

#include "core/domain/jsonbody.h"
#include "core/domain/jsoncheck.h"
#include "core/domain/jsonfault.h"
#include "core/domain/jsontext.h"

#include <QDateTime>
#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>

namespace mailboat {

namespace {

using Is = FieldReading::Is;

constexpr qsizetype dayLength = 10; // YYYY-MM-DD
constexpr qsizetype timeLength = 8; // HH:MM:SS
constexpr int daySeconds = 24 * 60 * 60;

bool isDecimal(char c)
{
    return c >= '0' && c <= '9';
}

/// Whether it has the form of `pattern`, in which 0 is any digit.
bool hasForm(QByteArrayView text, QByteArrayView pattern)
{
    return text.size() == pattern.size()
        && std::equal(text.begin(), text.end(), pattern.begin(),
            [](char is, char wanted) { return wanted == '0' ? isDecimal(is) : is == wanted; });
}

int numberIn(QByteArrayView digits)
{
    int number = 0;
    std::from_chars(digits.begin(), digits.end(), number);
    return number;
}

bool isRealDay(QByteArrayView text)
{
    if (!hasForm(text, "0000-00-00"))
        return false;
    const auto part = [text](qsizetype at, qsizetype length) { return numberIn(text.sliced(at, length)); };
    return std::chrono::year_month_day(std::chrono::year(part(0, 4)), std::chrono::month(static_cast<uint>(part(5, 2))),
        std::chrono::day(static_cast<uint>(part(8, 2))))
        .ok();
}

/// Behind the seconds: nothing, or a point and digits.
bool isFraction(QByteArrayView text)
{
    return text.isEmpty()
        || (text.size() > 1 && text[0] == '.' && std::all_of(text.begin() + 1, text.end(), isDecimal));
}

QByteArray dayAndTime(const QDateTime &moment)
{
    return moment.toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss")).toUtf8();
}

/// Words of a program for a value that it does not have.
bool isUndefined(QByteArrayView text)
{
    return text.isEmpty() || text == "undefined" || text == "null" || text == "NaN";
}

FieldReading written(const QByteArray &json)
{
    return {Is::Written, json};
}

FieldReading unreadable()
{
    return {Is::Unreadable};
}

/// The text of a string without a copy where it has no escapes; `room` keeps it where it has.
QByteArrayView textIn(const JsonValue &value, QByteArray &room)
{
    const QByteArrayView inside = value.text.sliced(1, std::max(value.text.size() - 2, qsizetype(0)));
    if (!inside.contains('\\'))
        return inside;
    room = unescaped(inside);
    return room;
}

bool isNumber(QByteArrayView text)
{
    return !text.isEmpty() && jsonNumberLength(text, 0) == text.size();
}

FieldReading textReading(const JsonValue &value)
{
    switch (value.type) {
    case JsonType::String:
        return {};
    case JsonType::Integer:
    case JsonType::Number:
    case JsonType::Boolean:
        return written(quoted(value.text));
    default:
        return unreadable();
    }
}

FieldReading numberReading(const JsonValue &value)
{
    if (value.type == JsonType::Integer || value.type == JsonType::Number)
        return {};
    if (value.type != JsonType::String)
        return unreadable();
    QByteArray room;
    const QByteArrayView text = textIn(value, room).trimmed();
    if (isUndefined(text))
        return {Is::Nothing};
    return isNumber(text) ? written(text.toByteArray()) : unreadable();
}

/// A whole number, however it is written: 3.0 and 3e2 are.
FieldReading integerReading(const JsonValue &value)
{
    const FieldReading number = numberReading(value);
    if (number.is == Is::Nothing || number.is == Is::Unreadable)
        return number;
    const QByteArrayView text = number.is == Is::Kept ? value.text : QByteArrayView(number.json);
    qint64 whole = 0;
    const auto [end, failed] = std::from_chars(text.begin(), text.end(), whole);
    if (failed == std::errc() && end == text.end())
        return whole == 0 && text.size() > 1 ? written("0") : number; // "-0" is no integer to every reader
    constexpr double exactly = 9007199254740992; // up to here each whole number is a double
    const double real = text.toByteArray().toDouble();
    if (!(std::abs(real) <= exactly) || std::floor(real) != real)
        return unreadable();
    return written(QByteArray::number(static_cast<qint64>(real)));
}

FieldReading booleanReading(const JsonValue &value)
{
    if (value.type == JsonType::Boolean)
        return {};
    QByteArray room;
    const bool isText = value.type == JsonType::String;
    const QByteArray text = (isText ? textIn(value, room).trimmed() : value.text).toByteArray().toLower();
    if (isText && (isUndefined(text) || text == "nan"))
        return {Is::Nothing};
    if (text == "true" || text == "1")
        return written("true");
    return text == "false" || text == "0" ? written("false") : unreadable();
}

FieldReading dayReading(const FieldRule &rule, const JsonValue &value, const ZoneOfWriter &zone)
{
    if (value.type != JsonType::String)
        return unreadable();
    QByteArray room;
    const QByteArrayView text = textIn(value, room);
    if (isRealDay(text))
        return {};
    if (rule.mayBeNull && (text.isEmpty() || text == "0000-00-00"))
        return {};
    if (isNoDay(text) || isUndefined(text))
        return {Is::Nothing};
    const auto day = dayOf(text, zone);
    return day ? written(quoted(*day)) : unreadable();
}

FieldReading timeReading(const JsonValue &value)
{
    if (value.type == JsonType::Integer)
        return {};
    if (value.type != JsonType::String && value.type != JsonType::Number)
        return unreadable();
    QByteArray room;
    const QByteArrayView text = value.type == JsonType::String ? textIn(value, room) : value.text;
    if (isUndefined(text))
        return {Is::Nothing};
    const auto seconds = secondsOf(text);
    return seconds ? written(QByteArray::number(*seconds)) : unreadable();
}

/// Where the text names a zone, the moment is told in UTC, as Open mSupply tells its own.
FieldReading momentReading(const FieldRule &rule, const JsonValue &value)
{
    if (value.type != JsonType::String)
        return unreadable();
    QByteArray room;
    const QByteArrayView text = textIn(value, room);
    if (text.isEmpty() && rule.mayBeNull)
        return {};
    if (isNoDay(text) || isUndefined(text))
        return {Is::Nothing};
    if (!isRealDay(text.first(std::min(text.size(), dayLength))))
        return unreadable();
    if (text.size() == dayLength)
        return written(quoted(QByteArray(text.toByteArray() + "T00:00:00")));
    constexpr qsizetype wholeLength = dayLength + 1 + timeLength;
    const bool hasTime = text.size() >= wholeLength
        && (hasForm(text.sliced(dayLength, 1 + timeLength), "T00:00:00")
            || hasForm(text.sliced(dayLength, 1 + timeLength), " 00:00:00"));
    if (!hasTime)
        return unreadable();
    const QByteArrayView behind = text.sliced(wholeLength);
    if (isFraction(behind))
        return text[dayLength] == 'T' ? FieldReading()
                                      : written(quoted(QByteArray(text.toByteArray()).replace(' ', 'T')));
    if (behind.endsWith('Z') && isFraction(behind.chopped(1)))
        return written(quoted(QByteArray(text.chopped(1).toByteArray()).replace(' ', 'T')));
    const QDateTime moment = QDateTime::fromString(QString::fromUtf8(text), Qt::ISODateWithMs);
    return moment.isValid() ? written(quoted(dayAndTime(moment.toUTC()))) : unreadable();
}

/// JSON that stands in a text, as version 3 writes objects; nothing where the text is something else, or too long to be looked
/// through while a batch is made.
std::optional<QByteArray> jsonInText(const JsonValue &value)
{
    constexpr qsizetype longest = 4 * 1024 * 1024; // the parser takes many times as much
    if (value.text.size() > longest)
        return std::nullopt;
    const QByteArrayView inside = value.text.sliced(1, std::max(value.text.size() - 2, qsizetype(0))).trimmed();
    if (!inside.startsWith('{') && !inside.startsWith('[') && !inside.startsWith('\\'))
        return std::nullopt;
    QByteArray json = unescaped(inside).trimmed();
    if ((!json.startsWith('{') && !json.startsWith('[')) || jsonProblem(json))
        return std::nullopt;
    json.removeIf([](char c) { return c == '\n' || c == '\r'; }); // they stand between tokens only
    return json;
}

FieldReading jsonReading(const JsonValue &value)
{
    const auto json = value.type == JsonType::String ? jsonInText(value) : std::nullopt;
    return json ? written(*json) : FieldReading();
}

FieldReading objectReading(const JsonValue &value)
{
    if (value.isObject() || value.isArray()) // an empty array counts as no object
        return {};
    if (value.type != JsonType::String)
        return unreadable();
    QByteArray room;
    if (isUndefined(textIn(value, room).trimmed()))
        return {Is::Nothing};
    const auto json = jsonInText(value);
    return json ? written(*json) : unreadable();
}

} // namespace

FieldReading readingOf(const FieldRule &rule, const JsonValue &value, const ZoneOfWriter &zone)
{
    if (value.isAbsentOrNull())
        return {rule.mayBeNull ? Is::Kept : Is::Nothing};
    switch (rule.kind) {
    case FieldKind::Text:
        return textReading(value);
    case FieldKind::Number:
        return numberReading(value);
    case FieldKind::Integer:
        return integerReading(value);
    case FieldKind::Boolean:
        return booleanReading(value);
    case FieldKind::Day:
        return dayReading(rule, value, zone);
    case FieldKind::Time:
        return timeReading(value);
    case FieldKind::Moment:
        return momentReading(rule, value);
    case FieldKind::Json:
        return jsonReading(value);
    case FieldKind::Object:
        return objectReading(value);
    }
    return {};
}

std::optional<QByteArray> dayOf(QByteArrayView text, const ZoneOfWriter &zone)
{
    const QByteArrayView day = text.first(std::min(text.size(), dayLength));
    if (!isRealDay(day))
        return std::nullopt;
    if (text.size() == dayLength)
        return day.toByteArray();
    const QByteArrayView time = text.sliced(dayLength);
    if (time[0] != 'T' && time[0] != ' ')
        return std::nullopt;
    if (time.size() > timeLength && secondsOf(time.sliced(1, timeLength)) && isFraction(time.sliced(1 + timeLength)))
        return day.toByteArray();
    const QDateTime instant = QDateTime::fromString(QString::fromUtf8(text), Qt::ISODateWithMs);
    if (!instant.isValid() || instant.timeSpec() == Qt::LocalTime)
        return std::nullopt;
    return instant.toTimeZone(zone()).date().toString(Qt::ISODate).toUtf8();
}

bool isNoDay(QByteArrayView text)
{
    return text.isEmpty() || text.startsWith("0000-00-00");
}

std::optional<int> secondsOf(QByteArrayView text)
{
    if (text.size() >= timeLength && hasForm(text.first(timeLength), "00:00:00")
        && isFraction(text.sliced(timeLength))) {
        constexpr int minute = 60;
        const int hours = numberIn(text.first(2));
        const int minutes = numberIn(text.sliced(3, 2));
        const int seconds = numberIn(text.sliced(6, 2));
        if (hours >= daySeconds / (minute * minute) || minutes >= minute || seconds > minute) // 60: a leap second
            return std::nullopt;
        return std::min((hours * minute + minutes) * minute + seconds, daySeconds - 1);
    }
    if (!isNumber(text))
        return std::nullopt;
    const double seconds = text.toByteArray().toDouble();
    if (!(seconds >= 0 && seconds < daySeconds))
        return std::nullopt;
    return static_cast<int>(seconds);
}

} // namespace mailboat

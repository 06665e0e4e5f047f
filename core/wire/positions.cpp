// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/positions.h"

#include "core/domain/jsontext.h"

#include <algorithm>
#include <array>

namespace mailboat::wire {

namespace {

constexpr qsizetype longestHeader = 500;
constexpr qsizetype longestName = 64; // of an epoch or a copy

struct Number {
    QByteArrayView name {};
    qint64 SatellitePositions::*member = nullptr;
};
constexpr std::array<Number, 4> numbers {{{"cursor", &SatellitePositions::cursor}, {"held", &SatellitePositions::held},
    {"sent", &SatellitePositions::sent}, {"answered", &SatellitePositions::answered}}};

struct Name {
    QByteArrayView name {};
    QByteArray SatellitePositions::*member = nullptr;
};
constexpr std::array<Name, 2> names {{{"epoch", &SatellitePositions::epoch}, {"copy", &SatellitePositions::copy}}};

auto malformed(const char *header)
{
    return failure(ErrorCode::RequestMalformed,
        {{QStringLiteral("why"), QStringLiteral("its header \"%1\" cannot be read").arg(QLatin1String(header))}});
}

std::optional<qint64> position(const QByteArray &text)
{
    const bool isPlain = !text.isEmpty()
        && std::all_of(text.cbegin(), text.cend(), [](char digit) { return digit >= '0' && digit <= '9'; });
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    return isPlain && isNumber && number <= highestPosition ? std::optional(number) : std::nullopt;
}

bool isName(const QByteArray &text)
{
    return text.size() <= longestName && std::all_of(text.cbegin(), text.cend(), [](char one) {
        return (one >= '0' && one <= '9') || (one >= 'a' && one <= 'f');
    });
}

/// False: it is known, and wrong. What is not known is for newer builds.
bool take(SatellitePositions &positions, const QByteArray &name, const QByteArray &value)
{
    for (const Number &number : numbers) {
        if (name != number.name)
            continue;
        const std::optional<qint64> found = position(value);
        positions.*number.member = found.value_or(0);
        return found.has_value();
    }
    for (const Name &one : names) {
        if (name != one.name)
            continue;
        positions.*one.member = value;
        return isName(value);
    }
    return true;
}

bool isNamed(const QByteArray &header, QByteArrayView feature)
{
    const QList<QByteArray> features = header.split(',');
    return std::any_of(
        features.cbegin(), features.cend(), [feature](const QByteArray &one) { return one.trimmed() == feature; });
}

} // namespace

bool canEpoch(const QByteArray &header)
{
    return isNamed(header, "epoch");
}

bool canAhead(const QByteArray &header)
{
    return isNamed(header, "ahead");
}

bool canIdle(const QByteArray &header)
{
    return isNamed(header, "idle");
}

bool canWaiting(const QByteArray &header)
{
    return isNamed(header, "waiting");
}

QByteArray compose(const SatellitePositions &positions)
{
    QList<QByteArray> parts;
    for (const Name &one : names)
        parts.append(one.name.toByteArray() + '=' + positions.*one.member);
    for (const Number &number : numbers)
        parts.append(number.name.toByteArray() + '=' + QByteArray::number(positions.*number.member));
    return parts.join("; ");
}

Result<std::optional<SatellitePositions>> parsePositions(const QByteArray &header)
{
    if (header.trimmed().isEmpty())
        return std::optional<SatellitePositions>();
    if (header.size() > longestHeader)
        return malformed(positionsHeader);
    SatellitePositions positions;
    for (const QByteArray &part : header.split(';')) {
        const qsizetype at = part.indexOf('=');
        if (at < 0 || !take(positions, part.left(at).trimmed(), part.mid(at + 1).trimmed()))
            return malformed(positionsHeader);
    }
    return std::optional(positions);
}

Result<PushMark> parsePushMark(const QByteArray &number, const QByteArray &base)
{
    PushMark mark;
    if (!number.isEmpty()) {
        const std::optional<qint64> found = position(number.trimmed());
        if (!found)
            return malformed(pushHeader);
        mark.number = *found;
    }
    if (!base.isEmpty()) {
        mark.base = position(base.trimmed());
        if (!mark.base)
            return malformed(pushBaseHeader);
    }
    return mark;
}

QByteArray compose(const PushMark::Span &over)
{
    return QByteArray::number(over.after) + '-' + QByteArray::number(over.last);
}

Result<std::optional<PushMark::Span>> parsePushOver(const QByteArray &header)
{
    if (header.isEmpty())
        return std::optional<PushMark::Span>();
    const QList<QByteArray> ends = header.trimmed().split('-');
    const std::optional<qint64> after = position(ends.constFirst());
    const std::optional<qint64> last = position(ends.constLast());
    if (ends.size() != 2 || !after || !last)
        return malformed(pushOverHeader);
    return std::optional(PushMark::Span {*after, *last});
}

QByteArray compose(const PrimaryPositions &positions)
{
    QByteArray former;
    for (const QByteArray &epoch : positions.formerEpochs)
        former += (former.isEmpty() ? "" : ",") + mailboat::quoted(epoch);
    const auto number = [](const char *key, qint64 value) -> QByteArray {
        return QByteArray(",\"") + key + "\":" + QByteArray::number(value);
    };
    return "\"epoch\":" + mailboat::quoted(positions.epoch) + ",\"positions\":{\"formerEpochs\":[" + former + ']'
        + number("serial", positions.serial) + number("given", positions.given) + number("held", positions.held)
        + number("taken", positions.taken) + (positions.isOlder ? ",\"older\":true}" : "}");
}

std::optional<PrimaryPositions> positionsFrom(const JsonBody &site)
{
    PrimaryPositions positions;
    positions.epoch = site.value("epoch").toString().value_or(QByteArray());
    if (positions.epoch.isEmpty() || !isName(positions.epoch))
        return std::nullopt;
    const JsonFields fields = fieldsOf(site.value("positions"));
    const std::array<std::pair<const char *, qint64 PrimaryPositions::*>, 4> wanted {
        {{"serial", &PrimaryPositions::serial}, {"given", &PrimaryPositions::given}, {"held", &PrimaryPositions::held},
            {"taken", &PrimaryPositions::taken}}};
    for (const auto &[key, member] : wanted) {
        const std::optional<qint64> number = fields.value(key).toInteger();
        if (!number || *number < 0 || *number > highestAnswered)
            return std::nullopt;
        positions.*member = *number;
    }
    positions.isOlder = fields.value("older").toBool().value_or(false);
    const Result<> read = forEachElement(fields.value("formerEpochs"), [&](const JsonValue &epoch) -> Result<> {
        positions.formerEpochs.append(epoch.toString().value_or(QByteArray()));
        return {};
    });
    return read ? std::optional(positions) : std::nullopt;
}

} // namespace mailboat::wire

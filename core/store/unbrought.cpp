// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/unbrought.h"

#include "core/sql/connection.h"
#include "core/store/statetable.h"

#include <QJsonArray>

#include <algorithm>

namespace mailboat {

namespace {

const auto unbroughtRoundKey = QStringLiteral("reconciliation");
const auto restoredPrimaryKey = QStringLiteral("reconciliation-with-restored-primary");
const auto knownEpochKey = QStringLiteral("reconciliation-known-epoch");
const auto knownNumbersKey = QStringLiteral("reconciliation-known-numbers");
const auto knownCursorKey = QStringLiteral("cursor");
const auto knownHeldKey = QStringLiteral("held");
const auto knownAnsweredKey = QStringLiteral("answered");
const auto knownSentKey = QStringLiteral("reconciliation-known-sent");
const auto takenKey = QStringLiteral("reconciliation-taken");
const auto newcomersKey = QStringLiteral("reconciliation-newcomers");
const auto newcomersCountKey = QStringLiteral("records");
const auto newcomersNamesKey = QStringLiteral("names");
constexpr qsizetype longestNewcomer = 120;
const auto lastUnbroughtRoundKey = QStringLiteral("last-reconciliation");

/// By which a primary shows to be older than it was known.
QJsonObject numbersOf(const SatellitePositions &known)
{
    return {{knownCursorKey, known.cursor}, {knownHeldKey, known.held}, {knownAnsweredKey, known.answered}};
}

bool isPutBack(const QByteArray &epoch, const QJsonObject &numbers, const PrimaryPositions &primary)
{
    if (epoch != primary.epoch)
        return true;
    SatellitePositions known {epoch};
    known.cursor = numbers.value(knownCursorKey).toInteger();
    known.held = numbers.value(knownHeldKey).toInteger();
    known.answered = numbers.value(knownAnsweredKey).toInteger();
    const std::optional<Error> misfit = misfitOf(known, primary);
    return misfit && misfit->code == ErrorCode::PrimaryOlder;
}

} // namespace

Unbrought::Unbrought(Connection &connection)
    : m_connection(connection)
{
}

Result<qint64> Unbrought::round() const
{
    return StateTable(m_connection).number(unbroughtRoundKey);
}

Result<std::optional<Unbrought::Restored>> Unbrought::restored() const
{
    const Result<qint64> current = round();
    if (!current || *current == 0)
        return current ? Result<std::optional<Restored>>(std::nullopt) : failure(current.error());
    return StateTable(m_connection).number(restoredPrimaryKey).map([](qint64 isPrimary) {
        return std::optional(isPrimary != 0 ? Restored::Primary : Restored::Satellite);
    });
}

Result<> Unbrought::begin(Restored which, const SatellitePositions &known)
{
    return m_connection.transact([&]() -> Result<> {
        StateTable state(m_connection);
        const Result<qint64> last = state.number(lastUnbroughtRoundKey);
        const Result<std::optional<Restored>> running = restored();
        if (!last)
            return failure(last.error());
        if (!running)
            return failure(running.error());
        const bool isPrimary = which == Restored::Primary || *running == Restored::Primary;
        return m_connection.apply("DELETE FROM unbrought"_sql)
            .and_then([this] {
                return m_connection.apply("INSERT INTO unbrought SELECT table_name, record_id FROM record"_sql);
            })
            .and_then([&] { return state.set(restoredPrimaryKey, isPrimary ? 1 : 0); })
            .and_then([&] {
                // Where it is begun again before the primary has answered, what was known at first counts.
                if (known.epoch.isEmpty())
                    return Result<>();
                return state.set(knownEpochKey, QString::fromLatin1(known.epoch)).and_then([&] {
                    return state.setObject(knownNumbersKey, numbersOf(known));
                });
            })
            .and_then([&] {
                return *running || which == Restored::Primary ? Result<>() : state.set(knownSentKey, known.sent);
            })
            .and_then([&] { return state.setObject(newcomersKey, {}); })
            .and_then([&] { return state.set(lastUnbroughtRoundKey, *last + 1); })
            .and_then([&] { return state.set(unbroughtRoundKey, *last + 1); });
    });
}

Result<> Unbrought::comesFrom(const PrimaryPositions &primary)
{
    StateTable state(m_connection);
    const Result<qint64> current = round();
    const Result<QVariant> known = state.get(knownEpochKey);
    const Result<std::optional<QJsonObject>> numbers = state.object(knownNumbersKey);
    const Result<QVariant> before = state.get(takenKey);
    for (const Result<QVariant> &read : {known, before}) {
        if (!read)
            return failure(read.error());
    }
    if (!numbers)
        return failure(numbers.error());
    if (!current || *current == 0)
        return current.map([](qint64) {});
    const bool isOlder = known->isValid() && isPutBack(known->toByteArray(), numbers->value_or(QJsonObject()), primary);
    return (isOlder ? state.set(restoredPrimaryKey, 1) : Result<>()).and_then([&] {
        return before->isValid() ? Result<>() : state.set(takenKey, primary.taken); // what comes later is of this copy
    });
}

Result<std::optional<PushMark::Span>> Unbrought::unknownPushes() const
{
    const StateTable state(m_connection);
    const Result<QVariant> sent = state.get(knownSentKey);
    const Result<qint64> taken = state.number(takenKey);
    if (!sent)
        return failure(sent.error());
    return taken.map([&sent](qint64 last) {
        const bool isAny = sent->isValid() && last > sent->toLongLong();
        return isAny ? std::optional(PushMark::Span {sent->toLongLong(), last}) : std::nullopt;
    });
}

void Unbrought::Newcomers::add(const RecordKey &key)
{
    ++records;
    if (names.size() < mostNamed)
        names.append(QString::fromUtf8(key.table + '/' + key.id).left(longestNewcomer));
}

Result<> Unbrought::noteNewcomers(const Newcomers &more)
{
    if (more.records == 0)
        return {};
    return newcomers().and_then([&](Newcomers found) {
        found.records += more.records;
        found.names += more.names.first(std::clamp<qsizetype>(mostNamed - found.names.size(), 0, more.names.size()));
        return StateTable(m_connection)
            .setObject(newcomersKey,
                QJsonObject {
                    {newcomersCountKey, found.records}, {newcomersNamesKey, QJsonArray::fromStringList(found.names)}});
    });
}

Result<Unbrought::Newcomers> Unbrought::newcomers() const
{
    return StateTable(m_connection).object(newcomersKey).map([](const std::optional<QJsonObject> &stored) {
        const QJsonObject object = stored.value_or(QJsonObject());
        return Newcomers {
            object.value(newcomersCountKey).toInteger(), object.value(newcomersNamesKey).toVariant().toStringList()};
    });
}

Result<qint64> Unbrought::has(const QList<RecordKey> &keys)
{
    const Result<qint64> current = round();
    if (!current || *current == 0)
        return current;
    return m_connection.transact([&]() -> Result<qint64> {
        qint64 listed = 0;
        for (const RecordKey &key : keys) {
            const Result<qint64> had = m_connection.change(
                "DELETE FROM unbrought WHERE table_name = {text ?} AND record_id = {text ?}"_sql, {key.table, key.id});
            if (!had)
                return had;
            listed += *had;
        }
        return listed;
    });
}

Result<> Unbrought::leaveToOutbox()
{
    static const Statement sql(
        QStringLiteral("DELETE FROM unbrought WHERE EXISTS (SELECT 1 FROM outbox o"
                       " WHERE o.table_name = unbrought.table_name AND o.record_id = unbrought.record_id)"));
    return m_connection.apply(sql);
}

Result<QList<RecordKey>> Unbrought::first(int most) const
{
    QList<RecordKey> keys;
    return m_connection
        .each("SELECT {bytes table_name}, {bytes record_id} FROM unbrought ORDER BY table_name, record_id LIMIT ?"_sql,
            {most},
            [&keys](const Row &row) -> Result<> {
                keys.append({row.value(0).toByteArray(), row.value(1).toByteArray()});
                return {};
            })
        .map([&keys] { return keys; });
}

Result<> Unbrought::end()
{
    return m_connection.transact([&] {
        return m_connection.apply("DELETE FROM unbrought"_sql).and_then([this] {
            StateTable state(m_connection);
            return state.set(unbroughtRoundKey, {})
                .and_then([&] { return state.set(knownEpochKey, {}); })
                .and_then([&] { return state.setObject(knownNumbersKey, {}); })
                .and_then([&] { return state.set(knownSentKey, {}); })
                .and_then([&] { return state.set(takenKey, {}); })
                .and_then([&] { return state.setObject(newcomersKey, {}); });
        });
    });
}

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/syncstate.h"

#include "core/domain/syncstatus.h"
#include "core/sql/connection.h"
#include "core/store/entrynumbers.h"
#include "core/store/epoch.h"
#include "core/store/numbersever.h"
#include "core/store/pushbases.h"
#include "core/store/statetable.h"

#include <QRandomGenerator>

#include <algorithm>

namespace mailboat {

namespace {

const auto cursorKey = QStringLiteral("cursor");
const auto knownPrimaryKey = QStringLiteral("known-primary");
const auto knownUuidKey = QStringLiteral("known-site-uuid");
const auto preparedKey = QStringLiteral("queue-prepared");
const auto initialisedKey = QStringLiteral("initialised");
const auto primaryEpochKey = QStringLiteral("primary-epoch");
const auto copyKey = QStringLiteral("copy");
const auto heldKey = QStringLiteral("queue-held");
const auto sentKey = QStringLiteral("push-sent");
const auto answeredKey = QStringLiteral("push-answered");
const auto unansweredKey = QStringLiteral("pushes-unanswered");
const auto lastSyncKey = QStringLiteral("last-sync");
const auto lastSuccessKey = QStringLiteral("last-success");
const auto lastErrorKey = QStringLiteral("last-error");
const auto failuresKey = QStringLiteral("failures-in-a-row");
const auto failingSinceKey = QStringLiteral("failing-since");
const auto nextSyncKey = QStringLiteral("next-sync");
const auto blockedKey = QStringLiteral("blocked");

/// Two machines that begin from one copy do not give the same numbers: the one would take the other's push for its own.
constexpr int longestStep = 1 << 16;
constexpr qsizetype mostUnanswered = 200;

Result<std::optional<Error>> readError(const StateTable &state, const QString &name)
{
    const Result<std::optional<QJsonObject>> object = state.object(name);
    if (!object)
        return failure(object.error());
    return *object ? errorFromJson(**object) : std::nullopt;
}

std::optional<QJsonObject> written(const std::optional<Error> &error)
{
    return error ? std::optional(toJson(*error)) : std::nullopt;
}

} // namespace

SyncState::SyncState(Connection &connection)
    : m_connection(connection)
{
}

Result<qint64> SyncState::cursor() const
{
    return StateTable(m_connection).number(cursorKey);
}

Result<> SyncState::setCursor(qint64 cursor)
{
    return StateTable(m_connection).set(cursorKey, cursor);
}

Result<std::optional<KnownPrimary>> SyncState::known() const
{
    const StateTable state(m_connection);
    const Result<QVariant> primary = state.get(knownPrimaryKey);
    if (!primary)
        return failure(primary.error());
    if (!primary->isValid())
        return std::nullopt;
    return state.get(knownUuidKey).map([&primary](const QVariant &uuid) {
        return std::optional(KnownPrimary {primary->toLongLong(), uuid.toString()});
    });
}

Result<> SyncState::setKnown(const std::optional<KnownPrimary> &known)
{
    return m_connection.transact([&]() -> Result<> {
        StateTable state(m_connection);
        if (const Result<> set = state.set(knownPrimaryKey, known ? QVariant(known->siteId) : QVariant()); !set)
            return set;
        if (const Result<> set = state.set(knownUuidKey, known ? QVariant(known->siteUuid) : QVariant()); !set)
            return set;
        return {};
    });
}

Result<bool> SyncState::isQueuePrepared() const
{
    return StateTable(m_connection).number(preparedKey).map([](qint64 value) { return value != 0; });
}

Result<> SyncState::setQueuePrepared(bool prepared)
{
    return m_connection.transact([&]() -> Result<> {
        return StateTable(m_connection).set(preparedKey, prepared ? 1 : 0).and_then([&] {
            return prepared ? PushBases(m_connection).forgetSpent() : Result<>();
        });
    });
}

Result<bool> SyncState::isInitialised() const
{
    return StateTable(m_connection).number(initialisedKey).map([](qint64 value) { return value != 0; });
}

Result<> SyncState::setInitialised(bool initialised)
{
    return StateTable(m_connection).set(initialisedKey, initialised ? 1 : 0);
}

Result<> SyncState::beginAnew()
{
    return m_connection.transact([&]() -> Result<> {
        return setCursor(0)
            .and_then([this] { return setQueuePrepared(false); })
            .and_then([this] { return m_connection.apply("DELETE FROM to_acknowledge"_sql); })
            .and_then([this] { return StateTable(m_connection).set(QStringLiteral("batch-token"), {}); });
    });
}

Result<> SyncState::resetForRetrieve(bool queuePrepared)
{
    return m_connection.transact([&]() -> Result<> {
        const Result<qint64> sent = StateTable(m_connection).number(sentKey);
        if (!sent)
            return failure(sent.error());
        // What another primary has handed out must not be acknowledged to this one.
        return beginAnew()
            .and_then([&] { return PushBases(m_connection).note(*sent); })
            .and_then([this] { return setKnown({}); })
            .and_then([this] { return setBlocked({}); })
            .and_then([this] { return forgetPositions(); })
            .and_then([this, queuePrepared] { return setQueuePrepared(queuePrepared); });
    });
}

Result<SatellitePositions> SyncState::positions() const
{
    const StateTable state(m_connection);
    const Result<QVariant> epoch = state.get(primaryEpochKey);
    const Result<QVariant> copy = state.get(copyKey);
    const Result<qint64> at = cursor();
    const Result<qint64> held = state.number(heldKey);
    const Result<qint64> sent = state.number(sentKey);
    const Result<qint64> answered = state.number(answeredKey);
    for (const Result<QVariant> &read : {epoch, copy}) {
        if (!read)
            return failure(read.error());
    }
    for (const Result<qint64> &read : {at, held, sent, answered}) {
        if (!read)
            return failure(read.error());
    }
    return SatellitePositions {epoch->toByteArray(), copy->toByteArray(), *at, *held, *sent, *answered};
}

Result<> SyncState::adopt(const PrimaryPositions &primary)
{
    return m_connection.transact([&]() -> Result<> {
        StateTable state(m_connection);
        const Result<SatellitePositions> own = positions();
        if (!own)
            return failure(own.error());
        if (own->copy.isEmpty())
            if (const Result<> made = renewCopy(); !made)
                return made;
        const Result<qint64> landed = highestToAcknowledge();
        if (!landed)
            return failure(landed.error());
        // What that primary has never given is of another life of it.
        const auto given = [&primary](qint64 number) { return number <= primary.given ? number : 0; };
        const qint64 held = std::max({given(own->held), primary.held, given(*landed)});
        if (own->cursor > primary.serial)
            if (const Result<> anew = setCursor(0); !anew)
                return anew;
        // Whoever has the same datafile, and has not come so far, has to show lower numbers, though what it has sent is lost.
        const qint64 sent = std::max(own->sent, primary.taken) + leapOfNumbers;
        return state.set(primaryEpochKey, QString::fromLatin1(primary.epoch))
            .and_then([&] { return state.set(heldKey, held); })
            .and_then([&] { return state.set(sentKey, sent); })
            .and_then([&] { return notePushAnswered(primary.taken); });
    });
}

/// What has landed, and the primary has not heard of yet.
Result<qint64> SyncState::highestToAcknowledge() const
{
    QList<QByteArray> ids;
    const Result<> read = m_connection.each(
        "SELECT {bytes sync_out_id} FROM to_acknowledge"_sql, {}, [&ids](const Row &row) -> Result<> {
            ids.append(row.value(0).toByteArray());
            return {};
        });
    if (!read)
        return failure(read.error());
    const QList<qint64> numbers = entryNumbers(ids);
    return numbers.isEmpty() ? 0 : *std::max_element(numbers.cbegin(), numbers.cend());
}

Result<> SyncState::noteHeld(qint64 number)
{
    return m_connection.transact([&]() -> Result<> {
        StateTable state(m_connection);
        const Result<qint64> before = state.number(heldKey);
        if (!before)
            return failure(before.error());
        return number > *before ? state.set(heldKey, number) : Result<>();
    });
}

Result<qint64> SyncState::nextPush()
{
    return m_connection.transact([&]() -> Result<qint64> {
        StateTable state(m_connection);
        const Result<qint64> before = state.number(sentKey);
        if (!before)
            return before;
        const Result<QStringList> unanswered = unansweredPushes();
        if (!unanswered)
            return failure(unanswered.error());
        const qint64 number = *before + 1 + QRandomGenerator::system()->bounded(longestStep);
        const QStringList known = *unanswered + QStringList {QString::number(number)};
        return state.set(sentKey, number)
            .and_then([&] { return state.set(unansweredKey, known.mid(known.size() - mostUnanswered).join(u' ')); })
            .map([number] { return number; });
    });
}

Result<QStringList> SyncState::unansweredPushes() const
{
    return StateTable(m_connection).get(unansweredKey).map([](const QVariant &numbers) {
        return numbers.toString().split(u' ', Qt::SkipEmptyParts);
    });
}

Result<bool> SyncState::isOwnPush(qint64 taken) const
{
    const StateTable state(m_connection);
    const Result<qint64> answered = state.number(answeredKey);
    const Result<QVariant> noted = state.get(unansweredKey);
    const Result<QStringList> unanswered = unansweredPushes();
    if (!answered)
        return failure(answered.error());
    if (!noted)
        return failure(noted.error());
    return unanswered.map([&](const QStringList &numbers) {
        return taken <= *answered || !noted->isValid() || numbers.contains(QString::number(taken));
    });
}

Result<> SyncState::notePushAnswered(qint64 number)
{
    return m_connection.transact([&] {
        StateTable state(m_connection);
        return state.set(answeredKey, number).and_then([&] { return state.set(unansweredKey, QStringLiteral("")); });
    });
}

Result<> SyncState::renewCopy()
{
    return StateTable(m_connection).set(copyKey, QString::fromLatin1(randomEpoch()));
}

Result<> SyncState::forgetPositions()
{
    StateTable state(m_connection);
    for (const QString &key : {primaryEpochKey, copyKey, heldKey, answeredKey}) {
        if (const Result<> gone = state.set(key, {}); !gone)
            return gone;
    }
    return {};
}

Result<SyncState::Times> SyncState::times() const
{
    const StateTable state(m_connection);
    const Result<QDateTime> lastSync = state.time(lastSyncKey);
    const Result<QDateTime> lastSuccess = state.time(lastSuccessKey);
    const Result<QDateTime> nextSync = state.time(nextSyncKey);
    const Result<QDateTime> failingSince = state.time(failingSinceKey);
    for (const Result<QDateTime> &read : {lastSync, lastSuccess, nextSync, failingSince}) {
        if (!read)
            return failure(read.error());
    }
    Result<std::optional<Error>> lastError = readError(state, lastErrorKey);
    if (!lastError)
        return failure(lastError.error());
    return state.number(failuresKey).map([&](qint64 failures) {
        return Times {
            *lastSync, *lastSuccess, *nextSync, std::move(*lastError), static_cast<int>(failures), *failingSince};
    });
}

Result<> SyncState::setCycleEnd(const QDateTime &when, const std::optional<Error> &error)
{
    return m_connection.transact([&]() -> Result<> {
        StateTable state(m_connection);
        const Result<qint64> failures = state.number(failuresKey);
        if (!failures)
            return failure(failures.error());
        if (const Result<> set = state.setTime(lastSyncKey, when); !set)
            return set;
        if (!error) {
            if (const Result<> set = state.setTime(lastSuccessKey, when); !set)
                return set;
        }
        if (!error || *failures == 0) {
            if (const Result<> set = state.setTime(failingSinceKey, error ? when : QDateTime()); !set)
                return set;
        }
        if (const Result<> set = state.set(failuresKey, error ? *failures + 1 : 0); !set)
            return set;
        if (const Result<> set = state.setObject(lastErrorKey, written(error)); !set)
            return set;
        return {};
    });
}

Result<> SyncState::forgetError()
{
    return m_connection.transact([&] {
        StateTable state(m_connection);
        return state.setObject(lastErrorKey, {}).and_then([&] { return state.set(failuresKey, 0); }).and_then([&] {
            return state.setTime(failingSinceKey, {});
        });
    });
}

Result<> SyncState::setNextSync(const QDateTime &when)
{
    return StateTable(m_connection).setTime(nextSyncKey, when);
}

Result<std::optional<Error>> SyncState::blocked() const
{
    return readError(StateTable(m_connection), blockedKey);
}

Result<> SyncState::setBlocked(const std::optional<Error> &error)
{
    return StateTable(m_connection).setObject(blockedKey, written(error));
}

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/syncstate.h"

#include "core/sql/connection.h"
#include "core/store/entrynumbers.h"
#include "core/store/epoch.h"
#include "core/store/firstload.h"
#include "core/store/loadfigures.h"
#include "core/store/numbersever.h"
#include "core/store/pushbases.h"
#include "core/store/statetable.h"
#include "core/store/toacknowledge.h"

#include <QRandomGenerator>

#include <algorithm>

namespace mailboat {

namespace {

const auto batchTokenKey = QStringLiteral("batch-token"); // of earlier builds
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

/// Two machines that begin from one copy do not give the same numbers: the one would take the other's push for its own.
constexpr int longestStep = 1 << 16;
constexpr qsizetype mostUnanswered = 200;

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
    return m_connection.transact([&]() -> Result<> {
        return StateTable(m_connection).set(initialisedKey, initialised ? 1 : 0).and_then([&] {
            return initialised ? FirstLoad(m_connection).end() : Result<>();
        });
    });
}

Result<> SyncState::beginAnew()
{
    return m_connection.transact([&]() -> Result<> {
        return setCursor(0)
            .and_then([this] { return setQueuePrepared(false); })
            .and_then([this] { return ToAcknowledge(m_connection).clear(); })
            .and_then([this] { return LoadFigures(m_connection).clear(); })
            .and_then([this] { return StateTable(m_connection).set(batchTokenKey, {}); });
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
    const auto shown = [](const Result<qint64> &number) { return std::min(*number, highestPosition); };
    return SatellitePositions {
        epoch->toByteArray(), copy->toByteArray(), shown(at), shown(held), shown(sent), shown(answered)};
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
        const qint64 counted
            = own->sent - primary.taken <= mostSentAhead ? own->sent : 0; // else another's word was believed
        const qint64 sent = std::min(std::max(counted, primary.taken) + leapOfNumbers, highestPosition);
        return state.set(primaryEpochKey, QString::fromLatin1(primary.epoch))
            .and_then([&] { return state.set(heldKey, held); })
            .and_then([&] { return state.set(sentKey, sent); })
            .and_then([&] { return notePushAnswered(primary.taken); })
            .and_then([&] { return state.set(unansweredKey, QStringLiteral("")); });
    });
}

/// What has landed, and the primary has not heard of yet.
Result<qint64> SyncState::highestToAcknowledge() const
{
    return ToAcknowledge(m_connection).ids().map([](const QList<QByteArray> &ids) -> qint64 {
        const QList<qint64> numbers = entryNumbers(ids);
        return numbers.isEmpty() ? 0 : *std::max_element(numbers.cbegin(), numbers.cend());
    });
}

Result<> SyncState::noteHeld(qint64 number)
{
    return m_connection.transact([&]() -> Result<> {
        StateTable state(m_connection);
        const Result<qint64> before = state.number(heldKey);
        if (!before)
            return failure(before.error());
        return number > *before && number <= highestPosition ? state.set(heldKey, number) : Result<>();
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
        const qint64 number = std::min(*before + 1 + QRandomGenerator::system()->bounded(longestStep), highestPosition);
        const QStringList known = *unanswered + QStringList {QString::number(number)};
        return state.set(sentKey, number)
            .and_then([&] { return state.set(unansweredKey, known.mid(known.size() - mostUnanswered).join(u' ')); })
            .map([number] { return number; });
    });
}

Result<QStringList> SyncState::unansweredPushes() const
{
    const StateTable state(m_connection);
    const Result<QVariant> noted = state.get(unansweredKey);
    const Result<qint64> sent = state.number(sentKey);
    const Result<qint64> answered = state.number(answeredKey);
    if (!noted)
        return failure(noted.error());
    if (!sent)
        return failure(sent.error());
    if (noted->isValid())
        return noted->toString().split(u' ', Qt::SkipEmptyParts);
    // Earlier builds noted none, and counted them one by one.
    return answered.map([&sent](qint64 last) {
        QStringList numbers;
        for (qint64 number = std::max(last, *sent - mostUnanswered / 2) + 1; number <= *sent; ++number)
            numbers.append(QString::number(number));
        return numbers;
    });
}

Result<bool> SyncState::isOwnPush(qint64 taken) const
{
    const StateTable state(m_connection);
    const Result<qint64> answered = state.number(answeredKey);
    const Result<QVariant> noted = state.get(unansweredKey);
    const Result<qint64> sent = state.number(sentKey);
    const Result<QStringList> unanswered = unansweredPushes();
    if (!answered)
        return failure(answered.error());
    if (!noted)
        return failure(noted.error());
    if (!sent)
        return failure(sent.error());
    return unanswered.map([&](const QStringList &numbers) {
        // What it has leapt to, too: a primary that counts that as taken has it from this copy.
        return taken <= *answered || taken == *sent || !noted->isValid() || numbers.contains(QString::number(taken));
    });
}

Result<> SyncState::notePushAnswered(qint64 number)
{
    return m_connection.transact([&]() -> Result<> {
        StateTable state(m_connection);
        const Result<QStringList> unanswered = unansweredPushes();
        if (!unanswered)
            return failure(unanswered.error());
        QStringList later; // the next one may be under way
        for (const QString &one : *unanswered) {
            if (one.toLongLong() > number)
                later.append(one);
        }
        return state.set(answeredKey, number).and_then([&] { return state.set(unansweredKey, later.join(u' ')); });
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

} // namespace mailboat

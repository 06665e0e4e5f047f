// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/intake.h"

#include "core/records/integrationpass.h"
#include "core/sql/connection.h"
#include "core/store/firstload.h"
#include "core/store/landing.h"
#include "core/store/store.h"
#include "core/store/syncstate.h"

namespace mailboat {

Intake::Intake(Store &store)
    : m_store(store)
{
}

Result<Intake::Taken> Intake::takeCentral(const QList<LoggedRecord> &batch, qint64 expectedCursor, qint64 newCursor)
{
    return m_store.connection().transact([&]() -> Result<Taken> {
        Landing &landing = m_store.landing();
        const Result<bool> straight = goesStraight();
        if (!straight)
            return failure(straight.error());
        if (!*straight)
            return landing.landCentral(batch, expectedCursor, newCursor).map([] { return Taken(); });
        return landing.moveCursor(expectedCursor, newCursor).and_then([&] { return integrate(batch); });
    });
}

Result<Intake::Taken> Intake::takeQueued(const QList<QueuedRecord> &batch, const QByteArray &batchToken)
{
    return m_store.connection().transact([&]() -> Result<Taken> {
        Landing &landing = m_store.landing();
        const Result<bool> straight = goesStraight();
        if (!straight)
            return failure(straight.error());
        if (!*straight)
            return landing.landQueued(batch, batchToken).map([] { return Taken(); });
        return landing.noteToAcknowledge(batch, batchToken).and_then([&] { return integrate(batch); });
    });
}

Result<bool> Intake::goesStraight()
{
    FirstLoad firstLoad(m_store.connection());
    const Result<bool> underWay = firstLoad.isUnderWay();
    if (!underWay)
        return underWay;
    if (*underWay)
        return m_store.landing().waiting().map([](qint64 landed) { return landed == 0; });
    const Result<bool> initialised = m_store.state().isInitialised();
    if (!initialised || *initialised)
        return initialised.map([](bool) { return false; });
    const Result<bool> begins = firstLoad.findsNothing();
    if (!begins || !*begins)
        return begins;
    return firstLoad.begin().map([] { return true; });
}

template<class Entries>
Result<Intake::Taken> Intake::integrate(const Entries &batch)
{
    IntegrationPass pass(m_store);
    if (const Result<> begun = pass.begin(); !begun)
        return failure(begun.error());
    Taken taken;
    for (const auto &entry : batch) {
        const Result<bool> isTaken = pass.takeOrQuarantine(entry.record);
        if (!isTaken)
            return failure(isTaken.error());
        ++(*isTaken ? taken.integrated : taken.quarantined);
    }
    return pass.end().map([&taken] { return taken; });
}

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/intake.h"

#include "core/records/integrationpass.h"
#include "core/sql/connection.h"
#include "core/store/firstload.h"
#include "core/store/landing.h"
#include "core/store/quarantine.h"
#include "core/store/store.h"
#include "core/store/syncstate.h"

namespace mailboat {

Intake::Intake(Store &store)
    : m_store(store)
{
}

Result<Intake::Taken> Intake::takeCentral(
    const QList<LoggedRecord> &batch, qint64 expectedCursor, qint64 newCursor, const NamelessRecords &nameless)
{
    Landing &landing = m_store.landing();
    return take(
        batch, nameless, [&] { return landing.landCentral(batch, expectedCursor, newCursor); },
        [&] { return landing.moveCursor(expectedCursor, newCursor); });
}

Result<Intake::Taken> Intake::takeQueued(const QList<QueuedRecord> &batch, const NamelessRecords &nameless)
{
    Landing &landing = m_store.landing();
    const QList<QByteArray> &further = nameless.syncOutIds;
    return take(
        batch, nameless, [&] { return landing.landQueued(batch, further); },
        [&] { return landing.noteToAcknowledge(batch, further); });
}

/// `note`: the part of `land` that says how far the site has come.
template<class Entries, class Land, class Note>
Result<Intake::Taken> Intake::take(
    const Entries &batch, const NamelessRecords &nameless, const Land &land, const Note &note)
{
    return m_store.connection().transact([&]() -> Result<Taken> {
        const Result<bool> straight = goesStraight();
        if (!straight)
            return failure(straight.error());
        Result<Taken> taken
            = *straight ? note().and_then([&] { return integrate(batch); }) : land().map([] { return Taken(); });
        if (!taken)
            return taken;
        taken->quarantined += nameless.records;
        return m_store.quarantine().addNameless(primarySyncId, nameless, m_store.clock().utcNow()).map([&taken] {
            return *taken;
        });
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

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The part of CopiesWorld in which people work.
#include "tests/core/engine/copiesworld.h"

namespace mailboat::test {

namespace {

QString nameOfRecord(const RecordKey &key)
{
    return QString::fromUtf8(key.table + '/' + key.id);
}

template<class Condition>
QList<RecordKey> those(QList<RecordKey> keys, Condition isOne)
{
    keys.removeIf([&isOne](const RecordKey &key) { return !isOne(key); });
    return keys;
}

std::optional<RecordKey> chosenAmong(const QList<RecordKey> &keys, int which)
{
    return keys.isEmpty() ? std::nullopt : std::optional(keys.at(which % keys.size()));
}

/// With its lines, as programs delete it: they first.
QList<RecordKey> withLines(const RecordKey &key, const Holdings &held)
{
    QList<RecordKey> family = those(keysOf(held), [&key](const RecordKey &one) { return transferOf(one) == key; });
    family.append(key);
    return family;
}

} // namespace

/// What may be written there, among what is there.
QList<RecordKey> CopiesWorld::writable(TestSite &at)
{
    const bool isPrimary = &at == &m_primary;
    const QByteArray store = isPrimary ? QByteArray() : storeAt(at);
    return those(keysOf(at.holdings()), [&](const RecordKey &key) {
        return isOfSeveral(key) || (isPrimary ? key.table == "unit" : storeOf(key) == store);
    });
}

QList<RecordKey> CopiesWorld::patients(TestSite &at)
{
    return those(keysOf(at.holdings()), isPatient);
}

void CopiesWorld::put(Satellite &at, const WalkStep &step)
{
    enum { Shelf, SecondShelf, Code, Patient, Insurance, Line, Kinds };
    const QByteArray number = nextNumber();
    const int which = step.which / Kinds;
    switch (step.which % Kinds) {
    case Code:
        return write(*at.site, {"barcode", "C" + number});
    case Patient:
        return write(*at.site, {"name", "P" + at.store + number});
    case Insurance:
        if (const auto patient = chosenAmong(patients(*at.site), which))
            write(*at.site, {"nameInsuranceJoin", "I" + number + '.' + patient->id});
        return;
    case Line: {
        const auto own = those(writable(*at.site), [](const RecordKey &key) { return key.table == "transact"; });
        if (const auto transfer = chosenAmong(own, which))
            write(*at.site, {"trans_line", transfer->id + '.' + number});
        return;
    }
    default:
        return write(*at.site, {"Location", "L" + at.store + number});
    }
}

void CopiesWorld::putTransfer(Satellite &at)
{
    const RecordKey transfer {"transact", "T" + at.store + nextNumber()};
    write(*at.site, transfer);
    write(*at.site, {"trans_line", transfer.id + ".1"});
}

void CopiesWorld::edit(TestSite &at, const WalkStep &step)
{
    if (const auto key = chosenAmong(writable(at), step.which))
        write(at, *key);
}

void CopiesWorld::remove(TestSite &at, const WalkStep &step)
{
    const auto key = chosenAmong(those(writable(at), mayBeDeleted), step.which);
    if (!key)
        return;
    for (const RecordKey &one : withLines(*key, at.holdings())) {
        at.remove(one.table, one.id);
        m_dues.removed(one);
        tell(QStringLiteral("%1: deletes %2").arg(nameOf(at), nameOfRecord(one)));
    }
}

/// A patient whom the site does not have.
void CopiesWorld::share(Satellite &at, const WalkStep &step)
{
    const Holdings held = at.site->holdings();
    const auto unseen = those(patients(m_primary), [&held](const RecordKey &key) {
        return !held.contains({key.table, key.id});
    });
    if (const auto patient = chosenAmong(unseen, step.which))
        write(*at.site, joinOf(at.store, *patient));
}

void CopiesWorld::putCentral(const WalkStep &step)
{
    enum { Unit, SecondUnit, Code, Patient, Join, Kinds };
    const QByteArray store = step.which / Kinds % 2 == 0 ? "A" : "B";
    switch (step.which % Kinds) {
    case Code:
        return write(m_primary, {"barcode", "C" + nextNumber()});
    case Patient:
        return write(m_primary, {"name", "P" + store + nextNumber()});
    case Join:
        if (const auto patient = chosenAmong(patients(m_primary), step.which / Kinds / 2))
            write(m_primary, joinOf(store, *patient));
        return;
    default:
        return write(m_primary, {"unit", "U" + nextNumber()});
    }
}

/// Another version of a record, or its first one.
void CopiesWorld::write(TestSite &at, const RecordKey &key)
{
    const QSet<RecordKey> going = leaving();
    at.put(key.table, key.id, dataOf(key, ++m_version));
    m_dues.written(key, m_version, going);
    tell(QStringLiteral("%1: %2 v%3").arg(nameOf(at), nameOfRecord(key)).arg(m_version));
}

QList<RecordKey> CopiesWorld::writableForeign() const
{
    return those(keysOf(m_foreign.records()),
        [](const RecordKey &key) { return storeOf(key) == "C" || key.table == "barcode"; });
}

/// Its program lets nobody work before it has initialised.
void CopiesWorld::editForeign(const WalkStep &step)
{
    enum { Shelf, Transfer, Code, Change, Delete, Kinds };
    if (!m_foreign.isInitialised())
        return;
    const QByteArray number = nextNumber();
    switch (step.which % Kinds) {
    case Shelf:
        return writeForeign({"Location", "LC" + number});
    case Transfer:
        writeForeign({"transact", "TC" + number});
        return writeForeign({"trans_line", "TC" + number + ".1"});
    case Code:
        return writeForeign({"barcode", "C" + number});
    case Change:
        if (const auto key = chosenAmong(writableForeign(), step.which / Kinds))
            writeForeign(*key);
        return;
    default:
        return removeForeign(step);
    }
}

void CopiesWorld::writeForeign(const RecordKey &key)
{
    const QSet<RecordKey> going = leaving();
    m_foreign.put(key, ++m_version);
    m_dues.written(key, m_version, going);
    tell(QStringLiteral("C: %1 v%2").arg(nameOfRecord(key)).arg(m_version));
}

void CopiesWorld::removeForeign(const WalkStep &step)
{
    const auto key = chosenAmong(writableForeign(), step.which);
    if (!key)
        return;
    for (const RecordKey &one : withLines(*key, m_foreign.records())) {
        m_foreign.remove(one);
        m_dues.removed(one);
        tell(QStringLiteral("C: deletes %1").arg(nameOfRecord(one)));
    }
}

} // namespace mailboat::test

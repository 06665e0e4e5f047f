// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/transaction.h"

#include "core/sql/database.h"

#include <QCoreApplication>

namespace mailboat {

Transaction::Transaction(Database &database)
    : m_database(database)
{
}

Transaction::~Transaction()
{
    if (!m_open)
        return;
    if (!m_outer) {
        --m_database.m_depth;
        m_database.m_doomed = true;
        return;
    }
    // SQLite may have rolled back by itself (disk full): then this fails, and that is fine.
    (void)m_database.apply(QStringLiteral("ROLLBACK"));
    m_database.m_depth = 0;
    m_database.m_doomed = false;
}

Result<> Transaction::begin()
{
    Q_ASSERT(!m_open);
    if (m_database.m_reading) // it would join the snapshot and be committed who knows when
        return failure(ErrorCode::DatafileBusy, {{QStringLiteral("path"), m_database.path()}},
            QStringLiteral("write while this connection reads a snapshot"));
    if (m_database.m_depth == 0) {
        if (const Result<> wanted
            = m_database.checkNotCancelled().and_then([this] { return m_database.checkStillThere(); });
            !wanted)
            return wanted;
        if (const Result<> begun = m_database.apply(QStringLiteral("BEGIN IMMEDIATE")); !begun)
            return begun;
        m_outer = true;
    }
    ++m_database.m_depth;
    m_open = true;
    return {};
}

Result<> Transaction::commit()
{
    Q_ASSERT(m_open);
    if (!m_outer) {
        m_open = false;
        --m_database.m_depth;
        return {};
    }
    if (m_database.m_doomed)
        return failure(ErrorCode::DatafileDamaged,
            {{QStringLiteral("path"), m_database.path()},
                {QStringLiteral("why"), QCoreApplication::translate("mailboat", "A part of the change failed.")}},
            QStringLiteral("commit after an inner transaction was given up"));
    if (const Result<> wanted = m_database.checkNotCancelled(); !wanted)
        return wanted; // the destructor rolls back
    if (const Result<> committed = m_database.apply(QStringLiteral("COMMIT")); !committed)
        return committed;
    m_open = false;
    m_database.m_depth = 0;
    return {};
}

Snapshot::Snapshot(Database &database)
    : m_database(database)
{
}

Snapshot::~Snapshot()
{
    if (!m_open)
        return;
    (void)m_database.apply(QStringLiteral("COMMIT"));
    m_database.m_reading = false;
}

Result<> Snapshot::begin()
{
    if (m_database.m_depth > 0 || m_database.m_reading)
        return {};
    if (const Result<> begun = m_database.apply(QStringLiteral("BEGIN")); !begun)
        return begun;
    m_open = true;
    m_database.m_reading = true;
    return {};
}

} // namespace mailboat

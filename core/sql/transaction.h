// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

namespace mailboat {

class Database;

/// BEGIN IMMEDIATE … COMMIT; rolls back unless committed. A transaction inside another one joins it; where the inner one
/// is given up, the outer one cannot commit any more.
class Transaction
{
public:
    explicit Transaction(Database &database);
    ~Transaction();
    Q_DISABLE_COPY_MOVE(Transaction)
    Result<> begin(); ///< DatafileBusy and the rest
    Result<> commit();

private:
    Database &m_database;
    bool m_open = false;
    bool m_outer = false;
};

/// Several reads that see one state of the datafile. Nothing may be written on this connection meanwhile, but inside a
/// Transaction, which already is one state.
class Snapshot
{
public:
    explicit Snapshot(Database &database);
    ~Snapshot();
    Q_DISABLE_COPY_MOVE(Snapshot)
    Result<> begin();

private:
    Database &m_database;
    bool m_open = false;
};

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sql/connection.h"

#include <chrono>

namespace mailboat {

struct Schema;

/// How a datafile is opened.
struct DatafileOptions {
    /// How long another connection's lock is waited for, which then is DatafileBusy.
    std::chrono::milliseconds patience = std::chrono::seconds(30);
    Connector connect = nullptr; ///< null: by what the address says
    /// Only to be read: one that cannot be written is opened all the same. Whoever writes meets DatafileReadOnly then.
    bool isForReading = false;
};

/// A new datafile with the schema's tables, and a connection to it. The errors are those of Connection::make(); nothing is left
/// behind where it fails.
Result<std::unique_ptr<Connection>> createDatabase(
    const DatafileAddress &address, const Schema &schema, const DatafileOptions &options);
/// A connection to one that is there; an older schema is brought up to date first (upgradeSchema()). The errors are those of
/// Connection::open() and of the migration, DatafileNewer, DatafileBusy.
Result<std::unique_ptr<Connection>> openDatabase(
    const DatafileAddress &address, const Schema &schema, const DatafileOptions &options);
/// A connection to read one that lies still, as a copy does, of this schema or an earlier one: nothing is changed in it, nor comes to
/// lie beside it. The errors are those of Connection::openToRead(), DatafileNewer.
Result<std::unique_ptr<Connection>> openCopy(const DatafileAddress &copy, const Schema &schema);
/// Connection::copyInto() from such a one. BackupUnsound where somebody writes to it meanwhile; Cancelled once `cancelled` is true;
/// else the errors are those of openCopy() and of copyInto().
Result<> copyDatabase(const DatafileAddress &from, const QString &to, const Schema &schema,
    const Connection::CopyProgress &progress, const std::atomic<bool> &cancelled);

} // namespace mailboat

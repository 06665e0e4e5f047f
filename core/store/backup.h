// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/site.h"
#include "core/sql/connection.h"

#include <QDateTime>

namespace mailboat {

/// Copies of a datafile while everything runs: one file that is a datafile itself, its owner's alone, with secrets as sealed as they
/// are; the files that sites have attached lie beside it as they do beside the datafile, "<copy>.files". It is whole, read back
/// and on its disk before it gets its name, and nothing that is there is ever replaced. Whoever opens it as a datafile meets the
/// standstill of a restored one.
class Backup final
{
public:
    explicit Backup(Connection &connection);

    struct Made {
        QString path; ///< absolute
        qint64 bytes = 0; ///< of the datafile's copy
        int files = 0; ///< beside it
    };
    /// Under that name. DatafileExists (path); BackupUnwritten (path, why), for a folder that is not there, too; BackupUnsound
    /// (path, why); Cancelled.
    Result<Made> make(const QString &file, const Connection::CopyProgress &progress);
    /// Whether it is one of those that a person asks for, or of those that are made daily, and go again.
    enum class Kind { ByHand, Daily };
    /// Of a file in that folder: "<datafile>-site-1-20261130T065801Z.mailboat", "…-site-1-daily-2026….mailboat".
    QString pathIn(const QString &folder, SyncId site, Kind kind, const QDateTime &when) const;
    /// What such a file is called.
    static QString nameOf(const DatafileAddress &datafile, SyncId site, Kind kind, const QDateTime &when);
    /// As in names of files: "20261130T065801Z".
    static QString inNames(const QDateTime &when);
    /// Of a file with such a name, or of what restoreDatafile() has kept; invalid: its name says nothing.
    static QDateTime timeInName(const QString &name);
    /// Removes the daily ones of this datafile in that folder but the newest `keep`, and what was left half made a day ago or
    /// longer. What cannot be removed stays.
    void dropOld(const QString &folder, SyncId site, int keep, const QDateTime &now) const;

private:
    Result<Made> makeUnder(const QString &unfinished, const QString &file, const Connection::CopyProgress &progress);

    Connection &m_connection;
};

} // namespace mailboat

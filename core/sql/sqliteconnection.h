// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sql/connection.h"

#include <chrono>
#include <initializer_list>

struct sqlite3;

namespace mailboat {

class FreshFile;

/// A connection to an SQLite file: WAL, synchronous FULL, foreign keys on, BEGIN IMMEDIATE for every write. Temporary tables
/// may go to files: memory is bounded by SQLite's cache, not by the data.
/// Errors of SQLite become ours in one place (errorCodeOfSqlite()): busy -> DatafileBusy, full -> DiskFull, corrupt / not a
/// database -> DatafileDamaged / DatafileForeign, read-only -> DatafileReadOnly, a vanished file -> DatafileVanished,
/// interrupted -> Cancelled (CancelScope); an I/O error by what the system says of it, and by what was tried: DiskFull,
/// DiskBroken, DatafileOnShare, TooManyOpenFiles.
class SqliteConnection : public Connection
{
public:
    /// `patience`: how long a lock of another connection is waited for.
    SqliteConnection(const DatafileAddress &address, std::chrono::milliseconds patience);
    ~SqliteConnection() override;
    static std::unique_ptr<Connection> connect(const DatafileAddress &address, std::chrono::milliseconds patience);

    Result<> open() override;
    Result<> openToRead() override;
    Result<> make() override;
    void keep() override;
    Result<> prepare() override;
    Result<int> schemaVersion() override;
    Result<> setSchemaVersion(int version) override;
    Result<> backUp(int version) override;
    void dropBackup(int version) override;
    Result<> eachBackup(const std::function<Result<>(Connection &backup)> &work) override;
    Result<> copyInto(const QString &file, const CopyProgress &progress) override;
    Result<> rewrite() override;
    Result<> checkSound() override;
    Result<qint64> dataVersion() override;
    Result<> checkStillThere() const override;
    /// What runs ends within some thousand steps of SQLite's.
    void setCancelFlag(const std::atomic<bool> *asked) override;
    /// Whether statements may be run by another thread than the one that made this, one at a time; to open and to close it stays
    /// that one's.
    bool isForAnyThread() const { return m_sqlite; }

    enum class Access {
        Write,
        Read,
        ReadUnchanging, ///< nobody writes, and nothing is beside it
        ReadAlone, ///< nobody writes, and there is a journal, which only a reader without the others can read without writing
    };
    Result<> openFile(Access access = Access::Write); ///< whatever it is
    /// openToRead() of what nobody works with, as a copy that lies somewhere: nothing comes to lie beside it, unless something does
    /// already.
    Result<> openCopy();

protected:
    const Dialect &dialect() const override;
    Error errorOf(const QSqlError &error) const override;
    Result<> begin() override;
    Result<> beginReading() override;
    Result<> commit() override;
    Result<> rollBack() override;
    Result<std::unique_ptr<Query>> prepared(const QString &sql) override;

private:
    Result<> openInOneOf(std::initializer_list<Access> ways);
    Result<> checkIsOurs();
    Result<> setUp(std::initializer_list<const char *> pragmas);
    Result<> copyTo(const QString &target);
    Result<> copyPages(SqliteConnection &copy, const CopyProgress &progress);
    Result<> closeCopy();
    Error errorOfCode(int extended) const; ///< of SQLite's
    sqlite3 *handle();
    int systemErrorOf(int extended) const;
    QString backupPath(int version) const;

    const std::chrono::milliseconds m_patience;
    std::unique_ptr<FreshFile> m_fresh;
    sqlite3 *m_sqlite = nullptr; ///< of the open connection, where handle() gives it
    quint64 m_device = 0;
    quint64 m_inode = 0;
};

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"
#include "core/sql/address.h"
#include "core/sql/row.h"
#include "core/sql/statement.h"
#include "core/sql/writerturn.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <type_traits>

class QSqlError;

namespace mailboat {

class Dialect;

/// One connection to a datafile, whatever keeps it, for the thread that made it. SQL stays in core/sql, store and records.
/// A class for every kind of database says what differs: how it is opened, how it spells (Dialect), how a transaction begins
/// and ends, and what its errors are as ours.
class Connection
{
public:
    virtual ~Connection();
    Q_DISABLE_COPY_MOVE(Connection)
    const DatafileAddress &address() const { return m_address; }

    /// Binds in order, executes. QByteArray values that are text in the schema are bound as bytes: "{text ?}" and "{bytes x}".
    /// Null texts and bytes are bound as empty ones; an invalid QVariant is NULL. For statements that answer nothing.
    Result<> apply(const Statement &statement, const QVariantList &values = {});
    /// The same, with the number of rows that it changed.
    Result<qint64> change(const Statement &statement, const QVariantList &values = {});
    /// First column of the first row; an invalid QVariant where there is none.
    Result<QVariant> value(const Statement &statement, const QVariantList &values = {});
    /// Every row in turn. `take` may use any other statement, the same one too.
    Result<> each(
        const Statement &statement, const QVariantList &values, const std::function<Result<>(const Row &)> &take);
    Result<> execute(const QString &sql); ///< one of this kind of database alone, not kept
    Result<> define(const Statement &definition); ///< of a temporary table: not kept

    /// Does `work` in a transaction, which is committed where that returns a value and rolled back where it returns an error,
    /// which then is the error. Inside another one it joins that; where an inner one fails, the outer one cannot be committed.
    /// The outermost is done again from its beginning where the server asks for that (mayRepeat()): whatever `work` changes
    /// outside the database it sets anew every time. Errors: DatafileBusy, Cancelled (CancelScope), and the rest of the class.
    template<class Work>
    std::invoke_result_t<Work> transact(Work work)
    {
        return collected(work, [this](const PlainWork &plain) { return runTransaction(plain, mostAttempts); });
    }
    /// The same for work that cannot be begun again, for what it reads is gone then: it ends with the server's error.
    template<class Work>
    std::invoke_result_t<Work> transactOnce(Work work)
    {
        return collected(work, [this](const PlainWork &plain) { return runTransaction(plain, 1); });
    }
    /// Several reads that see one state of the datafile. Nothing may be written on this connection meanwhile but its own
    /// temporary tables, which keep what they got where `work` succeeds. Inside transact(), which already is one state, it joins.
    template<class Work>
    std::invoke_result_t<Work> readTogether(Work work)
    {
        return collected(work, [this](const PlainWork &plain) { return runReading(plain); });
    }
    bool isInTransaction() const { return m_depth > 0; }
    /// From now on a transaction begins in its turn among the connections that share this one; DatafileBusy where it does not
    /// come within `patience`.
    void takeTurns(std::shared_ptr<WriterTurn> turn, std::chrono::milliseconds patience);

    /// Opens what is there, changing nothing. DatafileMissing, DatafileForeign, DatafileUnreadable, DatafileReadOnly,
    /// DatafileDamaged.
    virtual Result<> open() = 0;
    /// Opens and sets up what is there where open() has said DatafileReadOnly: nothing is written, beside it neither. On
    /// media that cannot be written, too, with what a journal beside it holds. The other errors are those of open().
    virtual Result<> openToRead() = 0;
    /// Makes an empty datafile that nobody else may read, and opens it. It goes again with this object unless keep() was
    /// called. DatafileExists, FolderUnwritable, DatafileUnreadable, DiskFull.
    virtual Result<> make() = 0;
    virtual void keep() = 0;
    /// Sets up a connection that is known to be to a datafile of ours.
    virtual Result<> prepare() = 0;
    virtual Result<int> schemaVersion() = 0; ///< 0: has no tables yet
    virtual Result<> setSchemaVersion(int version) = 0;
    /// A copy of the state that the transaction in hand starts from, complete or not there at all, and how to undo that.
    /// BackupFailed.
    virtual Result<> backUp(int version) = 0;
    virtual void dropBackup(int version) = 0;
    /// Opens each copy that backUp() has left of this datafile, of any version, for `work` to write to it. Goes on where one
    /// fails, and returns the first error; a copy that was left half made is deleted.
    virtual Result<> eachBackup(const std::function<Result<>(Connection &backup)> &work) = 0;
    /// How far a copy is; `total` may grow while it is made.
    using CopyProgress = std::function<void(qint64 done, qint64 total)>;
    /// Copies the state that this connection sees when it begins into a new file, its owner's alone, while others read and write;
    /// then reads all of it back. One file, with nothing beside it, and on its disk; nothing is left where it fails.
    /// Cancelled; BackupUnsound; DatafileExists, FolderUnwritable, DiskFull and the like, of the file.
    virtual Result<> copyInto(const QString &file, const CopyProgress &progress) = 0;
    /// Writes the whole datafile anew, so that nothing of what was deleted or changed is left in it or in its journal: takes as
    /// long as a copy, and needs room for one. Not in a transaction. DatafileBusy where somebody else reads an older state.
    virtual Result<> rewrite() = 0;
    /// Cheap: every table answers, and what is small is checked throughout. DatafileDamaged.
    virtual Result<> checkSound() = 0;
    /// Changes whenever another connection has committed. DatafileVanished where the datafile has gone.
    virtual Result<qint64> dataVersion() = 0;
    virtual Result<> checkStillThere() const = 0; ///< DatafileVanished

    /// From now on, until this is called with null, work is given up once `asked` is true (CancelScope).
    virtual void setCancelFlag(const std::atomic<bool> *asked) { m_cancelAsked = asked; }
    Result<> checkNotCancelled() const; ///< Cancelled

protected:
    /// `driver`: of Qt's.
    Connection(DatafileAddress address, const char *driver);

    virtual const Dialect &dialect() const = 0;
    virtual Error errorOf(const QSqlError &error) const = 0;
    virtual Result<> begin() = 0; ///< a transaction that writes
    virtual Result<> beginReading() = 0; ///< one whose reads see one state
    virtual Result<> commit() = 0;
    virtual Result<> rollBack() = 0;
    /// Of the class's own, where that is quicker than Qt's.
    virtual Result<std::unique_ptr<Query>> prepared(const QString &sql);
    /// Whether the outermost transaction, which ended with this error, is to be done again.
    virtual bool mayRepeat(const Error &) const { return false; }
    int attemptsLeft() const { return m_attemptsLeft; } ///< after the transaction in hand
    void close(); ///< before what the class keeps for the open connection goes

    QString name() const { return m_name; } ///< of Qt's connection
    const std::atomic<bool> *cancelFlag() const { return m_cancelAsked; } ///< null: there is none

private:
    using PlainWork = std::function<Result<>()>;
    struct Statements;
    class Transaction;
    static constexpr int mostAttempts = 20; // two writers of one row hold each other up a few times, not longer

    template<class Work, class Runner>
    static std::invoke_result_t<Work> collected(Work &work, const Runner &run)
    {
        std::optional<std::invoke_result_t<Work>> result;
        const Result<> done = run([&]() -> Result<> {
            result.emplace(work());
            return *result ? Result<>() : failure(result->error());
        });
        if (!done)
            return failure(done.error());
        return std::move(*result);
    }
    Result<Query *> run(const Statement &statement, const QVariantList &values);
    Result<std::optional<WriterTurn::Held>> waitForTurn();
    Result<> runTransaction(const PlainWork &work, int attempts);
    Result<> runOutermost(const PlainWork &work);
    Result<> runReading(const PlainWork &work);

    const DatafileAddress m_address;
    const QString m_name;
    std::unique_ptr<Statements> m_statements;
    int m_depth = 0;
    int m_attemptsLeft = 0;
    bool m_isDoomed = false; ///< an inner transaction failed: the outer one may not commit
    bool m_isReading = false;
    const std::atomic<bool> *m_cancelAsked = nullptr;
    std::shared_ptr<WriterTurn> m_turn {};
    std::chrono::milliseconds m_turnPatience {};
};

/// A connection of the kind that the address asks for, not open yet.
using Connector = std::unique_ptr<Connection> (*)(const DatafileAddress &address, std::chrono::milliseconds patience);

} // namespace mailboat

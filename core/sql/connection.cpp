// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/connection.h"

#include "core/sql/dialect.h"
#include "core/sql/qtquery.h"

#include <QCoreApplication>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

#include <utility>
#include <vector>

namespace mailboat {

using QueryPointer = std::unique_ptr<Query>;

/// What has been prepared, by the number of the statement; null while it is not, or while its rows are being read.
struct Connection::Statements {
    std::vector<QueryPointer> prepared;
};

/// BEGIN … COMMIT; rolls back unless committed.
class Connection::Transaction final
{
public:
    explicit Transaction(Connection &connection)
        : m_connection(connection)
    {
        m_connection.m_depth = 1;
    }
    ~Transaction()
    {
        // The database may have rolled back by itself (disk full): then this fails, and that is fine.
        if (!m_isCommitted)
            (void)m_connection.rollBack();
        m_connection.m_depth = 0;
        m_connection.m_isDoomed = false;
    }
    Q_DISABLE_COPY_MOVE(Transaction)
    Result<> commit()
    {
        const Result<> committed = m_connection.commit();
        m_isCommitted = committed.has_value();
        return committed;
    }

private:
    Connection &m_connection;
    bool m_isCommitted = false;
};

namespace {

QString newName()
{
    static std::atomic<quint64> number {0};
    return QStringLiteral("mailboat-%1").arg(++number);
}

} // namespace

Connection::Connection(DatafileAddress address, const char *driver)
    : m_address(std::move(address))
    , m_name(newName())
    , m_statements(std::make_unique<Statements>())
{
    QSqlDatabase::addDatabase(QString::fromLatin1(driver), m_name);
}

Connection::~Connection()
{
    close();
    QSqlDatabase::removeDatabase(m_name);
}

void Connection::close()
{
    m_statements->prepared.clear();
    QSqlDatabase::database(m_name, false).close();
}

Result<> Connection::checkNotCancelled() const
{
    if (m_cancelAsked && m_cancelAsked->load())
        return failure(ErrorCode::Cancelled);
    return {};
}

Result<QueryPointer> Connection::prepared(const QString &sql)
{
    auto query = std::make_unique<QtQuery>(QSqlDatabase::database(m_name, false));
    if (!query->prepare(sql))
        return failure(errorOf(query->lastError()));
    return query;
}

Result<Query *> Connection::run(const Statement &statement, const QVariantList &values)
{
    std::vector<QueryPointer> &all = m_statements->prepared;
    if (all.size() <= statement.number())
        all.resize(statement.number() + 1);
    if (!all[statement.number()]) {
        Result<QueryPointer> query = prepared(dialect().spell(statement.sql()));
        if (!query)
            return failure(query.error());
        all[statement.number()] = std::move(*query);
    }
    Query *const query = all[statement.number()].get();
    if (query->start(values))
        return query;
    Error error = errorOf(query->lastError());
    query->finish();
    return failure(std::move(error));
}

Result<> Connection::execute(const QString &sql)
{
    QSqlQuery query(QSqlDatabase::database(m_name, false));
    if (query.exec(sql))
        return {};
    return failure(errorOf(query.lastError()));
}

Result<> Connection::define(const Statement &definition)
{
    return execute(dialect().spell(definition.sql()));
}

Result<> Connection::apply(const Statement &statement, const QVariantList &values)
{
    return run(statement, values).map([](Query *query) { query->finish(); });
}

Result<qint64> Connection::change(const Statement &statement, const QVariantList &values)
{
    return run(statement, values).map([](Query *query) -> qint64 {
        const qint64 rows = query->changed();
        query->finish();
        return rows;
    });
}

Result<QVariant> Connection::value(const Statement &statement, const QVariantList &values)
{
    const Result<Query *> query = run(statement, values);
    if (!query)
        return failure(query.error());
    QVariant found = (*query)->next() ? (*query)->value(0) : QVariant();
    const QSqlError error = (*query)->lastError();
    (*query)->finish();
    if (error.isValid())
        return failure(errorOf(error));
    return found;
}

Result<> Connection::each(
    const Statement &statement, const QVariantList &values, const std::function<Result<>(const Row &)> &take)
{
    const Result<Query *> running = run(statement, values);
    if (!running)
        return failure(running.error());
    // Taken out while its rows are read, or `take` could start it anew.
    QueryPointer query = std::exchange(m_statements->prepared[statement.number()], nullptr);
    const Row row(*query);
    Result<> taken;
    while (taken && query->next())
        taken = take(row);
    const QSqlError error = query->lastError();
    query->finish();
    m_statements->prepared[statement.number()] = std::move(query);
    if (taken && error.isValid())
        return failure(errorOf(error));
    return taken;
}

Result<> Connection::runTransaction(const PlainWork &work, int attempts)
{
    if (m_depth > 0) {
        ++m_depth;
        Result<> done = work();
        --m_depth;
        m_isDoomed = m_isDoomed || !done;
        return done;
    }
    for (m_attemptsLeft = attempts - 1;; --m_attemptsLeft) {
        Result<> done = runOutermost(work);
        if (done || m_attemptsLeft == 0 || !mayRepeat(done.error()))
            return done;
    }
}

void Connection::takeTurns(std::shared_ptr<WriterTurn> turn, std::chrono::milliseconds patience)
{
    m_turn = std::move(turn);
    m_turnPatience = patience;
}

Result<std::optional<WriterTurn::Held>> Connection::waitForTurn()
{
    if (!m_turn)
        return std::optional<WriterTurn::Held>();
    std::optional<WriterTurn::Held> turn = m_turn->wait(m_turnPatience);
    if (!turn)
        return failure(ErrorCode::DatafileBusy, {{QStringLiteral("path"), m_address.shown()}},
            QStringLiteral("others of this process write"));
    return turn;
}

Result<> Connection::runOutermost(const PlainWork &work)
{
    if (m_isReading) // it would join what is read and be committed who knows when
        return failure(ErrorCode::DatafileBusy, {{QStringLiteral("path"), m_address.shown()}},
            QStringLiteral("write while this connection reads"));
    Result<std::optional<WriterTurn::Held>> turn = waitForTurn();
    if (!turn)
        return failure(turn.error());
    if (const Result<> begun
        = checkNotCancelled().and_then([this] { return checkStillThere(); }).and_then([this] { return begin(); });
        !begun)
        return begun;
    Transaction transaction(*this);
    if (const Result<> done = work(); !done)
        return done;
    if (m_isDoomed)
        return failure(ErrorCode::DatafileDamaged,
            {{QStringLiteral("path"), m_address.shown()},
                {QStringLiteral("why"), QCoreApplication::translate("mailboat", "A part of the change failed.")}},
            QStringLiteral("commit after an inner transaction was given up"));
    return checkNotCancelled().and_then([&transaction] { return transaction.commit(); });
}

Result<> Connection::runReading(const PlainWork &work)
{
    if (m_depth > 0 || m_isReading)
        return work();
    if (const Result<> begun = beginReading(); !begun)
        return begun;
    m_isReading = true;
    Result<> done = work();
    m_isReading = false;
    if (done)
        done = commit();
    if (!done)
        (void)rollBack();
    return done;
}

} // namespace mailboat

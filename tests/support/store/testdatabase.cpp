// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/store/testdatabase.h"

#include "core/sql/sqliteconnection.h"

namespace mailboat::test {

namespace {

/// What a transaction of ours has to bear on servers that give up one of two that got in each other's way: it was done to
/// its end, is undone, and is asked for again.
class RepeatingConnection final : public SqliteConnection
{
public:
    using SqliteConnection::SqliteConnection;
    static std::unique_ptr<Connection> connect(const DatafileAddress &address, std::chrono::milliseconds patience)
    {
        return std::make_unique<RepeatingConnection>(address, patience);
    }

protected:
    Result<> begin() override
    {
        m_isRefusing = attemptsLeft() > 0 && !m_hasRefused;
        m_hasRefused = false;
        return SqliteConnection::begin();
    }
    Result<> beginReading() override
    {
        m_isRefusing = false;
        return SqliteConnection::beginReading();
    }
    Result<> commit() override
    {
        if (!m_isRefusing)
            return SqliteConnection::commit();
        m_hasRefused = true;
        return failure(ErrorCode::DatafileBusy, {{QStringLiteral("path"), address().shown()}});
    }
    bool mayRepeat(const Error &) const override { return m_hasRefused; }

private:
    bool m_isRefusing = false; ///< the transaction in hand
    bool m_hasRefused = false; ///< the one that has just ended
};

} // namespace

DatafileOptions testDatabase()
{
    const QByteArray kind = qgetenv("MAILBOAT_TEST_DATABASE");
    if (kind.isEmpty() || kind == "sqlite")
        return {};
    if (kind == "repeating")
        return {.connect = &RepeatingConnection::connect};
    qFatal("MAILBOAT_TEST_DATABASE is none of sqlite, repeating: %s", kind.constData());
}

} // namespace mailboat::test

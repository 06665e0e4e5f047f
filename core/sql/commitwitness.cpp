// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/commitwitness.h"

#include "core/sql/sqliteconnection.h"

namespace mailboat {

namespace {

constexpr std::chrono::milliseconds noPatience {0};

} // namespace

CommitWitness::CommitWitness(std::unique_ptr<SqliteConnection> connection)
    : m_connection(std::move(connection))
{
}

CommitWitness::~CommitWitness() = default;

Result<std::unique_ptr<CommitWitness>> CommitWitness::open(const DatafileAddress &address)
{
    auto connection = std::make_unique<SqliteConnection>(address, noPatience);
    if (const Result<> opened = connection->open(); !opened)
        return failure(opened.error());
    if (!connection->isForAnyThread())
        return std::unique_ptr<CommitWitness>();
    return std::unique_ptr<CommitWitness>(new CommitWitness(std::move(connection)));
}

std::optional<qint64> CommitWitness::version()
{
    const Result<qint64> version = m_connection->dataVersion();
    return version ? std::optional(*version) : std::nullopt;
}

} // namespace mailboat

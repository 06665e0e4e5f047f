// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/datafile.h"

#include "core/records/rolechange.h"
#include "core/sql/connection.h"
#include "core/store/datafileschema.h"

namespace mailboat {

Result<std::unique_ptr<Datafile>> Datafile::create(const DatafileAddress &address, const Clock &clock, Options options)
{
    return createDatabase(address, datafileSchema(), options).map([&clock](std::unique_ptr<Connection> connection) {
        return std::unique_ptr<Datafile>(new Datafile(std::move(connection), clock));
    });
}

Result<std::unique_ptr<Datafile>> Datafile::open(const DatafileAddress &address, const Clock &clock, Options options)
{
    return openDatabase(address, datafileSchema(), options).map([&clock](std::unique_ptr<Connection> connection) {
        return std::unique_ptr<Datafile>(new Datafile(std::move(connection), clock));
    });
}

Datafile::Datafile(std::unique_ptr<Connection> connection, const Clock &clock)
    : Store(std::move(connection), clock, &followSite)
    , m_records(*this)
    , m_primaryRecords(*this)
    , m_satelliteRecords(*this)
    , m_integrator(*this)
{
}

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/datafile.h"

#include "core/records/rolechange.h"
#include "core/sql/database.h"

namespace mailboat {

Result<std::unique_ptr<Datafile>> Datafile::create(const QString &path, const Clock &clock)
{
    return createDatafile(path).map([&clock](std::unique_ptr<Database> database) {
        return std::unique_ptr<Datafile>(new Datafile(std::move(database), clock));
    });
}

Result<std::unique_ptr<Datafile>> Datafile::open(const QString &path, const Clock &clock, Options options)
{
    return openDatafile(path, options).map([&clock](std::unique_ptr<Database> database) {
        return std::unique_ptr<Datafile>(new Datafile(std::move(database), clock));
    });
}

Datafile::Datafile(std::unique_ptr<Database> database, const Clock &clock)
    : Store(std::move(database), clock, &followSite)
    , m_records(*this)
    , m_primaryRecords(*this)
    , m_satelliteRecords(*this)
    , m_integrator(*this)
{
}

} // namespace mailboat

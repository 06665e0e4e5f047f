// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

namespace mailboat {

class Connection;

/// Whether a satellite's first load is under way into a datafile that held nothing before it: then what is pulled goes straight
/// into the records. It stands in the datafile, so that a load that broke off goes on as it began; it ends when the site is
/// initialised (SyncState::setInitialised()). Every change joins the caller's transaction, or is one of its own.
class FirstLoad final
{
public:
    explicit FirstLoad(Connection &connection);

    Result<bool> isUnderWay() const;
    /// Whether one that begins now would be into an empty datafile: nothing has landed, and no record is there but what waits in
    /// the outbox. Costs nothing where there is another one.
    Result<bool> findsNothing() const;
    Result<> begin();
    Result<> end();

private:
    Connection &m_connection;
};

} // namespace mailboat

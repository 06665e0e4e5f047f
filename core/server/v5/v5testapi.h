// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/server/v5/v5version.h"

namespace mailboat {

/// The test endpoints of version 5 (protocol.md §2.8): whoever signs in as any site of the list makes sites and changes records as
/// the primary itself. Only there where SyncServer has been told to serve them, which it does on loopback alone, from a datafile made
/// for trying things on. The site that calls is none that synchronises: it is bound to no machine, and needs no store.
class V5TestApi final : public V5Version
{
public:
    std::vector<Route> routes() override;

private:
    static Result<ServerAnswer> createSite(const Call &call);
    static Result<ServerAnswer> upsert(const Call &call);
    static Result<ServerAnswer> remove(const Call &call);
};

} // namespace mailboat

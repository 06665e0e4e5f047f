// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/server/v5/v5version.h"
#include "core/store/persontable.h"

namespace mailboat {

/// What people at a site look for at the primary while they are online (protocol.md §8), for both clients at once: patients and
/// prescribers of all sites, a patient's past prescriptions, and the join by which a patient that was found comes to a store. A site
/// signs in as in version 5; neither client names its machine here, so none is asked for.
class LookupApi final : public V5Version
{
public:
    std::vector<Route> routes() override;

private:
    static Result<ServerAnswer> patients(const Call &call);
    static Result<ServerAnswer> prescribers(const Call &call);
    static Result<ServerAnswer> history(const Call &call);
    static Result<ServerAnswer> join(const Call &call);
};

} // namespace mailboat

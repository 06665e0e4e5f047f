// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/outgoing.h"
#include "core/server/protocolversion.h"

namespace mailboat {

/// Version 3 of the protocol (protocol.md §6), which mSupply Mobile speaks: a function per call.
///
/// Mobile pulls all it gets from its queue. It asks for that to be filled once in its life, and never again where the answer was
/// lost (§6.9): so the first who asks for a queue that has not been filled for Mobile finds it filled.
class V3Api final : public ProtocolVersion
{
public:
    std::vector<Route> routes() override;
    QByteArray root() const override;
    Result<SignIn> signInOf(const ServerRequest &request) const override;
    /// Mobile shows the words of few errors (§6.4): of what a person has to act upon, answered as a site whose registration does
    /// not match, with 200. Of all others it sees that there was no connection, and comes again; so does whoever is busy.
    ServerAnswer answerTo(const Error &told) const override;

private:
    Result<ServerAnswer> site(const Call &call);
    static Result<ServerAnswer> user(const PersonCall &call);
    Result<ServerAnswer> initialDump(const Call &call);
    Result<ServerAnswer> count(const Call &call);
    Result<ServerAnswer> queuedRecords(const Call &call);
    Result<ServerAnswer> acceptRecords(const Call &call);
    Result<ServerAnswer> acknowledge(const Call &call);

    static Result<> fill(const Call &call);
    static Result<> bringUpToDate(const Call &call);

    CheckedLog m_checked;
    std::mutex m_mutex;
    QHash<SyncId, qint64>
        m_judged; ///< the newest entry of a site's queue that has been counted (Outgoing::countForMobile)
};

} // namespace mailboat

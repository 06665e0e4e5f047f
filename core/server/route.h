// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/appuser.h"
#include "core/server/authenticator.h"
#include "core/server/requestroom.h"
#include "core/server/serveranswer.h"
#include "core/server/serverrequest.h"
#include "core/server/sitedesk.h"
#include "core/server/workerpool.h"
#include "core/store/syncqueue.h"

#include <functional>

namespace mailboat {

/// One request on its way to a route's handler: signed in, admitted, its body plain.
struct Call {
    const ServerRequest &request;
    SiteDesk &desk;
    const SignedIn &site;
    const WorkerPool &pool;
    RequestRoom &room;
    qint64 mostListed; ///< records or ids in the body (Route::load)
    ContactBook &book; ///< what is noted of the site without waiting for it to be written
    SyncId syncId() const { return site.peer.syncId; }
    /// Of a site that hears by an answer, and by no error, that it is not to synchronise.
    void noteRefused(ErrorCode why) const
    {
        book.refused({syncId(), site.peer.userName, why, request.address, site.app}, desk.datafile().clock().utcNow());
    }
    /// It has everything that waited for it here; a check says nothing of that.
    void noteSuccess() const
    {
        if (!request.isCheck())
            book.succeeded(syncId(), desk.datafile().clock().utcNow());
    }
    /// Of a queue: unless more waits, or has been queued meanwhile. Where that cannot be read it is noted another time: what the
    /// call was for is done.
    void noteAcknowledged(qint64 records) const
    {
        book.gave(syncId(), desk.datafile().clock().utcNow(), records);
        if (desk.datafile().queue().isEmpty(syncId()).value_or(false))
            noteSuccess();
    }
    /// What is done for this site now.
    WorkerPool::Work currentWork() const { return pool.currentWork(syncId().value()); }
};

/// One request by which a person signs in: the password was right.
struct PersonCall {
    const ServerRequest &request;
    SiteDesk &desk;
    const AppUser &person;
};

/// Where a request is worked on.
enum class Place {
    Reception, ///< at once, whatever else goes on
    Lane, ///< in its site's turn, and only while synchronisation is on
    People ///< at once: who signs in is a person (PeopleReception), and what answers is `person`
};

/// Whether a request may change anything; one that does is refused to a connection check, which sends none of these: whoever
/// marks one as a check would be surprised by what it did.
enum class Effect { Reads, Changes };

/// Who may call, of the sites that have signed in.
enum class Caller {
    Site, ///< one with an active store, from its own machine, to which it is bound where none is recorded
    Any ///< whichever is on the list; it stays as it is
};

/// A row says verb, path, place, who may call (a site, or a person), and handler.
struct Route {
    const char *method;
    const char *path;
    Place place;
    WorkerPool::Work work; ///< as site_status tells it
    Effect effect;
    std::function<Result<ServerAnswer>(const Call &)> handler; ///< any thread
    Load load {};
    Caller caller = Caller::Site;
    std::function<Result<ServerAnswer>(const PersonCall &)> person {}; ///< the handler of Place::People; any thread
    /// The handler's answer where that depends on nothing but what is done for the site now: so the listener's own thread can give
    /// it to known callers (KnownCallers). Only where a site is answered at the reception, nothing changes, and no body is read.
    std::function<ServerAnswer(WorkerPool::Work)> atOnce {};
};

} // namespace mailboat

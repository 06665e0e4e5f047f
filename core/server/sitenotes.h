// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/siteapp.h"
#include "core/store/peerstates.h"
#include "core/store/sitecontacts.h"
#include "core/store/siterefusals.h"

#include <QHostAddress>
#include <QSet>

#include <chrono>

namespace mailboat {

/// What a primary has noted of its sites and not written yet, a site each: a part of ContactBook, which sees to it that one thread at
/// a time uses it. What shows that a site stands otherwise than before is to be written at once, all else once a minute for all sites
/// together: so a site that comes and finds nothing new costs no writing.
class SiteNotes final
{
public:
    static constexpr std::chrono::minutes heldFor {1}; ///< at most, before everything is written

    void signedIn(SyncId site, const QDateTime &now, const QHostAddress &address);
    void signedInWrong(SyncId site);
    bool isRefused(SyncId site) const; ///< and not let in since, as far as was noted since the start
    void refused(SyncId site, const SiteRefusal &refusal);
    /// A call was answered, and all was well. `bytes`: both ways. `isLetIn`: by what is answered to no site that is refused, so that
    /// it is refused no more.
    void served(
        SyncId site, const QDateTime &now, const QHostAddress &address, const SiteApp &app, qint64 bytes, bool isLetIn);
    /// It has everything that waited for it. Of a first load that is so once the change log has come to its end, too.
    void succeeded(SyncId site, const QDateTime &now);
    /// A first load has begun, and there is about that much for it. `withLog`: the site pulls the change log itself.
    void loadBegan(SyncId site, const QDateTime &now, qint64 total, bool withLog);
    /// Records were given to it, of the change log (`isLogEnd`: to its end), or have been acknowledged.
    void gave(SyncId site, const QDateTime &now, qint64 records, bool isLogEnd = false);

    /// A line of the log: one for a site that begins to come, or comes otherwise than before; of one that goes on coming one an hour.
    struct Contact {
        SyncId site;
        QDateTime when;
        QHostAddress address;
        SiteApp app;
        qint64 times
            = 1; ///< that it came since the line before; calls that lie less than half a minute apart are one time
    };
    struct Batch {
        QHash<SyncId, PeerStates::Contact> signIns {};
        QHash<SyncId, PeerStates::Contact> wrongSignIns {}; ///< after those
        QHash<SyncId, SiteRefusal> refusals {};
        QHash<SyncId, SiteContacts::Change> changes {};
        QList<Contact> contacts {};
        qsizetype sites = 0; ///< that it is about
    };
    bool isUrgent() const { return !m_urgent.isEmpty(); } ///< something is to be written at once
    /// Of which sites something is to be written now. `all`: whether or not it is urgent.
    QList<SyncId> due(bool all) const { return (all ? m_pending : m_urgent).values(); }
    Batch take(const QList<SyncId> &sites); ///< what is to be written of these, and is forgotten here
    bool hasAny() const { return !m_pending.isEmpty(); }

private:
    struct Site;
    Site &noted(SyncId site);
    SiteContacts::Change &changed(SyncId site, const QDateTime &now);
    void toLog(SyncId id, Site &site, const QDateTime &now, const QHostAddress &address, const SiteApp &app);

    /// What is remembered of a site while this process runs, with what is not written yet.
    struct Site {
        QDateTime written {}; ///< the last contact that was handed on to be written
        QDateTime lastCall {};
        std::optional<ErrorCode> refusedFor {}; ///< since it was last let in
        bool isLoading = false;
        bool waitsForLog = false; ///< of the load
        QDateTime logEnd {}; ///< when it was last given the change log to its end
        bool hasQueue = false; ///< while it waits for that: it has had its queue
        QDateTime success {};
        QDateTime logged {}; ///< when the log last got a line
        QHostAddress loggedAddress {};
        SiteApp loggedApp {};
        qint64 times = 0; ///< since then
        QHostAddress address {};
        // not written yet
        std::optional<PeerStates::Contact> signIn {};
        int wrongSignIns = 0;
        std::optional<SiteRefusal> refusal {};
        std::optional<SiteContacts::Change> change {};
        std::optional<Contact> contact {};
    };
    QHash<SyncId, Site> m_sites;
    QSet<SyncId> m_pending; ///< those of which something is not written yet
    QSet<SyncId> m_urgent; ///< likewise, at once
};

} // namespace mailboat

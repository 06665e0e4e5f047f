// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/sitereturn.h"

#include "core/sql/connection.h"
#include "core/store/awaitedsites.h"
#include "core/store/peerstates.h"
#include "core/store/store.h"
#include "core/store/synclog.h"

#include <QJsonObject>

namespace mailboat {

namespace {

bool isMailboat(const SiteApp &app)
{
    return app.name == QLatin1String("Mailboat");
}

Result<> noteReturned(Store &store, SyncId site, const QString &what)
{
    return store.connection().transact([&]() -> Result<> {
        AwaitedSites awaited(store.connection());
        const Result<std::optional<AwaitedSites::Awaited>> before
            = awaited.of(site); // somebody may have taken it off the list
        if (!before || !*before)
            return before.map([](const auto &) {});
        const QJsonObject details {{QStringLiteral("syncId"), site.value()}};
        const Result<bool> wasLast
            = awaited.drop(site).and_then([&] { return store.log().addContact(what, details); }).and_then([&] {
                  return awaited.isEmpty();
              });
        if (!wasLast || !*wasLast)
            return wasLast.map([](bool) {});
        return store.log().addContact(QStringLiteral("sites-are-back"), {});
    });
}

} // namespace

bool mayHearWish(const Peer &peer)
{
    return !peer.app.isKnown() || isMailboat(peer.app);
}

bool hasNeverCalled(const Peer &peer)
{
    return peer.status == PeerStatus::New && !peer.lastContact.isValid() && !peer.app.isKnown();
}

Result<> awaitAgain(Store &store, const Peer &peer, qint64 known, Occasion occasion)
{
    const bool isAsked = mayHearWish(peer);
    const Result<> asked = isAsked ? store.peerStates().setResendRequested(peer.syncId, true) : Result<>();
    if (!asked || hasNeverCalled(peer))
        return asked;
    AwaitedSites awaited(store.connection());
    return awaited.of(peer.syncId).and_then([&](const std::optional<AwaitedSites::Awaited> &before) {
        const bool isAfterCopy = occasion == Occasion::AfterCopy || (before && before->isAfterCopy);
        const QString program = isAsked ? QString() : peer.app.words();
        return awaited.await({peer.syncId, store.clock().utcNow(), program, known, isAfterCopy});
    });
}

Result<> noteSentAgain(Store &store, SyncId site)
{
    return store.connection().transact([&] {
        return store.peerStates().setResendRequested(site, false).and_then([&] {
            return noteReturned(store, site, QStringLiteral("site-sent-again"));
        });
    });
}

Result<> noteInitialised(Store &store, SyncId site, const SiteApp &app)
{
    const auto awaited
        = AwaitedSites(store.connection()).of(site); // most often nothing, and nobody waits for the writer
    if (!awaited || !*awaited || ((*awaited)->isAsked() && isMailboat(app)))
        return awaited.map([](const auto &) {});
    return noteReturned(store, site, QStringLiteral("site-initialised-anew"));
}

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/prefs/draftcommit.h"
#include "core/records/datafile.h"
#include "core/store/settingstable.h"
#include "tests/support/catch.h"
#include "tests/support/fakeclock.h"

#include <QTemporaryDir>

namespace mailboat::test {

// Of the sites in the tests.
inline const QString north = QStringLiteral("north");
inline const QString south = QStringLiteral("south");
inline const QString password = QStringLiteral("s3cret");

/// A datafile with one code, unlocked, and what a person would type into it.
struct EditedSite {
    EditedSite()
    {
        auto made = Datafile::create(DatafileAddress::ofFile(folder.filePath(QStringLiteral("site.mailboat"))), clock);
        REQUIRE(made);
        datafile = std::move(*made);
        Authoriser authoriser(datafile->settings(), clock);
        const Result<QString> code = authoriser.createFirst({});
        REQUIRE(code);
        const Result<Authorisation> unlocked = authoriser.authorise(*code);
        REQUIRE(unlocked);
        authorisation = *unlocked;
    }

    std::unique_ptr<Draft> draft()
    {
        auto opened = openDraft(datafile->settings());
        REQUIRE(opened);
        return std::move(*opened);
    }

    /// A primary (1) or satellite with these rows saved.
    void set(int syncId, const QList<Peer> &peers = {})
    {
        const auto edited = draft();
        REQUIRE(edited->preferences.syncId.set(syncId));
        for (const Peer &peer : peers)
            REQUIRE(edited->peers.add(peer, QStringLiteral("s3cret")));
        REQUIRE(commitDraft(*edited, datafile->settings(), authorisation));
    }

    Settings saved()
    {
        const Result<Settings> settings = datafile->settings().read();
        REQUIRE(settings);
        return *settings;
    }

    QTemporaryDir folder;
    FakeClock clock;
    std::unique_ptr<Datafile> datafile;
    std::optional<Authorisation> authorisation;
};

inline Peer peerRow(int id, const QString &userName, const QString &url = {})
{
    Peer peer;
    peer.syncId = SyncId {id};
    peer.userName = userName;
    peer.url = url;
    return peer;
}

/// The code of a refusal; nothing where it went well.
template<class T>
std::optional<ErrorCode> refusal(const Result<T> &result)
{
    return result ? std::nullopt : std::optional(result.error().code);
}

} // namespace mailboat::test

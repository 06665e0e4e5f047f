// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/passwordhash.h"
#include "core/store/sealedpassword.h"
#include "tests/support/store/storesite.h"

#include <QDir>
#include <QFile>

using namespace mailboat;
using namespace mailboat::test;

namespace {

const QString typed = QStringLiteral("hush hush");

QByteArray folderBytes(const QString &datafile)
{
    QByteArray bytes;
    const QDir folder = QFileInfo(datafile).absoluteDir();
    for (const QFileInfo &entry : folder.entryInfoList(QDir::Files | QDir::Hidden)) {
        QFile file(entry.filePath());
        REQUIRE(file.open(QIODevice::ReadOnly));
        bytes += file.readAll();
    }
    return bytes;
}

Peer primaryRow(const QString &userName = QStringLiteral("hill"))
{
    Peer peer;
    peer.syncId = primarySyncId;
    peer.userName = userName;
    peer.url = QStringLiteral("https://primary.example");
    return peer;
}

Result<> commit(StoreSite &site, const PeerChange &change)
{
    SettingsChange all;
    all.peers.append(change);
    return site->settings().commit(all, {}, valueOf(site->settings().read()).revision);
}

Result<QByteArray> passwordOf(StoreSite &site)
{
    const auto access = valueOf(site->peerStates().primaryAccess());
    REQUIRE(access);
    return access->wirePassword;
}

/// Another machine's state folder, for a scope.
class Elsewhere final
{
public:
    Elsewhere()
        : m_before(qgetenv("XDG_STATE_HOME"))
    {
        qputenv("XDG_STATE_HOME", QFile::encodeName(m_folder.path()));
    }
    ~Elsewhere() { qputenv("XDG_STATE_HOME", m_before); }
    Q_DISABLE_COPY_MOVE(Elsewhere)

private:
    QTemporaryDir m_folder;
    const QByteArray m_before;
};

} // namespace

TEST_CASE("B4: what a satellite has to send stands in its datafile sealed, after every edit")
{
    StoreSite site(2);
    require(commit(site, {{}, primaryRow(), typed}));
    CHECK(passwordOf(site) == wirePassword(typed));
    Peer renamed = primaryRow(QStringLiteral("river"));
    require(commit(site, {primarySyncId, renamed})); // sealed anew, for another user name
    CHECK(passwordOf(site) == wirePassword(typed));
    renamed.url = QStringLiteral("https://other.example");
    require(commit(site, {primarySyncId, renamed}));
    CHECK(passwordOf(site) == wirePassword(typed));
    require(commit(site, {primarySyncId, renamed, QStringLiteral("another")}));
    CHECK(passwordOf(site) == wirePassword(QStringLiteral("another")));
    CHECK(valueOf(site->settings().read()).peers.constFirst().hasPassword);
    for (const QString &password : {typed, QStringLiteral("another")}) {
        CHECK_FALSE(folderBytes(site.path()).contains(wirePassword(password)));
        CHECK_FALSE(folderBytes(site.path()).contains(password.toUtf8()));
    }
}

TEST_CASE("B4: a sealed password opens in its own row alone")
{
    const char *const change = GENERATE("user_name = 'River clinic'", "url = 'https://thief.example'",
        "site_uuid = 'of another row'", "sealed_password = zeroblob(length(sealed_password))");
    StoreSite site(2);
    require(commit(site, {{}, primaryRow(), typed}));
    site.sql(QByteArray("UPDATE peer SET ").append(change).constData());
    CAPTURE(change);
    CHECK(codeOfFailure(passwordOf(site)) == ErrorCode::PasswordNeeded);
    const Peer row = valueOf(site->settings().read()).peers.constFirst();
    CHECK(row.needsPassword);
    CHECK_FALSE(row.hasPassword);
}

TEST_CASE("B4: where the key is not, the row stays as it is until the password is given again")
{
    StoreSite site(2);
    require(commit(site, {{}, primaryRow(), typed}));
    {
        const Elsewhere elsewhere;
        CHECK(codeOfFailure(passwordOf(site)) == ErrorCode::PasswordNeeded);
        CHECK(valueOf(site->settings().read()).peers.constFirst().needsPassword);
        CHECK(codeOfFailure(commit(site, {primarySyncId, primaryRow(QStringLiteral("river"))}))
            == ErrorCode::PasswordNeeded);
        require(commit(site, {primarySyncId, primaryRow()})); // changes nothing that it is sealed for
        CHECK_FALSE(QFile::exists(MachineKey::path())); // nothing was sealed
    }
    CHECK(passwordOf(site) == wirePassword(typed)); // the key is back
    const Elsewhere elsewhere;
    require(commit(site, {primarySyncId, primaryRow(), typed}));
    CHECK(passwordOf(site) == wirePassword(typed));
    CHECK_FALSE(valueOf(site->settings().read()).peers.constFirst().needsPassword);
}

TEST_CASE("B4: a key that cannot be used is named, and no password is taken that could not be sealed")
{
    StoreSite site(2);
    require(commit(site, {{}, primaryRow(), typed}));
    const Elsewhere elsewhere;
    REQUIRE(QDir().mkpath(MachineKey::path()));
    CHECK(codeOfFailure(passwordOf(site)) == ErrorCode::MachineKeyUnusable);
    const QByteArray before = folderBytes(site.path());
    CHECK(codeOfFailure(commit(site, {primarySyncId, primaryRow(), QStringLiteral("another")}))
        == ErrorCode::MachineKeyUnusable);
    CHECK(folderBytes(site.path()) == before);
    CHECK(valueOf(site->settings().read()).peers.constFirst().needsPassword);
}

TEST_CASE("B4: a password for the primary becomes a satellite's where its row does")
{
    StoreSite site(0);
    require(commit(site, {{}, primaryRow(), typed}));
    Peer satellite = primaryRow();
    satellite.syncId = SyncId {7};
    satellite.url.clear();
    require(commit(site, {primarySyncId, satellite}));
    const auto caller = valueOf(site->peerStates().caller(QStringLiteral("hill")));
    REQUIRE(caller);
    CHECK(matchesSlowHash(wirePassword(typed), caller->passwordHash));
}

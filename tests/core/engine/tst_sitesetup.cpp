// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/sitesetup.h"

#include "core/prefs/draft.h"
#include "core/records/datafile.h"
#include "core/security/passwordhash.h"
#include "core/store/peerstates.h"
#include "core/store/settingstable.h"
#include "tests/core/engine/connected.h"
#include "tests/support/fakeclock.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace mailboat;
using namespace mailboat::test;

namespace {

struct Empty {
    DatafileAddress address() const
    {
        return DatafileAddress::ofFile(folder.filePath(QStringLiteral("site.mailboat")));
    }
    QStringList entries() const
    {
        return QDir(folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }
    Result<QString> create(const QString &code, const std::optional<QString> &syncId) const
    {
        return createSite(address(), code, syncId, clock);
    }

    QTemporaryDir folder;
    FakeClock clock;
};

/// What the new datafile's Sync ID is, for whoever has the code.
int syncIdWith(const Empty &empty, const QString &code)
{
    const auto datafile = Datafile::open(empty.address(), empty.clock);
    REQUIRE(datafile);
    REQUIRE(Authoriser((*datafile)->settings(), empty.clock).authorise(code));
    return (*datafile)->settings().ownSite()->value();
}

} // namespace

TEST_CASE("A new site has a datafile, a code that opens it, and its Sync ID", "[sitesetup]")
{
    const Empty empty;
    SECTION("as primary")
    {
        const Result<QString> code = empty.create({}, QStringLiteral("1"));
        REQUIRE(code);
        CHECK(syncIdWith(empty, *code) == 1);
    }
    SECTION("as satellite, with a code that was chosen")
    {
        const Result<QString> code = empty.create(QStringLiteral("open sesame now"), QStringLiteral(" 7 "));
        REQUIRE(code);
        CHECK(syncIdWith(empty, QStringLiteral("open sesame now")) == 7);
    }
    SECTION("not set up yet")
    {
        const Result<QString> code = empty.create({}, {});
        REQUIRE(code);
        CHECK(syncIdWith(empty, *code) == 0);
    }
    SECTION("explicitly off")
    {
        const Result<QString> code = empty.create({}, QStringLiteral("0"));
        REQUIRE(code);
        CHECK(syncIdWith(empty, *code) == 0);
    }
    CHECK(empty.entries() == QStringList {QStringLiteral("site.mailboat")});
}

TEST_CASE("A site that cannot be made leaves nothing behind", "[sitesetup]")
{
    const Empty empty;
    for (const char *typed : {"", "-1", "x", "1.5", "2147483648"})
        CHECK(refusal(empty.create({}, QString::fromLatin1(typed))) == ErrorCode::PreferenceInvalid);
    CHECK(refusal(empty.create(QStringLiteral("12"), QStringLiteral("2"))) == ErrorCode::CodeUnsuitable);
    CHECK(refusal(empty.create(QStringLiteral("12"), {})) == ErrorCode::CodeUnsuitable);
    CHECK(empty.entries().isEmpty());
    CHECK(refusal(createSite(DatafileAddress::ofFile(empty.folder.path() + QStringLiteral("/")), {}, {}, empty.clock)));
    CHECK(empty.entries().isEmpty());
}

TEST_CASE("14.B9: a new satellite's datafile has all that was set up before it, as one commit, or is not there",
    "[sitesetup]")
{
    const Empty empty;
    Draft draft({});
    REQUIRE(draft.setPreference(QStringLiteral("sync-id"), QStringLiteral("7")));
    Peer primary;
    primary.syncId = primarySyncId;
    primary.userName = QStringLiteral("clinic");
    primary.url = QStringLiteral("https://sync.example.org");
    REQUIRE(draft.peers.add(primary, QStringLiteral("secret")));
    SettingsChange change = draft.change();
    SECTION("it is")
    {
        const Result<QString> code = createSiteWith(empty.address(), change, empty.clock);
        REQUIRE(code);
        CHECK(syncIdWith(empty, *code) == 7);
        const auto datafile = Datafile::open(empty.address(), empty.clock);
        const auto settings = (*datafile)->settings().read();
        REQUIRE(settings->peers.size() == 1);
        CHECK(settings->peers.constFirst().userName == QStringLiteral("clinic"));
        CHECK(settings->revision == 1);
        const auto access = (*datafile)->peerStates().primaryAccess();
        REQUIRE(*access);
        CHECK((*access)->wirePassword == wirePassword(QStringLiteral("secret")));
        CHECK(refusal(createSiteWith(empty.address(), change, empty.clock)) == ErrorCode::DatafileExists);
    }
    SECTION("what does not go together is refused by the datafile's own rules")
    {
        change.preferences.insert(QStringLiteral("sync-id"), QStringLiteral("1"));
        CHECK(refusal(createSiteWith(empty.address(), change, empty.clock)) == ErrorCode::RoleMismatch);
        CHECK(empty.entries().isEmpty());
    }
}

TEST_CASE("A file that is there is never taken for a new site's", "[sitesetup]")
{
    const Empty empty;
    const Result<QString> code = empty.create({}, QStringLiteral("2"));
    REQUIRE(code);
    CHECK(refusal(empty.create({}, QStringLiteral("3"))) == ErrorCode::DatafileExists);
    CHECK(refusal(empty.create(QStringLiteral("12"), {})) == ErrorCode::DatafileExists);
    CHECK(syncIdWith(empty, *code) == 2);
}

TEST_CASE("A site that was just made is taken back without a trace", "[sitesetup]")
{
    const Empty empty;
    REQUIRE(empty.create({}, QStringLiteral("2")));
    removeSite(empty.address());
    CHECK(empty.entries().isEmpty());
}

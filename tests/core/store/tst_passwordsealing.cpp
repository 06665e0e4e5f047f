// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/machinekey.h"
#include "core/security/passwordhash.h"
#include "core/sql/migration.h"
#include "core/sql/sqliteconnection.h"
#include "core/store/datafileschema.h"
#include "core/store/statetable.h"
#include "tests/support/store/storesite.h"
#include "tests/support/store/testdatabase.h"

#include <QDir>
#include <QFile>

using namespace mailboat;
using namespace mailboat::test;
using namespace std::chrono_literals;

namespace {

const QByteArray current = wirePassword(QStringLiteral("the one of today"));
const QByteArray former = wirePassword(QStringLiteral("the one before"));

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

/// A satellite's datafile as schema 3 kept it, by a library that wipes nothing: its password in clear, traces of the one
/// before in free pages, and two backups beside it.
class OldSatellite
{
public:
    OldSatellite()
    {
        SqliteConnection database(address(), 1s);
        require(database.make());
        database.keep();
        require(database.prepare());
        require(database.execute(QStringLiteral("PRAGMA secure_delete = OFF")));
        require(database.transact([&] { return migrateSchema(database, datafileSchema(), 0, 3); }));
        require(database.execute(QStringLiteral("INSERT INTO preference VALUES ('sync-id', '2')")));
        setPassword(database, former);
        fillAndEmpty(database);
        require(database.backUp(2));
        setPassword(database, current);
        require(database.backUp(3)); // as a migration that was tried before has left it
    }
    QString path() const { return m_folder.filePath(QStringLiteral("a [b]*.mailboat")); }
    QString backup(int version) const { return path() + QStringLiteral(".schema-%1.backup").arg(version); }
    DatafileAddress address() const { return DatafileAddress::ofFile(path()); }
    /// Names of the files in its folder with these bytes in them.
    QStringList filesWith(const QByteArray &bytes) const
    {
        QStringList names;
        for (const QFileInfo &file : QDir(m_folder.path()).entryInfoList(QDir::Files | QDir::Hidden, QDir::Name)) {
            if (contentOf(file.filePath()).contains(bytes))
                names.append(file.fileName());
        }
        return names;
    }

private:
    static void setPassword(SqliteConnection &database, const QByteArray &password)
    {
        require(database.execute(QStringLiteral("DELETE FROM peer")));
        require(database.apply("INSERT INTO peer (sync_id, user_name, url, wire_password, site_uuid)"
                               " VALUES (1, 'hill', 'https://primary.example', ?, 'uuid-1')"_sql,
            {password}));
    }
    /// Rows that fill pages, with the former password in each, and leave them free.
    static void fillAndEmpty(SqliteConnection &database)
    {
        for (int number = 0; number < 200; ++number) {
            require(database.apply("INSERT INTO peer (sync_id, user_name, url, wire_password, site_uuid)"
                                   " VALUES (?, hex(zeroblob(200)), '', ?, '')"_sql,
                {1000 + number, former}));
        }
        require(database.execute(QStringLiteral("DELETE FROM peer WHERE sync_id >= 1000")));
    }

    QTemporaryDir m_folder;
};

/// Nothing is left to be done.
bool isCleared(Datafile &datafile)
{
    return !valueOf(StateTable(datafile.connection()).get(QStringLiteral("old-passwords"))).isValid();
}

} // namespace

TEST_CASE("B4: the migration seals the password that stood in clear, and leaves it in no file of the folder")
{
    const OldSatellite old;
    REQUIRE(old.filesWith(current).size() == 2);
    REQUIRE(old.filesWith(former).size() == 2); // in free pages of the datafile, and in the older backup
    const FakeClock clock;
    const auto file = valueOf(Datafile::open(old.address(), clock, testDatabase()));
    CHECK(old.filesWith(current).isEmpty()); // while it is open, the journal beside it
    CHECK(old.filesWith(former).isEmpty());
    CHECK(isCleared(*file));
    const auto access = valueOf(file->peerStates().primaryAccess());
    REQUIRE(access);
    CHECK(access->wirePassword == current);
    CHECK(valueOf(file->settings().read()).peers.constFirst().hasPassword);

    for (const int version : {2, 3}) {
        SqliteConnection backup(DatafileAddress::ofFile(old.backup(version)), 1s);
        require(backup.open());
        CHECK(valueOf(backup.schemaVersion()) == 3);
        CHECK(valueOf(backup.value("SELECT user_name FROM peer WHERE wire_password IS NULL"_sql)).toString()
            == QStringLiteral("hill"));
    }
}

TEST_CASE("B4: what was still read while it was migrated is cleared at the next opening")
{
    const OldSatellite old;
    const FakeClock clock;
    SqliteConnection reader(old.address(), 1s);
    require(reader.open());
    require(reader.prepare());
    require(reader.readTogether([&]() -> Result<> {
        require(reader.value("SELECT COUNT(*) FROM peer"_sql).map([](const QVariant &) {}));
        DatafileOptions options = testDatabase();
        options.patience = 50ms;
        const auto file = valueOf(Datafile::open(old.address(), clock, options));
        CHECK_FALSE(isCleared(*file));
        CHECK(valueOf(file->peerStates().primaryAccess())->wirePassword == current); // it works meanwhile
        return {};
    }));
    const auto file = valueOf(Datafile::open(old.address(), clock, testDatabase()));
    CHECK(isCleared(*file));
    CHECK(old.filesWith(current).isEmpty());
    CHECK(old.filesWith(former).isEmpty());
}

TEST_CASE("B4: a backup that cannot be cleared keeps nobody from working, and is tried again")
{
    const OldSatellite old;
    const FakeClock clock;
    QFile broken(old.path() + QStringLiteral(".schema-1.backup"));
    REQUIRE(broken.open(QIODevice::WriteOnly));
    broken.write("no datafile at all");
    broken.close();
    {
        const auto file = valueOf(Datafile::open(old.address(), clock, testDatabase()));
        CHECK_FALSE(isCleared(*file));
        CHECK(old.filesWith(current).isEmpty()); // all others are
    }
    REQUIRE(broken.remove());
    const auto file = valueOf(Datafile::open(old.address(), clock, testDatabase()));
    CHECK(isCleared(*file));
}

TEST_CASE("B4: without a key to seal with the datafile stays as it was, and it is said which file is meant")
{
    const OldSatellite old;
    const FakeClock clock;
    const QTemporaryDir elsewhere;
    const QByteArray state = qgetenv("XDG_STATE_HOME");
    qputenv("XDG_STATE_HOME", QFile::encodeName(elsewhere.path()));
    REQUIRE(QDir().mkpath(MachineKey::path()));
    const QByteArray before = contentOf(old.path());
    const auto opened = Datafile::open(old.address(), clock, testDatabase());
    CHECK(codeOfFailure(opened) == ErrorCode::MachineKeyUnusable);
    CHECK(opened.error().values.value(QStringLiteral("path")).toString() == MachineKey::path());
    CHECK(contentOf(old.path()) == before);
    qputenv("XDG_STATE_HOME", state);
    CHECK(Datafile::open(old.address(), clock, testDatabase()).has_value());
}

TEST_CASE("B4: a new datafile has nothing to clear")
{
    StoreSite site(2);
    CHECK(isCleared(*site));
}

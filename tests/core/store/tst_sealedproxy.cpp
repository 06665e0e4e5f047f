// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prefs/draft.h"
#include "core/security/machinekey.h"
#include "core/sql/migration.h"
#include "core/sql/sqliteconnection.h"
#include "core/store/datafileschema.h"
#include "core/store/sealedproxy.h"
#include "core/store/statetable.h"
#include "tests/support/store/storesite.h"
#include "tests/support/store/testdatabase.h"

#include <QDir>
#include <QFile>

using namespace mailboat;
using namespace mailboat::test;
using namespace std::chrono_literals;

namespace {

const QByteArray secret = "Pr0xy-Secret-42";
const auto proxyWithSecret = QStringLiteral("http://clinic:Pr0xy-Secret-42@proxy.example:3128");

QStringList filesWith(const QString &folder, const QByteArray &bytes)
{
    QStringList names;
    for (const QFileInfo &info : QDir(folder).entryInfoList(QDir::Files | QDir::Hidden, QDir::Name)) {
        QFile file(info.filePath());
        REQUIRE(file.open(QIODevice::ReadOnly));
        if (file.readAll().contains(bytes))
            names.append(info.fileName());
    }
    return names;
}

QString proxyOf(Datafile &datafile)
{
    SyncPreferences preferences;
    require(datafile.settings().readPreferences(preferences));
    return preferences.proxy.value();
}

void setProxy(StoreSite &site, const QString &text)
{
    const auto settings = valueOf(site->settings().read());
    SettingsChange change;
    change.preferences.insert(QString(proxyPreference), text);
    require(site->settings().commit(change, QStringLiteral("test"), settings.revision));
}

/// This process has no key, or another one, for a scope.
class AnotherMachine
{
public:
    AnotherMachine() { qputenv("XDG_STATE_HOME", QFile::encodeName(m_folder.path())); }
    ~AnotherMachine() { qputenv("XDG_STATE_HOME", m_before); }
    Q_DISABLE_COPY_MOVE(AnotherMachine)

private:
    QTemporaryDir m_folder;
    QByteArray m_before = qgetenv("XDG_STATE_HOME");
};

} // namespace

TEST_CASE("E4: a proxy's password is sealed in the datafile, and comes back with the preference")
{
    StoreSite site(2);
    setProxy(site, proxyWithSecret);
    CHECK(proxyOf(*site) == proxyWithSecret);
    CHECK(valueOf(site->settings().read()).preferences.value(QStringLiteral("proxy")) == proxyWithSecret);
    CHECK(valueOf(site->connection().value("SELECT value FROM preference WHERE name = 'proxy'"_sql)).toString()
        == QStringLiteral("http://clinic@proxy.example:3128"));
    const QString folder = QFileInfo(site.path()).path();
    CHECK(filesWith(folder, secret).isEmpty());
    setProxy(site, QStringLiteral("http://clinic:another-one@proxy.example:3128"));
    CHECK(proxyOf(*site).contains(QStringLiteral("another-one")));
    setProxy(site, QStringLiteral("none"));
    CHECK(proxyOf(*site) == QStringLiteral("none"));
    CHECK(valueOf(site->connection().value("SELECT sealed FROM preference WHERE name = 'proxy'"_sql)).isNull());
    CHECK(filesWith(folder, secret).isEmpty());
}

TEST_CASE("E4: without the key the proxy's password is not there, is asked for again, and nothing else is lost")
{
    StoreSite site(2);
    setProxy(site, proxyWithSecret);
    {
        const AnotherMachine none;
        CHECK(proxyOf(*site) == QStringLiteral("http://clinic@proxy.example:3128"));
        CHECK_FALSE(QFile::exists(MachineKey::path())); // reading makes none
        REQUIRE(MachineKey::existingOrNew().has_value());
        CHECK(proxyOf(*site) == QStringLiteral("http://clinic@proxy.example:3128"));
    }
    CHECK(proxyOf(*site) == proxyWithSecret);
    const AnotherMachine other;
    setProxy(site, proxyWithSecret);
    CHECK(proxyOf(*site) == proxyWithSecret);
}

TEST_CASE("E4: a proxy's password opens for no other proxy and no other user")
{
    const KeptProxy kept = valueOf(keptProxy(proxyWithSecret));
    CHECK(openedProxy(kept) == proxyWithSecret);
    for (const char *elsewhere : {"http://clinic@evil.example:3128", "http://other@proxy.example:3128",
             "socks5://clinic@proxy.example:3128", "http://clinic@proxy.example:3129"})
        CHECK(openedProxy({QLatin1String(elsewhere), kept.sealedPassword}) == QLatin1String(elsewhere));
    for (const char *plain : {"system", "none", "http://clinic@proxy.example:3128", ""}) {
        CHECK(valueOf(keptProxy(QLatin1String(plain))).sealedPassword.isEmpty());
        CHECK(valueOf(keptProxy(QLatin1String(plain))).text == QLatin1String(plain));
    }
}

TEST_CASE("E4: the migration seals a proxy's password, and leaves it in no file of the folder")
{
    for (const int version : {1, 4}) {
        CAPTURE(version);
        const QTemporaryDir folder;
        const DatafileAddress address = DatafileAddress::ofFile(folder.filePath(QStringLiteral("old.mailboat")));
        {
            SqliteConnection database(address, 1s);
            require(database.make());
            database.keep();
            require(database.prepare());
            require(database.execute(QStringLiteral("PRAGMA secure_delete = OFF")));
            require(database.transact([&] { return migrateSchema(database, datafileSchema(), 0, version); }));
            require(
                database.apply("INSERT INTO preference VALUES ('sync-id', '2'), ('proxy', ?)"_sql, {proxyWithSecret}));
            require(database.backUp(version));
        }
        REQUIRE(filesWith(folder.path(), secret).size() >= 2);
        const FakeClock clock;
        const auto file = valueOf(Datafile::open(address, clock, testDatabase()));
        CHECK(filesWith(folder.path(), secret).isEmpty());
        CHECK(proxyOf(*file) == proxyWithSecret);
        CHECK_FALSE(valueOf(StateTable(file->connection()).get(QStringLiteral("old-passwords"))).isValid());
        SqliteConnection backup(
            DatafileAddress::ofFile(address.path() + QStringLiteral(".schema-%1.backup").arg(version)), 1s);
        require(backup.open());
        CHECK(valueOf(backup.value("SELECT value FROM preference WHERE name = 'proxy'"_sql)).toString()
            == QStringLiteral("http://clinic@proxy.example:3128"));
    }
}

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/keyfiles.h"
#include "core/security/keyring.h"
#include "core/security/machinekey.h"
#include "tests/support/catch.h"
#include "tests/support/keyringsession.h"
#include "tests/support/store/storesite.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>

#include <atomic>
#include <future>
#include <sys/stat.h>
#include <thread>

using namespace mailboat;
using mailboat::test::KeyRingSession;

namespace {

const MachineKey::Cancelled goesOn = [] { return false; };

QByteArray knownBy(const MachineKey &key)
{
    const SecretKey derived = key.derived(MachineKey::Purpose::SealedPasswords);
    return QByteArray(reinterpret_cast<const char *>(derived.bytes()), SecretKey::length);
}

QByteArray keyNow()
{
    const Result<std::optional<MachineKey>> key = MachineKey::existing();
    REQUIRE(key);
    REQUIRE(*key);
    return knownBy(**key);
}

MachineKey::Place placeNow()
{
    const Result<MachineKey::Place> place = MachineKey::place();
    REQUIRE(place);
    return *place;
}

SecretKey keyInFile()
{
    const Result<std::optional<SecretKey>> key = KeyFiles(MachineKey::path()).key();
    REQUIRE(key);
    REQUIRE(*key);
    return **key;
}

QString entryNow()
{
    const Result<std::optional<QString>> entry = KeyFiles(MachineKey::path()).marker();
    REQUIRE(entry);
    REQUIRE(*entry);
    return **entry;
}

QStringList filesIn(const QString &folder)
{
    return QDir(folder).entryList(QDir::Files | QDir::Hidden);
}

} // namespace

TEST_CASE("10.B4: the key moves into the desktop's key ring and back, and is the same all the while")
{
    const KeyRingSession session;
    REQUIRE(MachineKey::existingOrNew());
    const QByteArray before = keyNow();
    CHECK(placeNow() == MachineKey::Place::File);

    REQUIRE(MachineKey::moveToKeyRing(goesOn));
    CHECK(placeNow() == MachineKey::Place::KeyRing);
    CHECK(filesIn(session.stateFolder()) == QStringList {QStringLiteral("key-in-key-ring")});
    struct stat marker {
    };
    REQUIRE(::stat(QFile::encodeName(MachineKey::path() + QStringLiteral("-in-key-ring")).constData(), &marker) == 0);
    CHECK((marker.st_mode & 07777) == 0600);
    CHECK(keyNow() == before);
    CHECK(knownBy(*MachineKey::existingOrNew()) == before);
    const QString entry = entryNow();
    CHECK(KeyRingSession::ask(QStringLiteral("read"), entry).startsWith("done\n"));
    REQUIRE(MachineKey::moveToKeyRing(goesOn)); // it is there

    const Result<MachineKey::Moved> back = MachineKey::moveToFile(MachineKey::Unreadable::Fails, goesOn);
    REQUIRE(back);
    CHECK(*back == MachineKey::Moved::Same);
    CHECK(filesIn(session.stateFolder()) == QStringList {QStringLiteral("key")});
    CHECK(keyNow() == before);
    CHECK(KeyRingSession::ask(QStringLiteral("read"), entry) == "missing\n\n");
}

TEST_CASE("10.B4: a key that moves can be read at every step, and what was cut off is ended by asking again")
{
    KeyRingSession session;
    REQUIRE(MachineKey::existingOrNew());
    const QByteArray before = keyNow();
    const SecretKey key = keyInFile();
    REQUIRE(MachineKey::moveToKeyRing(goesOn));
    const QString entry = entryNow();
    const KeyFiles files(MachineKey::path());
    REQUIRE(files.giveKey(key)); // as it was before the last step

    CHECK(placeNow() == MachineKey::Place::File);
    CHECK(keyNow() == before);
    SECTION("there: nothing is left but to take the file away")
    {
        REQUIRE(MachineKey::moveToKeyRing(goesOn));
        CHECK(placeNow() == MachineKey::Place::KeyRing);
        CHECK(entryNow() == entry);
    }
    SECTION("there: not even the marker had been written")
    {
        REQUIRE(files.removeMarker());
        REQUIRE(MachineKey::moveToKeyRing(goesOn));
        CHECK(entryNow() == entry); // none is left over
    }
    SECTION("back: the marker goes, and the entry")
    {
        REQUIRE(MachineKey::moveToFile(MachineKey::Unreadable::Fails, goesOn));
        CHECK(filesIn(session.stateFolder()) == QStringList {QStringLiteral("key")});
        CHECK(KeyRingSession::ask(QStringLiteral("read"), entry) == "missing\n\n");
    }
    SECTION("back: without the key ring")
    {
        session.end();
        REQUIRE(MachineKey::moveToFile(MachineKey::Unreadable::Fails, goesOn));
        CHECK(filesIn(session.stateFolder()) == QStringList {QStringLiteral("key")});
    }
    CHECK(keyNow() == before);
}

TEST_CASE("10.B4: while one moves the key there and back, all others read the same one")
{
    const KeyRingSession session;
    REQUIRE(MachineKey::existingOrNew());
    const QByteArray before = keyNow();
    std::atomic<bool> hasMoved = false;
    std::atomic<int> others = 0;
    std::thread reader([&] {
        while (!hasMoved) {
            const Result<MachineKey> key = MachineKey::existingOrNew();
            if (!key || knownBy(*key) != before)
                ++others;
        }
    });
    for (int round = 0; round < 5; ++round) {
        CHECK(MachineKey::moveToKeyRing(goesOn));
        CHECK(MachineKey::moveToFile(MachineKey::Unreadable::Fails, goesOn));
    }
    hasMoved = true;
    reader.join();
    CHECK(others == 0);
    CHECK(keyNow() == before);
}

TEST_CASE("10.B4: a key that cannot go into a key ring stays in its file")
{
    KeyRingSession session;
    REQUIRE(MachineKey::existingOrNew());
    const QByteArray before = keyNow();
    Result<> moved;
    SECTION("locked")
    {
        session.lock();
        moved = MachineKey::moveToKeyRing(goesOn);
        REQUIRE_FALSE(moved);
        CHECK(moved.error().code == ErrorCode::KeyRingUnusable);
        CHECK(moved.error().values.value(QStringLiteral("why")).toString() == QStringLiteral("it is locked"));
    }
    SECTION("no session")
    {
        session.end();
        moved = MachineKey::moveToKeyRing(goesOn);
        REQUIRE_FALSE(moved);
        CHECK(moved.error().code == ErrorCode::KeyRingUnusable);
        CHECK_FALSE(moved.error().values.value(QStringLiteral("why")).toString().isEmpty());
    }
    SECTION("silent, and given up")
    {
        session.hang();
        int asked = 0;
        moved = MachineKey::moveToKeyRing([&asked] { return ++asked > 3; });
        REQUIRE_FALSE(moved);
        CHECK(moved.error().code == ErrorCode::Cancelled);
    }
    CHECK(filesIn(session.stateFolder()) == QStringList {QStringLiteral("key")});
    CHECK(keyNow() == before);
}

TEST_CASE("10.B4: a change of settings that waits for the key ring holds up nobody who writes meanwhile")
{
    const KeyRingSession session;
    test::StoreSite site(2);
    Peer primary;
    primary.syncId = SyncId {1};
    primary.userName = QStringLiteral("hill");
    primary.url = QStringLiteral("http://127.0.0.1:9");
    SettingsChange sealed;
    sealed.peers.append({{}, primary, QStringLiteral("secret")});
    REQUIRE(site->settings().commit(sealed, {}, 100));
    const KeyFiles files(MachineKey::path());
    REQUIRE(files.removeKey());
    REQUIRE(files.writeMarker(QStringLiteral("0f"))); // nobody has asked for that yet
    session.hang();
    std::future<bool> change = std::async(std::launch::async, [&site] {
        SettingsChange interval;
        interval.preferences.insert(QStringLiteral("sync-interval"), QStringLiteral("5"));
        return site.another()->settings().commit(interval, {}, 100).has_value();
    });
    qint64 longest = 0;
    while (change.wait_for(std::chrono::milliseconds(50)) != std::future_status::ready) {
        QElapsedTimer since;
        since.start();
        REQUIRE(site->log().addAudit(QStringLiteral("meanwhile"), {}, {}));
        longest = std::max(longest, since.elapsed());
    }
    CHECK(change.get());
    CHECK(longest < 4000); // of ten that the key ring is given, and five after which a write fails
}

TEST_CASE("10.B4: another key in the entry of the key ring is not taken for ours")
{
    const KeyRingSession session;
    REQUIRE(MachineKey::existingOrNew());
    REQUIRE(MachineKey::moveToKeyRing(goesOn));
    REQUIRE(KeyRing::write(entryNow(), SecretKey::random(), goesOn));
    const auto back = MachineKey::moveToFile(MachineKey::Unreadable::Fails, goesOn); // reads it anew
    REQUIRE_FALSE(back);
    CHECK(back.error().code == ErrorCode::KeyRingUnusable);
    CHECK(placeNow() == MachineKey::Place::KeyRing);
}

TEST_CASE("10.B4: a marker that is none is not taken for one, and no key is made beside it")
{
    const KeyRingSession session;
    QDir().mkpath(session.stateFolder());
    QFile marker(KeyFiles(MachineKey::path()).markerPath());
    REQUIRE(marker.open(QIODevice::WriteOnly));
    SECTION("empty") {}
    SECTION("an entry with a line break")
    {
        marker.write("mailboat key ring 1\nab\ncd\n");
    }
    SECTION("another version")
    {
        marker.write("mailboat key ring 2\nabcd\n");
    }
    marker.close();
    const auto key = MachineKey::existingOrNew();
    REQUIRE_FALSE(key);
    CHECK(key.error().code == ErrorCode::MachineKeyUnusable);
    CHECK(filesIn(session.stateFolder()).size() == 1);
}

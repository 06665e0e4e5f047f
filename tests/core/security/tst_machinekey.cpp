// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/machinekey.h"
#include "core/security/sealing.h"
#include "tests/support/catch.h"

#include <QDir>
#include <QFile>
#include <QSet>
#include <QTemporaryDir>

#include <sys/stat.h>
#include <thread>

using namespace mailboat;

namespace {

/// A state folder of its own, for a scope.
class StateFolder final
{
public:
    StateFolder()
        : m_before(qgetenv("XDG_STATE_HOME"))
    {
        qputenv("XDG_STATE_HOME", QFile::encodeName(path(QStringLiteral("state"))));
    }
    ~StateFolder() { qputenv("XDG_STATE_HOME", m_before); }
    Q_DISABLE_COPY_MOVE(StateFolder)
    QString path(const QString &name) const { return m_folder.filePath(name); }
    void write(const QByteArray &content) const
    {
        QDir().mkpath(path(QStringLiteral("state/mailboat")));
        QFile file(MachineKey::path());
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(content);
    }

private:
    QTemporaryDir m_folder;
    const QByteArray m_before;
};

mode_t modeOf(const QString &path)
{
    struct stat status {
    };
    REQUIRE(::stat(QFile::encodeName(path).constData(), &status) == 0);
    return status.st_mode & 07777;
}

QByteArray bytesOf(const SecretKey &key)
{
    return QByteArray(reinterpret_cast<const char *>(key.bytes()), SecretKey::length);
}

QByteArray fingerprint(const MachineKey &key)
{
    return bytesOf(key.derived(MachineKey::Purpose::SealedPasswords));
}

} // namespace

TEST_CASE("A machine's key is made once, its owner's alone, and is the same ever after")
{
    const StateFolder state;
    CHECK(MachineKey::path() == state.path(QStringLiteral("state/mailboat/key")));
    const auto none = MachineKey::existing();
    REQUIRE(none);
    CHECK_FALSE(*none);
    CHECK_FALSE(QFile::exists(state.path(QStringLiteral("state")))); // to look for it leaves nothing
    const Result<MachineKey> made = MachineKey::existingOrNew();
    REQUIRE(made);
    CHECK(modeOf(MachineKey::path()) == 0600);
    CHECK(modeOf(state.path(QStringLiteral("state/mailboat"))) == 0700);
    CHECK(QDir(state.path(QStringLiteral("state/mailboat"))).entryList(QDir::Files).size() == 1);
    const auto again = MachineKey::existing();
    REQUIRE((again && *again));
    CHECK(fingerprint(**again) == fingerprint(*made));
    CHECK(fingerprint(*MachineKey::existingOrNew()) == fingerprint(*made));
    QFile file(MachineKey::path());
    REQUIRE(file.open(QIODevice::ReadOnly));
    const QByteArray raw = file.readAll();
    CHECK(raw.size() == SecretKey::length);
    CHECK_FALSE(raw == fingerprint(*made)); // none is used as it lies there
}

TEST_CASE("Of several that make the first key at once all get the same")
{
    for (int round = 0; round < 20; ++round) {
        const StateFolder state;
        std::array<QByteArray, 8> keys;
        std::vector<std::thread> makers;
        makers.reserve(keys.size());
        for (QByteArray &key : keys)
            makers.emplace_back([&key] {
                if (const Result<MachineKey> made = MachineKey::existingOrNew(); made)
                    key = fingerprint(*made);
            });
        for (std::thread &maker : makers)
            maker.join();
        CHECK(QSet<QByteArray>(keys.begin(), keys.end()).size() == 1);
        CHECK(keys.front().size() == SecretKey::length);
        CHECK(QDir(state.path(QStringLiteral("state/mailboat"))).entryList(QDir::Files).size() == 1);
    }
}

TEST_CASE("A key that others could read is closed to them, and goes on")
{
    const StateFolder state;
    const QByteArray before = fingerprint(*MachineKey::existingOrNew());
    QFile::setPermissions(MachineKey::path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther);
    REQUIRE(modeOf(MachineKey::path()) == 0604);
    const auto read = MachineKey::existing();
    REQUIRE((read && *read));
    CHECK(fingerprint(**read) == before);
    CHECK(modeOf(MachineKey::path()) == 0600);
}

TEST_CASE("What is no key is not used, not replaced, and named")
{
    const StateFolder state;
    SECTION("empty")
    {
        state.write({});
    }
    SECTION("too long")
    {
        state.write(QByteArray(33, 'x'));
    }
    SECTION("a folder")
    {
        QDir().mkpath(MachineKey::path());
    }
    SECTION("a link")
    {
        state.write(QByteArray(32, 'x'));
        REQUIRE(QFile::rename(MachineKey::path(), state.path(QStringLiteral("other"))));
        REQUIRE(QFile::link(state.path(QStringLiteral("other")), MachineKey::path()));
    }
    SECTION("no folder can be made")
    {
        QFile file(state.path(QStringLiteral("state")));
        REQUIRE(file.open(QIODevice::WriteOnly));
    }
    const Result<MachineKey> made = MachineKey::existingOrNew();
    REQUIRE_FALSE(made);
    CHECK(made.error().code == ErrorCode::MachineKeyUnusable);
    CHECK(made.error().values.value(QStringLiteral("path")).toString().startsWith(state.path(QStringLiteral("state"))));
    CHECK_FALSE(made.error().values.value(QStringLiteral("why")).toString().isEmpty());
}

TEST_CASE("Without HOME the state folder is that of the account")
{
    const StateFolder state;
    const QByteArray home = qgetenv("HOME");
    qputenv("XDG_STATE_HOME", "relative"); // counts as none
    CHECK(MachineKey::path() == QString::fromLocal8Bit(home) + QStringLiteral("/.local/state/mailboat/key"));
    qunsetenv("HOME");
    CHECK(MachineKey::path().endsWith(QStringLiteral("/.local/state/mailboat/key")));
    CHECK(QDir::isAbsolutePath(MachineKey::path()));
    qputenv("HOME", home);
}

TEST_CASE("A sealed secret opens with its key and for what it belongs to alone")
{
    const SecretKey key(QByteArray(SecretKey::length, 'k'));
    const QByteArray box = sealed("hush", key, "row 1");
    CHECK_FALSE(box.contains("hush"));
    CHECK(unsealed(box, key, "row 1") == QByteArray("hush"));
    CHECK_FALSE(sealed("hush", key, "row 1") == box);
    CHECK_FALSE(unsealed(box, key, "row 2"));
    CHECK_FALSE(unsealed(box, SecretKey(QByteArray(SecretKey::length, 'l')), "row 1"));
    CHECK_FALSE(unsealed({}, key, "row 1"));
    CHECK(unsealed(sealed({}, key, {}), key, {}) == QByteArray(""));
    for (qsizetype place = 0; place < box.size(); ++place) {
        QByteArray altered = box;
        altered[place] = static_cast<char>(altered.at(place) ^ 1);
        CAPTURE(place);
        CHECK_FALSE(unsealed(altered, key, "row 1"));
        CHECK_FALSE(unsealed(box.left(place), key, "row 1"));
    }
}

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/machinekey.h"

#include "core/security/keyfiles.h"
#include "core/security/keyring.h"
#include "core/security/sodium.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <array>
#include <pwd.h>
#include <sodium.h>
#include <unistd.h>

namespace mailboat {

namespace {

constexpr std::array<char, crypto_kdf_CONTEXTBYTES> context {'m', 'a', 'i', 'l', 'b', 'o', 'a', 't'};
static_assert(crypto_kdf_KEYBYTES == SecretKey::length);
constexpr qsizetype entryBytes = 16;

/// A service that the system starts may have no HOME.
QString home()
{
    const QString home = qEnvironmentVariable("HOME");
    if (QDir::isAbsolutePath(home))
        return home;
    std::array<char, 16384> texts {};
    passwd entry {};
    passwd *found = nullptr;
    const int failed = ::getpwuid_r(::geteuid(), &entry, texts.data(), texts.size(), &found);
    return failed == 0 && found ? QFile::decodeName(entry.pw_dir) : QDir::rootPath();
}

} // namespace

MachineKey::MachineKey(SecretKey key)
    : m_key(std::move(key))
{
    startSodium();
}

QString MachineKey::path()
{
    QString state = qEnvironmentVariable("XDG_STATE_HOME");
    if (!QDir::isAbsolutePath(state)) // as its specification wants it
        state = home() + QStringLiteral("/.local/state");
    return QDir::cleanPath(state + QStringLiteral("/mailboat/key"));
}

/// Where the key is moved just now it may be in neither place that was looked into, one after the other: then both are looked
/// into again.
Result<std::optional<MachineKey>> MachineKey::existing()
{
    const Result<std::optional<MachineKey>> key = find();
    return key && *key ? key : find();
}

Result<std::optional<MachineKey>> MachineKey::find()
{
    const KeyFiles files(path());
    const Result<std::optional<SecretKey>> key = files.key();
    if (!key)
        return failure(key.error());
    if (*key)
        return std::optional(MachineKey(**key));
    const Result<std::optional<QString>> marker = files.marker();
    if (!marker)
        return failure(marker.error());
    if (!*marker)
        return std::optional<MachineKey>();
    return fromKeyRing(**marker, nullptr).map([](const SecretKey &kept) { return std::optional(MachineKey(kept)); });
}

Result<MachineKey> MachineKey::existingOrNew()
{
    startSodium();
    Result<std::optional<MachineKey>> key = existing();
    if (key && !*key) {
        const KeyFiles files(path());
        const KeyFiles::Turn turn(files);
        key = existing();
        if (key && !*key)
            key = files.giveKey(SecretKey::random()).and_then(&MachineKey::existing);
    }
    if (!key)
        return failure(key.error());
    if (!*key)
        return failure(ErrorCode::MachineKeyUnusable,
            {{QStringLiteral("path"), path()}, {QStringLiteral("why"), qt_error_string(ENOENT)}});
    return **key;
}

Result<MachineKey::Place> MachineKey::place()
{
    const KeyFiles files(path());
    const Result<std::optional<SecretKey>> key = files.key();
    if (!key)
        return failure(key.error());
    if (*key)
        return Place::File;
    return files.marker().map(
        [](const std::optional<QString> &entry) { return entry ? Place::KeyRing : Place::Nowhere; });
}

SecretKey MachineKey::derived(Purpose purpose) const
{
    QByteArray bytes(SecretKey::length, Qt::Uninitialized);
    crypto_kdf_derive_from_key(reinterpret_cast<unsigned char *>(bytes.data()), static_cast<std::size_t>(bytes.size()),
        static_cast<quint64>(purpose), context.data(), m_key.bytes());
    const SecretKey key(bytes);
    sodium_memzero(bytes.data(), static_cast<std::size_t>(bytes.size()));
    return key;
}

/// Made of the key, so that another key is noticed, and a move that is begun again leaves no second entry.
QString MachineKey::entry() const
{
    const SecretKey name = derived(Purpose::KeyRingEntry);
    return QString::fromLatin1(QByteArray(reinterpret_cast<const char *>(name.bytes()), entryBytes).toHex());
}

Result<SecretKey> MachineKey::fromKeyRing(const QString &entry, const Cancelled *person)
{
    const Result<SecretKey> key = person ? KeyRing::readFor(entry, *person) : KeyRing::read(entry);
    if (!key)
        return failure(key.error());
    if (MachineKey(*key).entry() != entry)
        return failure(ErrorCode::KeyRingUnusable,
            {{QStringLiteral("why"), QCoreApplication::translate("mailboat", "another key stands in its entry")}});
    return *key;
}

Result<> MachineKey::moveToKeyRing(const Cancelled &isCancelled)
{
    KeyRing::tryAgain();
    const Result<MachineKey> made = existingOrNew(); // makes the folder that is locked, too
    if (!made)
        return failure(made.error());
    const KeyFiles files(path());
    const KeyFiles::Turn turn(files);
    const Result<std::optional<SecretKey>> key = files.key();
    if (!key)
        return failure(key.error());
    if (!*key)
        return {}; // it is there
    const QString entry = MachineKey(**key).entry();
    if (const Result<> written = KeyRing::write(entry, **key, isCancelled); !written)
        return written;
    const Result<SecretKey> back = fromKeyRing(entry, &isCancelled);
    if (!back)
        return failure(back.error());
    if (const Result<> marked = files.writeMarker(entry); !marked)
        return marked;
    return files.removeKey();
}

Result<MachineKey::Moved> MachineKey::moveToFile(Unreadable unreadable, const Cancelled &isCancelled)
{
    const KeyFiles files(path());
    const KeyFiles::Turn turn(files);
    const Result<std::optional<QString>> marker = files.marker();
    const Result<std::optional<SecretKey>> key = files.key();
    if (!marker)
        return failure(marker.error());
    if (!key)
        return failure(key.error());
    if (!*marker)
        return Moved::Same;
    Result<SecretKey> kept = *key ? Result<SecretKey>(**key) : fromKeyRing(**marker, &isCancelled);
    const bool isNew = !kept && kept.error().code == ErrorCode::KeyRingUnusable && unreadable == Unreadable::NewKey;
    if (isNew)
        kept = SecretKey::random();
    if (!kept)
        return failure(kept.error());
    if (const Result<> given = *key ? Result<>() : files.giveKey(*kept); !given)
        return failure(given.error());
    const Result<std::optional<SecretKey>> back = files.key();
    if (!back)
        return failure(back.error());
    if (!*back || !(**back == *kept))
        return failure(ErrorCode::MachineKeyUnusable, {{QStringLiteral("path"), path()}});
    if (const Result<> removed = files.removeMarker(); !removed)
        return failure(removed.error());
    if (MachineKey(*kept).entry() == **marker)
        (void)KeyRing::remove(**marker, isCancelled); // the key is where it should be, with or without that
    return isNew ? Moved::New : Moved::Same;
}

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/passworddigest.h"

#include "core/security/passwordhash.h"
#include "core/security/sodium.h"

#include <QtEndian>

#include <sodium.h>

namespace mailboat {

namespace {

// A digest: how it is made, by which key, BLAKE2b of place and password.
constexpr char firstForm = 1;
static_assert(crypto_generichash_KEYBYTES == SecretKey::length);

/// With its length, so that no two lists of texts read the same.
QByteArray measured(const QByteArray &text)
{
    QByteArray length(sizeof(quint64), Qt::Uninitialized);
    qToBigEndian(static_cast<quint64>(text.size()), length.data());
    return length + text;
}

QByteArray keyed(const SecretKey &key, const QByteArray &message, std::size_t length)
{
    QByteArray hash(static_cast<qsizetype>(length), Qt::Uninitialized);
    crypto_generichash(reinterpret_cast<unsigned char *>(hash.data()), length,
        reinterpret_cast<const unsigned char *>(message.constData()), static_cast<unsigned long long>(message.size()),
        key.bytes(), SecretKey::length);
    return hash;
}

QByteArray prefixOf(const SecretKey &key)
{
    return QByteArray(1, firstForm) + keyed(key, measured("which key"), crypto_generichash_BYTES_MIN);
}

SecretKey passingKey()
{
    startSodium();
    QByteArray bytes(SecretKey::length, Qt::Uninitialized);
    randombytes_buf(bytes.data(), static_cast<std::size_t>(bytes.size()));
    const SecretKey key(bytes);
    sodium_memzero(bytes.data(), static_cast<std::size_t>(bytes.size()));
    return key;
}

} // namespace

PasswordDigests::PasswordDigests(SecretKey key, bool areLasting)
    : m_key(std::move(key))
    , m_prefix(prefixOf(m_key))
    , m_areLasting(areLasting)
{
}

PasswordDigests::PasswordDigests(const MachineKey &key)
    : PasswordDigests(key.derived(MachineKey::Purpose::PasswordDigests), true)
{
}

PasswordDigests::PasswordDigests()
    : PasswordDigests(passingKey(), false)
{
}

QByteArray PasswordDigests::digest(const QByteArray &wirePassword, const Place &place) const
{
    const QByteArray message = measured("password of a site") + measured(place.rowUuid.toUtf8())
        + measured(place.slowHash) + measured(wirePassword);
    return m_prefix + keyed(m_key, message, crypto_generichash_BYTES);
}

PasswordDigests::Answer PasswordDigests::compare(
    const QByteArray &digest, const QByteArray &wirePassword, const Place &place) const
{
    return compare(digest, this->digest(wirePassword, place));
}

PasswordDigests::Answer PasswordDigests::compare(const QByteArray &digest, const QByteArray &presented) const
{
    if (digest.size() != presented.size() || !digest.startsWith(m_prefix))
        return Answer::Unknown;
    return equalInConstantTime(digest, presented) ? Answer::Right : Answer::Wrong;
}

} // namespace mailboat

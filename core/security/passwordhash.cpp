// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/passwordhash.h"

#include "core/security/sodium.h"

#include <QCryptographicHash>

#include <array>
#include <sodium.h>

namespace mailboat {

namespace {

constexpr unsigned long long passes = 2;
constexpr std::size_t memory = std::size_t {19} * 1024 * 1024;

std::size_t length(const QByteArray &array)
{
    return static_cast<std::size_t>(array.size());
}

// libsodium would try to get whatever memory the text of a hash asks for. Should the cost ever be raised, the one that
// older hashes have must be accepted too.
bool hasOurCost(const QByteArray &hash)
{
    return crypto_pwhash_str_needs_rehash(hash.constData(), passes, memory) == 0;
}

} // namespace

QByteArray wirePassword(const QString &plain)
{
    return QCryptographicHash::hash(plain.toUtf8(), QCryptographicHash::Sha256).toHex();
}

QByteArray slowHash(const QByteArray &secret)
{
    startSodium();
    std::array<char, crypto_pwhash_STRBYTES> text {};
    const int failed = crypto_pwhash_str_alg(
        text.data(), secret.constData(), length(secret), passes, memory, crypto_pwhash_ALG_ARGON2ID13);
    if (failed != 0)
        qFatal("Not enough memory to hash a password");
    return QByteArray(text.data());
}

bool matchesSlowHash(const QByteArray &secret, const QByteArray &hash)
{
    startSodium();
    if (hash.isEmpty() || hash.contains('\0') || length(hash) >= crypto_pwhash_STRBYTES || !hasOurCost(hash))
        return false;
    return crypto_pwhash_str_verify(hash.constData(), secret.constData(), length(secret)) == 0;
}

bool equalInConstantTime(const QByteArray &left, const QByteArray &right)
{
    return left.size() == right.size() && sodium_memcmp(left.constData(), right.constData(), length(left)) == 0;
}

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/sealing.h"

#include "core/security/sodium.h"

#include <sodium.h>

namespace mailboat {

namespace {

// A box: how it is made, the nonce, the encrypted secret with its tag.
constexpr char thisForm = 1;
constexpr qsizetype nonceAt = 1;
constexpr qsizetype secretAt = nonceAt + crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr qsizetype tagLength = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(crypto_aead_xchacha20poly1305_ietf_KEYBYTES == SecretKey::length);

const unsigned char *bytesOf(const QByteArray &array, qsizetype at = 0)
{
    return reinterpret_cast<const unsigned char *>(array.constData()) + at;
}

unsigned char *bytesIn(QByteArray &array, qsizetype at = 0)
{
    return reinterpret_cast<unsigned char *>(array.data()) + at;
}

unsigned long long lengthOf(const QByteArray &array, qsizetype from = 0)
{
    return static_cast<unsigned long long>(array.size() - from);
}

} // namespace

QByteArray sealed(const QByteArray &secret, const SecretKey &key, const QByteArray &belongsTo)
{
    startSodium();
    QByteArray box(secretAt + secret.size() + tagLength, Qt::Uninitialized);
    box[0] = thisForm;
    randombytes_buf(bytesIn(box, nonceAt), crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
    crypto_aead_xchacha20poly1305_ietf_encrypt(bytesIn(box, secretAt), nullptr, bytesOf(secret), lengthOf(secret),
        bytesOf(belongsTo), lengthOf(belongsTo), nullptr, bytesOf(box, nonceAt), key.bytes());
    return box;
}

std::optional<QByteArray> unsealed(const QByteArray &box, const SecretKey &key, const QByteArray &belongsTo)
{
    startSodium();
    if (box.size() < secretAt + tagLength || box.front() != thisForm)
        return std::nullopt;
    QByteArray secret(box.size() - secretAt - tagLength, Qt::Uninitialized);
    const int refused
        = crypto_aead_xchacha20poly1305_ietf_decrypt(bytesIn(secret), nullptr, nullptr, bytesOf(box, secretAt),
            lengthOf(box, secretAt), bytesOf(belongsTo), lengthOf(belongsTo), bytesOf(box, nonceAt), key.bytes());
    return refused == 0 ? std::optional(secret) : std::nullopt;
}

} // namespace mailboat

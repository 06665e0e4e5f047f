// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/secretkey.h"

#include "core/security/sodium.h"

#include <array>
#include <sodium.h>

namespace mailboat {

struct SecretKey::Bytes {
    Bytes() = default;
    ~Bytes() { sodium_memzero(bytes.data(), bytes.size()); }
    Q_DISABLE_COPY_MOVE(Bytes)
    std::array<unsigned char, SecretKey::length> bytes {};
};

SecretKey::SecretKey(const QByteArray &bytes)
{
    Q_ASSERT(bytes.size() == length);
    const auto kept = std::make_shared<Bytes>();
    std::copy(bytes.cbegin(), bytes.cend(), kept->bytes.begin());
    m_bytes = kept;
}

SecretKey SecretKey::random()
{
    startSodium();
    QByteArray bytes(length, Qt::Uninitialized);
    randombytes_buf(bytes.data(), length);
    const SecretKey key(bytes);
    sodium_memzero(bytes.data(), length);
    return key;
}

const unsigned char *SecretKey::bytes() const
{
    return m_bytes->bytes.data();
}

bool SecretKey::operator==(const SecretKey &other) const
{
    return sodium_memcmp(bytes(), other.bytes(), length) == 0;
}

} // namespace mailboat

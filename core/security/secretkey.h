// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <memory>

namespace mailboat {

/// 32 bytes that nobody else may know; wiped from memory with the last copy.
class SecretKey
{
public:
    static constexpr int length = 32;
    explicit SecretKey(const QByteArray &bytes); ///< of that length; the caller wipes its own
    static SecretKey random();
    const unsigned char *bytes() const;
    bool operator==(const SecretKey &other) const; ///< in constant time

private:
    struct Bytes;
    std::shared_ptr<const Bytes> m_bytes;
};

} // namespace mailboat

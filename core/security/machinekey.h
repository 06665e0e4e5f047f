// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <QByteArray>

#include <memory>
#include <optional>

namespace mailboat {

/// 32 bytes that nobody else may know; wiped from memory with the last copy.
class SecretKey
{
public:
    static constexpr int length = 32;
    explicit SecretKey(const QByteArray &bytes); ///< of that length; the caller wipes its own
    const unsigned char *bytes() const;

private:
    struct Bytes;
    std::shared_ptr<const Bytes> m_bytes;
};

/// The key of this person at this machine, from which every key that something is sealed or digested with is derived. It lies
/// in a file of its owner's alone (0600) in the state folder, apart from every datafile: a datafile that is copied or stolen
/// opens nothing.
class MachineKey
{
public:
    /// What a derived key is for; the number is part of it, so none ever changes or is used for something else.
    enum class Purpose : unsigned char {
        SealedPasswords = 1, ///< a satellite's password for its primary
        SealedProxyPassword = 2, ///< this site's password for its proxy
        PasswordDigests = 3, ///< at a primary, what its satellites' passwords are known by
    };

    /// $XDG_STATE_HOME/mailboat/key, or that of ~/.local/state.
    static QString path();
    /// The key; empty where there is none yet. MachineKeyUnusable.
    static Result<std::optional<MachineKey>> existing();
    /// The key, made where there is none: of any number of processes that make one at once, all get the same.
    /// MachineKeyUnusable.
    static Result<MachineKey> existingOrNew();

    SecretKey derived(Purpose purpose) const;

private:
    explicit MachineKey(SecretKey key);
    SecretKey m_key;
};

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"
#include "core/security/secretkey.h"

#include <functional>
#include <optional>

namespace mailboat {

/// The key of this person at this machine, from which every key that something is sealed or digested with is derived. It lies
/// in a file of its owner's alone (0600) in the state folder, apart from every datafile: a datafile that is copied or stolen
/// opens nothing. Where the person wants it, it is in the desktop's key ring instead, and in the place of the file lies a marker
/// (KeyFiles). What is read from there stays in memory, wiped at the end.
class MachineKey
{
public:
    /// What a derived key is for; the number is part of it, so none ever changes or is used for something else.
    enum class Purpose : unsigned char {
        SealedPasswords = 1, ///< a satellite's password for its primary
        SealedProxyPassword = 2, ///< this site's password for its proxy
        PasswordDigests = 3, ///< at a primary, what its satellites' passwords are known by
        KeyRingEntry = 4, ///< what the key itself is known by, openly: the name of its entry
    };

    /// $XDG_STATE_HOME/mailboat/key, or that of ~/.local/state.
    static QString path();
    /// The key; empty where there is none yet. Waits for the key ring for ten seconds at most, where the key is there.
    /// MachineKeyUnusable, KeyRingUnusable.
    static Result<std::optional<MachineKey>> existing();
    /// The key, made where there is none: of any number of processes that make one at once, all get the same. Where it should be
    /// in the key ring, none is made. MachineKeyUnusable, KeyRingUnusable.
    static Result<MachineKey> existingOrNew();

    enum class Place { Nowhere, File, KeyRing };
    /// Where the key is kept; asks no key ring. MachineKeyUnusable.
    static Result<Place> place();

    /// A person moves the key. At every moment it can be read from one of the two places: the new one is written, read back, and
    /// only then the old one emptied. What was cut off is ended by asking again. Waits for the key ring, which may ask to be
    /// unlocked, for two minutes; `isCancelled` is asked all the while (Cancelled). KeyRingUnusable, MachineKeyUnusable: then
    /// the key is where it was.
    using Cancelled = std::function<bool()>;
    static Result<> moveToKeyRing(const Cancelled &isCancelled);
    /// What to do where the key ring does not give the key: with a new one, what was sealed with the old one has to be entered
    /// again.
    enum class Unreadable { Fails, NewKey };
    enum class Moved { Same, New };
    static Result<Moved> moveToFile(Unreadable unreadable, const Cancelled &isCancelled);

    SecretKey derived(Purpose purpose) const;

private:
    explicit MachineKey(SecretKey key);
    static Result<std::optional<MachineKey>> find();
    QString entry() const; ///< in the key ring
    static Result<SecretKey> fromKeyRing(const QString &entry, const Cancelled *person);
    SecretKey m_key;
};

} // namespace mailboat

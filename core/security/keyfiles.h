// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"
#include "core/security/secretkey.h"

#include <optional>

namespace mailboat {

/// What lies in the state folder: the file with this machine's key, or in its place a marker that names the key ring's entry
/// where the key is. Both are their owner's alone (0600). Where both are there, the file is what counts: a move between the two
/// was cut off, and the file needs nobody. All errors are MachineKeyUnusable.
class KeyFiles final
{
public:
    /// `key`: the path of the file with the key.
    explicit KeyFiles(QString key);

    QString keyPath() const { return m_key; }
    QString markerPath() const { return m_key + QStringLiteral("-in-key-ring"); }

    Result<std::optional<SecretKey>> key() const; ///< empty: there is none
    /// Of any number that give it at once, one stays: the first.
    Result<> giveKey(const SecretKey &key) const;
    Result<> removeKey() const;

    Result<std::optional<QString>> marker() const; ///< the entry that it names; empty: there is none
    Result<> writeMarker(const QString &entry) const;
    Result<> removeMarker() const;

    /// While one exists, nobody else gives or moves a key. Where the folder cannot be locked, nobody is kept out.
    class Turn
    {
    public:
        explicit Turn(const KeyFiles &files); ///< waits for it
        ~Turn();
        Q_DISABLE_COPY_MOVE(Turn)

    private:
        int m_folder;
    };

private:
    QString folder() const;
    Result<> makeFolder() const;
    Result<> remove(const QString &path) const;
    void secureFolder() const;

    QString m_key;
};

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/security/machinekey.h"

namespace mailboat {

/// Where a satellite's password for its primary is used, and nowhere else: a row of one datafile, as whom it signs in, and
/// where. Who can write to a datafile but has not the key does not get it sent to another address either.
struct PasswordPlace {
    QString rowUuid; ///< peer.site_uuid: made with the row, and kept with it
    QString userName;
    QString url;
    bool operator==(const PasswordPlace &) const = default;
};

/// peer.sealed_password. A migration that changes one of the three in a row has to seal its password again.
QByteArray sealedPassword(const QByteArray &wirePassword, const MachineKey &key, const PasswordPlace &place);
/// The wire password in it; of an empty box an empty one. PasswordNeeded where this machine's key is not there, is another one,
/// or the box belongs elsewhere; MachineKeyUnusable, KeyRingUnusable.
Result<QByteArray> openedPassword(const QByteArray &box, const PasswordPlace &place);

} // namespace mailboat

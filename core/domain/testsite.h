// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/site.h"

#include <QByteArray>
#include <QString>

namespace mailboat {

/// A site that the test endpoints have made, with what a program needs to sign in as it.
struct TestSite {
    SyncId syncId;
    QString siteUuid;
    QString userName;
    QByteArray wirePassword; ///< SHA-256 of the password, in hexadecimal digits
    QByteArray storeId;
    QByteArray nameId; ///< of the store
};

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace mailboat {

/// The primary that a satellite's cursors and queue belong to, and the satellite's permanent id there.
struct KnownPrimary {
    qint64 siteId = 0;
    QString siteUuid;
    bool operator==(const KnownPrimary &) const = default;
};

} // namespace mailboat

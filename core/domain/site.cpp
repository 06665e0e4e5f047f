// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/site.h"

namespace mailboat {

QString roleName(SiteRole role)
{
    switch (role) {
    case SiteRole::Off:
        return QStringLiteral("off");
    case SiteRole::Primary:
        return QStringLiteral("primary");
    case SiteRole::Satellite:
        return QStringLiteral("satellite");
    }
    Q_UNREACHABLE();
}

} // namespace mailboat

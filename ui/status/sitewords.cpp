// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/status/sitewords.h"

#include "core/prefs/peerlist.h"
#include "core/prefs/settingsstore.h"
#include "core/prefs/syncpreferences.h"
#include "ui/widgets/safetext.h"

#include <QCoreApplication>

namespace mailboat {

QString siteWords(const Settings &settings)
{
    SyncPreferences preferences;
    preferences.load(settings.preferences);
    const SyncId own = preferences.site();
    const Peer *const primary = findPeer(settings.peers, primarySyncId);
    const bool hasName = roleOf(own) == SiteRole::Satellite && primary && !primary->userName.isEmpty();
    switch (roleOf(own)) {
    case SiteRole::Off:
        return QCoreApplication::translate("mailboat", "Site without a Sync ID");
    case SiteRole::Primary:
        return QCoreApplication::translate("mailboat", "Primary (Sync ID %1)").arg(own.value());
    case SiteRole::Satellite:
        return hasName ? QCoreApplication::translate("mailboat", "%1 (Sync ID %2)")
                             .arg(safeText(primary->userName), QString::number(own.value()))
                       : QCoreApplication::translate("mailboat", "Satellite (Sync ID %1)").arg(own.value());
    }
    Q_UNREACHABLE();
}

} // namespace mailboat

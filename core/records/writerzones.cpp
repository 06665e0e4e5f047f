// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/writerzones.h"

#include "core/prefs/syncpreferences.h"
#include "core/prefs/timezone.h"
#include "core/records/log.h"
#include "core/store/peerstates.h"
#include "core/store/settingstable.h"
#include "core/store/store.h"

namespace mailboat {

WriterZones::WriterZones(Store &store)
    : m_store(store)
{
}

QTimeZone WriterZones::of(SyncId writer)
{
    const auto known = m_known.constFind(writer);
    if (known != m_known.cend())
        return *known;
    return *m_known.insert(writer, read(writer));
}

QTimeZone WriterZones::read(SyncId writer)
{
    const Result<QString> named = m_store.peerStates().timeZone(writer);
    SyncPreferences preferences;
    const Result<> loaded = m_store.settings().readPreferences(preferences);
    if (!named || !loaded)
        qCWarning(recordsLog, "The time zone of site %d could not be read", writer.value());
    return timeZoneOf(named.value_or(QString()), preferences.timeZone.value());
}

} // namespace mailboat

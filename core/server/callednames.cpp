// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/callednames.h"

#include "core/prefs/address.h"
#include "core/records/datafile.h"
#include "core/server/log.h"
#include "core/store/peerstates.h"

namespace mailboat {

namespace {

constexpr qint64 aDay = 24 * 60 * 60; // seconds

} // namespace

void CalledNames::heard(const QByteArray &host, Datafile &datafile)
{
    const auto address = addressFromText(QString::fromLatin1(host));
    if (!address || isLoopback(address->host))
        return;
    const QDateTime now = datafile.clock().utcNow();
    {
        const std::lock_guard lock(m_mutex);
        const auto noted = m_noted.constFind(address->host);
        if (noted != m_noted.cend() && noted->secsTo(now) < aDay)
            return;
        if (m_noted.size() >= PeerStates::mostCalledNames)
            m_noted.clear();
        m_noted.insert(address->host, now);
    }
    if (const Result<> noted = datafile.peerStates().noteCalledName(address->host, now); !noted)
        qCWarning(serverLog, "The name that a site has called was not noted: %s", qPrintable(describe(noted.error())));
}

} // namespace mailboat

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/record.h"
#include "tests/support/cuttingproxy.h"
#include "tests/support/sites/testsite.h"

namespace mailboat::test {

/// What every walk begins with: closed datafiles of a primary and two satellites that have synchronised, and the line between
/// them, whose URL stands in the datafiles.
class CopiesStart final
{
public:
    CopiesStart();
    CuttingProxy &line() { return m_line; }
    QString primary() const { return m_primary.path(); }
    QString satellite(int id) const { return id == m_a.id().value() ? m_a.path() : m_b.path(); }

private:
    CuttingProxy m_line {0};
    PrimarySite m_primary;
    SatelliteSite m_a;
    SatelliteSite m_b;
};

/// The store of a satellite.
QByteArray storeOf(const TestSite &site);
bool isOfStore(const QByteArray &data, const QByteArray &store);
/// A record in that version, of the site's own where it is not central.
QByteArray dataOf(const TestSite &site, const RecordKey &key, int version);
int versionOf(const QByteArray &data); ///< 0: it says none

} // namespace mailboat::test

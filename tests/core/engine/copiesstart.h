// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/engine/copiesforeign.h"
#include "tests/support/cuttingproxy.h"

namespace mailboat::test {

/// What every walk begins with: closed datafiles of a primary and two satellites that have synchronised, with stores A and B, the
/// line between them, whose URL stands in the datafiles, and a site of another make.
class CopiesStart final
{
public:
    CopiesStart();
    CuttingProxy &line() { return m_line; }
    QString primary() const { return m_primary.path(); }
    QString satellite(int id) const { return id == m_a.id().value() ? m_a.path() : m_b.path(); }
    const CopiesForeign &foreign() const { return m_foreign; }

private:
    void putFirst();

    CuttingProxy m_line {0};
    PrimarySite m_primary;
    SatelliteSite m_a;
    SatelliteSite m_b;
    CopiesForeign m_foreign;
};

} // namespace mailboat::test

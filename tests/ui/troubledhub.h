// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/enginethread.h"
#include "tests/support/sites/testsite.h"

#include <memory>

namespace mailboat::test {

/// A primary with 300 sites, of which five are in five kinds of trouble: two that call and are refused, by their own programs on real
/// connections, and three as days that have passed left them in the datafile. Its engine answers on a free port.
class TroubledHub
{
public:
    TroubledHub();

    static constexpr int sites = 300;
    static constexpr SyncId machine {20}; ///< its machine was replaced
    static constexpr SyncId password {41}; ///< it has another password, tried so often that the sign-in is paused
    static constexpr SyncId silent {77}; ///< for nine days
    static constexpr SyncId behind {112}; ///< it calls, and for three days has not had what waits for it
    static constexpr SyncId never {250}; ///< it has never called

    PrimarySite &primary() { return m_primary; }
    CycleReport synchronise(SyncId site); ///< one of those that are refused

private:
    void addSites();
    void letTimePass();
    void startEngine();
    void callInVain();

    SystemClock m_clock;
    PrimarySite m_primary;
    std::unique_ptr<EngineThread> m_engine;
    std::unique_ptr<SatelliteSite> m_replaced;
    std::unique_ptr<SatelliteSite> m_wrong;
};

} // namespace mailboat::test

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/app/ctlsite.h"

#include <memory>

namespace mailboat::test {

/// A primary that serves on the loopback and satellite 2 of it, both used through the program alone. Store S2 is active on the
/// satellite; nothing has been synchronised yet.
class TwoSites
{
public:
    TwoSites();

    const CtlSite &primary() const { return m_primary; }
    const CtlSite &satellite() const { return m_satellite; }
    QString url() const { return m_url; }
    Child &server() { return *m_server; }
    /// Ends the server by SIGTERM; its exit status.
    int stopServer();
    void startServer(); ///< again, where it was before
    /// `sync` at the satellite, which has to end with 0.
    Answer sync() const;

private:
    CtlSite m_primary;
    CtlSite m_satellite;
    std::unique_ptr<Child> m_server;
    QString m_url;
};

/// Starts `serve` on a free port and waits until it listens; its URL.
QString serve(const CtlSite &site, std::unique_ptr<Child> &child, const QStringList &more = {});
/// A URL on the loopback that nobody listens on.
QString deadUrl();

} // namespace mailboat::test

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/app/ctlsite.h"

#include <memory>

namespace mailboat::test {

/// A primary, as a program, with many sites that have all there is for them: from Sync ID 2 on, each with a store of its own and its
/// part of the sample's records.
class ManySites final
{
public:
    ManySites(int sites, int records);

    int sites() const { return m_sites; }
    void serve(const QStringList &more = {});
    void stop();
    qint64 process() const { return m_server->processId(); }
    quint16 port() const { return m_port; }

    enum class Program {
        Mailboat, ///< one that asks `/site` and hears that there is nothing
        Plain ///< one of version 5 alone, and an earlier Mailboat: it goes through all steps
    };
    /// What a site sends that has nothing to say and nothing to fetch, in its order (SyncCycle); `which`: 0 to sites() - 1.
    QList<QByteArray> idleCycle(int which, Program program) const;
    QByteArray statusRequest(int which) const;
    QString filePath(const QString &name) const { return m_primary.filePath(name); }

private:
    void fill(int records);
    QByteArray request(
        int which, const QByteArray &method, const QByteArray &target, const QByteArray &body = {}) const;
    QByteArray siteRequest(int which) const;

    CtlSite m_primary;
    int m_sites;
    QByteArray m_epoch;
    qint64 m_serial = 0;
    std::unique_ptr<Child> m_server;
    quint16 m_port = 0;
};

} // namespace mailboat::test

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/datafile.h"
#include "core/server/syncserver.h"
#include "tests/support/fakeclock.h"
#include "tests/support/v5caller.h"

#include <QMap>
#include <QTemporaryDir>

namespace mailboat {
class Draft;
}

namespace mailboat::test {

/// A primary alone, on a free port, with time that a test turns: site 2 "hill" has store_a, site 3 "valley" has store_b, site 4
/// "empty" has none. Passwords are "secret-<id>". Not started yet. Set-up that fails throws.
class ServedPrimary
{
public:
    ServedPrimary();
    ~ServedPrimary();
    Q_DISABLE_COPY_MOVE(ServedPrimary)

    void start(SyncServer::Options options = {});
    void stop();
    SyncServer &server() { return *m_server; }
    quint16 port() const;
    V5Caller hill() const { return {port(), QStringLiteral("hill"), QStringLiteral("secret-2")}; }
    V5Caller valley() const { return {port(), QStringLiteral("valley"), QStringLiteral("secret-3")}; }

    FakeClock &clock() { return m_clock; }
    QString path() const;
    DatafileAddress address() const { return DatafileAddress::ofFile(path()); }
    Datafile &datafile() { return *m_datafile; }
    void edit(const std::function<Result<>(Draft &)> &change);
    void setPreference(const QString &name, const QString &value);
    void put(const QByteArray &table, const QByteArray &id, const QByteArray &data);
    std::optional<QByteArray> dataOf(const QByteArray &table, const QByteArray &id);
    void putStore(const QByteArray &id, int site);
    /// Every row of every table, but for what is noted of calls: when, where from, contacts in the log, wrong sign-ins, refusals.
    QMap<QString, QByteArrayList> tables();

private:
    FakeClock m_clock;
    QTemporaryDir m_folder;
    std::unique_ptr<Datafile> m_datafile;
    std::unique_ptr<SyncServer> m_server;
};

} // namespace mailboat::test

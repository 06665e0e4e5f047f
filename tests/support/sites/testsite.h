// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/record.h"
#include "core/domain/site.h"
#include "core/domain/syncstatus.h"
#include "core/records/datafile.h"
#include "core/records/recovery.h"
#include "core/server/syncserver.h"
#include "tests/support/quickclock.h"

#include <QMap>
#include <QTemporaryDir>
#include <QUrl>

#include <memory>

namespace mailboat::test {

/// What a site holds: data by table and ID.
using Holdings = QMap<std::pair<QByteArray, QByteArray>, QByteArray>;

/// A site with a datafile of its own in a temporary folder. Whatever fails in its set-up throws: a test that cannot be set up
/// has failed.
class TestSite
{
public:
    explicit TestSite(SyncId id);
    TestSite(SyncId id, const QString &copyOf); ///< starts from a copy of another site's closed datafile
    virtual ~TestSite() = default;
    Q_DISABLE_COPY_MOVE(TestSite)

    QString path() const;
    DatafileAddress address() const { return DatafileAddress::ofFile(path()); }
    static QString code(); ///< the authorisation code of every test site
    SyncId id() const { return m_id; }
    Clock &clock() { return m_clock; }
    Datafile &datafile() { return *m_datafile; }
    /// Closes and opens the datafile, as a new process would.
    void reopen();
    void close(); ///< the datafile is then one plain file, until reopen()
    void setPreference(const QString &name, const QString &value);
    void addPeer(SyncId id, const QString &userName, const QString &password, const QString &url = {});
    void editPeerUrl(SyncId id, const QString &url);
    void put(const QByteArray &table, const QByteArray &id, const QByteArray &data);
    void remove(const QByteArray &table, const QByteArray &id);
    /// From now on nothing is synchronised until somebody has chosen: it was restored (RestoredUnconfirmed), or has come from another
    /// machine (OtherMachine).
    void standStill(ErrorCode why);
    /// Somebody chooses how this datafile goes on.
    void recover(Recovery::Choice choice);
    /// The same by what asks the primary, too, where the choice needs it; what became of it.
    Result<> tryToRecover(Recovery::Choice choice);
    Holdings holdings();
    std::optional<QByteArray> dataOf(const QByteArray &table, const QByteArray &id);

protected:
    QuickClock m_clock;

private:
    QTemporaryDir m_folder;
    SyncId m_id;
    std::unique_ptr<Datafile> m_datafile;
};

/// A primary that answers on a free port of the loopback.
class PrimarySite final : public TestSite
{
public:
    PrimarySite();
    explicit PrimarySite(const QString &copyOf);
    ~PrimarySite() override;
    void start();
    void stop();
    QUrl url() const;
    quint16 port() const;
    /// A satellite's row; its password is "secret-<id>".
    void addSatellite(int id);
    /// Somebody chooses for one site alone.
    Result<> recoverSite(int id, Recovery::Choice choice);

private:
    std::unique_ptr<SyncServer> m_server;
};

/// A satellite of a primary at a URL.
class SatelliteSite final : public TestSite
{
public:
    SatelliteSite(int id, const QUrl &primary);
    SatelliteSite(int id, const QString &copyOf);
    /// One cycle; its report.
    CycleReport synchronise();
};

/// A store record, active on a site, with its name record at the primary.
void addStore(PrimarySite &primary, const QByteArray &storeId, int site);

} // namespace mailboat::test

// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/peer.h"
#include "core/engine/status.h"
#include "core/records/datafile.h"
#include "core/records/sitestates.h"
#include "core/store/enginelock.h"
#include "core/store/watch.h"

#include <QHash>
#include <QTimer>

namespace mailboat {

/// A window's datafile: opened, opened again where that or reading it has failed, and watched; tells what is new. Lives in one
/// thread, with all who work with the datafile.
///
///  Closed -> open(): Failed <-> Open; any -> close(): Closed for good, once nobody holds it
class WatchedDatafile final : public QObject
{
    Q_OBJECT
public:
    /// For as long as somebody waits for the network in between: the open datafile stays the one that it is.
    class Hold final
    {
    public:
        explicit Hold(WatchedDatafile &datafile);
        ~Hold();
        Q_DISABLE_COPY_MOVE(Hold)

    private:
        WatchedDatafile &m_datafile;
    };

    WatchedDatafile(DatafileAddress address, Clock &clock, Datafile::Options options, QObject *parent);

    void open();
    /// Looks no more; closed() once nobody holds it.
    void close();
    const DatafileAddress &address() const { return m_address; }
    /// The open datafile, or why there is none.
    Result<Datafile *> get();
    /// Something was written by way of get(), which the watch does not notice by itself: it is told soon.
    void wrote();
    /// Emits failed(), where that is news.
    void report(const Error &error);

signals:
    void opened();
    void failed(const mailboat::Error &error);
    void recovered();
    void statusChanged(const mailboat::Status &status);
    void settingsChanged(qint64 revision);
    /// Of all sites of a primary, how they stand: where anything has changed at one, or time alone has (at most once a second).
    void sitesChanged(const QList<mailboat::SiteRow> &rows);
    void misfitsChanged(const QHash<mailboat::SyncId, mailboat::Error> &misfits); ///< empty at first, and not told then
    void closed();

private:
    Result<> openDatafile();
    void look();
    Result<> readNews();
    Result<> tell();
    Result<> tellSites();
    Result<> tellMisfits();
    void closeIfUnheld();

    DatafileAddress m_address;
    Clock &m_clock;
    Datafile::Options m_options;
    std::unique_ptr<Datafile> m_datafile {};
    std::optional<Watch> m_watch {}; ///< of the open datafile
    std::optional<SiteStates> m_sites {}; ///< likewise
    std::optional<QList<SiteRow>> m_rows {}; ///< as last told; nothing: not yet
    std::chrono::milliseconds m_nextSites {}; ///< when they are told anew, whether or not anything was committed
    QTimer m_lookTimer;
    std::optional<Error> m_failure {}; ///< as last told
    std::optional<std::chrono::milliseconds> m_tried {}; ///< when opening was last tried
    std::chrono::milliseconds m_toldMisfits {}; ///< when they were last read
    bool m_isEngineRunning = false;
    std::optional<EngineLock::Trouble> m_trouble {}; ///< of the engine, as last told
    bool m_isTold = false; ///< that it was opened
    bool m_hasNews = false; ///< something was committed, and the sites are not told yet
    QHash<SyncId, Error> m_misfits {}; ///< as last told
    SiteRole m_role = SiteRole::Off;
    int m_holds = 0;
    bool m_isClosing = false;
};

} // namespace mailboat
